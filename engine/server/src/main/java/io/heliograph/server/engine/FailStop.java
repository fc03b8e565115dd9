package io.heliograph.server.engine;

import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/** Runs an agent until it fails once: what threw may have left its state half changed, so it is never called again. */
final class FailStop implements Agent {
    private final Agent agent;
    private final Consumer<Throwable> onFailure;

    private boolean hasFailed;

    FailStop(Agent agent, Consumer<Throwable> onFailure) {
        this.agent = agent;
        this.onFailure = onFailure;
    }

    @Override
    public void onStart() {
        guarded(agent::onStart);
    }

    @Override
    public int doWork() throws Exception {
        try {
            return agent.doWork();
        } catch (AgentTerminationException e) {
            throw e;
        } catch (Throwable e) {
            fail(e);
            throw new AgentTerminationException(e);
        }
    }

    @Override
    public void onClose() {
        if (!hasFailed) {
            guarded(agent::onClose);
        }
    }

    @Override
    public String roleName() {
        return agent.roleName();
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        hasFailed = true;
        onFailure.accept(failure);
    }
}
