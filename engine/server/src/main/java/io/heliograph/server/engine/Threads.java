package io.heliograph.server.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;

/** The threads of the engine; started in one order, ended in the other. */
final class Threads {
    private final Function<String, IdleStrategy> idle;
    private final Consumer<Throwable> onFailure;
    private final Deque<AgentRunner> runners = new ArrayDeque<>();

    Threads(Function<String, IdleStrategy> idle, Consumer<Throwable> onFailure) {
        this.idle = idle;
        this.onFailure = onFailure;
    }

    /** Gives an agent a thread. */
    void start(Agent agent) {
        AgentRunner runner =
                new AgentRunner(idle.apply(agent.roleName()), this::onError, null, new FailStop(agent, onFailure));
        AgentRunner.startOnThread(runner, task -> {
            Thread thread = new Thread(task, "heliograph-" + agent.roleName());
            thread.setDaemon(true);
            return thread;
        });
        runners.push(runner);
    }

    private void onError(Throwable failure) {
        // How a failed agent ends its thread; what failed was told when it did.
        if (!(failure instanceof AgentTerminationException)) {
            onFailure.accept(failure);
        }
    }

    /** Ends the thread started last, with its agent. */
    void stopLast() {
        runners.pop().close();
    }

    void stopAll() {
        while (!runners.isEmpty()) {
            stopLast();
        }
    }
}
