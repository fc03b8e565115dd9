package io.heliograph.server.faults;

import io.grpc.StatusRuntimeException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.Ack;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.DurabilityLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process with an engine that publishes to it and says what was acknowledged; ends with the engine's exit code where it
 * fails, else with 0.
 */
final class EioChild {
    private static final int SECONDS = 20_000;

    private EioChild() {}

    public static void main(String[] args) throws Exception {
        int exit;
        try {
            exit = run(Path.of(args[0]), Long.parseLong(args[1]));
        } catch (FatalException e) {
            System.out.println("refused: " + e.getMessage());
            exit = e.exitCode().value();
        }
        Runtime.getRuntime().halt(exit);
    }

    private static int run(Path data, long seed) throws Exception {
        RunningEngine engine = RunningEngine.start(RunningEngine.config(data, Map.of("journal.force_interval", "5ms")));
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(seed, SECONDS);
        try {
            for (int i = 0; i < batches.size(); i++) {
                DurabilityLevel level = i % 2 == 0
                        ? DurabilityLevel.DURABILITY_LEVEL_DURABLE
                        : DurabilityLevel.DURABILITY_LEVEL_JOURNALED;
                Ack ack = engine.market()
                        .batchPublishMarketData(
                                batches.get(i).toBuilder().setWaitFor(level).build())
                        .getAck();
                System.out.println(
                        "acknowledged " + ack.getJournaledSequence() + " durable " + ack.getDurableSequence());
            }
        } catch (StatusRuntimeException e) {
            System.out.println("not acknowledged: " + e.getStatus());
            return engine.awaitFatal(30, TimeUnit.SECONDS).value();
        }
        engine.close();
        return engine.fatal() == null ? ExitCode.OK.value() : engine.fatal().value();
    }
}
