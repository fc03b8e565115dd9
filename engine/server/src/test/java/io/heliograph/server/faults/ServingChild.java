package io.heliograph.server.faults;

import io.heliograph.server.FatalException;
import io.heliograph.server.engine.RunningEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process with an engine on a folder; says its port, and ends with the engine's exit code where it fails. */
final class ServingChild {
    private ServingChild() {}

    public static void main(String[] args) throws Exception {
        RunningEngine engine;
        try {
            engine = RunningEngine.start(
                    RunningEngine.config(Path.of(args[0]), Map.of("journal.free_floor", Long.parseLong(args[1]))));
        } catch (FatalException e) {
            System.out.println("refused to start: " + e.getMessage());
            Runtime.getRuntime().halt(e.exitCode().value());
            return;
        }
        System.out.println("port=" + engine.engine().grpcPort());
        Runtime.getRuntime().halt(engine.awaitFatal(1, TimeUnit.DAYS).value());
    }
}
