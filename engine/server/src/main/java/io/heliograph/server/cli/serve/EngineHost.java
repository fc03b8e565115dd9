package io.heliograph.server.cli.serve;

import io.heliograph.server.Build;
import io.heliograph.server.ExitCode;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.engine.Concessions;
import io.heliograph.server.engine.Engine;
import io.heliograph.server.engine.Surroundings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * An engine in this process: stopped cleanly when the process is asked to end, given up when something fatal happens.
 *
 * <p>A process that was asked to end, and did so cleanly, ends with 0 and not with the signal's number.
 */
final class EngineHost implements AutoCloseable {
    private final Engine engine;
    private final CompletableFuture<ExitCode> fatal;
    private final Thread hook;

    private boolean isClosed;

    private EngineHost(Engine engine, CompletableFuture<ExitCode> fatal) {
        this.engine = engine;
        this.fatal = fatal;
        this.hook = new Thread(this::stopAndHalt, "heliograph-stop");
    }

    /** Starts the engine of a configuration; answers when it serves. */
    static EngineHost start(ServerConfig config) {
        return start(config, Concessions.NONE);
    }

    /** Starts it for an operator who gives something up. */
    static EngineHost start(ServerConfig config, Concessions conceded) {
        TempFolder.under(config.data());
        CompletableFuture<ExitCode> fatal = new CompletableFuture<>();
        Engine engine = Engine.start(
                config,
                Surroundings.live(config.agents(), (code, failure) -> fatal.complete(code), Build.version())
                        .withWarmUp()
                        .conceding(conceded));
        EngineHost host = new EngineHost(engine, fatal);
        Runtime.getRuntime().addShutdownHook(host.hook);
        return host;
    }

    Engine engine() {
        return engine;
    }

    /** Whether something fatal happened. */
    boolean hasFailed() {
        return fatal.isDone();
    }

    /** Waits until something fatal happens; a process that is asked to end does not come back from here. */
    ExitCode awaitEnd() throws InterruptedException {
        try {
            return fatal.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it so", e);
        }
    }

    /** Stops the engine; the process may go on. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            engine.close();
        }
    }

    private void stopAndHalt() {
        boolean wasAsked;
        synchronized (this) {
            wasAsked = !isClosed;
            close();
        }
        if (wasAsked) {
            Runtime.getRuntime().halt(fatal.getNow(ExitCode.OK).value());
        }
    }
}
