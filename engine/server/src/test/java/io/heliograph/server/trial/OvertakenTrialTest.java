package io.heliograph.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.SignalRange;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.ErrorReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over a journal whose beginning is deleted while it reads. */
final class OvertakenTrialTest {
    private static final long SEED = 20_131_012;
    private static final int SECONDS = 30_000;
    private static final String FIRST = "events/00000000000000000001";

    @TempDir
    private Path data;

    private boolean isDeleted;

    @Test
    void shouldSayWhereTheJournalBeginsNowAndNotThatTheEngineFailed() {
        try (RunningEngine engine = RunningEngine.start(config(0))) {
            for (BatchPublishMarketDataRequest batch : RandomMarket.batches(SEED, SECONDS)) {
                EngineTest.publish(engine, List.of(batch));
                await(() -> !engine.engine().journal().isRollNear());
            }
        }
        String id = HouseStrategies.names().get(0);
        Trial trial = new Trial(
                data,
                List.of(StrategyCompiler.compile(HouseStrategies.text(id), Map.of(), Optional.empty())
                        .strategy()),
                SignalRange.ALL,
                1_000_000);

        Rejection refused = catchThrowableOfType(Rejection.class, () -> trial.backtest(1, (done, total) -> delete()));

        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED);
        assertThat(Long.parseLong(refused.metadata().get("first_available_sequence")))
                .isGreaterThan(1);
    }

    /** Has retention delete what it may, once. */
    private void delete() {
        if (isDeleted) {
            return;
        }
        isDeleted = true;
        try (RunningEngine engine = RunningEngine.start(config(1))) {
            await(() -> engine.engine().journal().events().first() > 1 && !Files.exists(data.resolve(FIRST)));
        }
    }

    private ServerConfig config(long maxBytes) {
        return RunningEngine.config(
                data, Map.of("journal.segment_bytes", 1 << 20, "snapshots.keep", 1, "retention.max_bytes", maxBytes));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
