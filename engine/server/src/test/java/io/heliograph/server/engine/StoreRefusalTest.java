package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.DurabilityLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreRefusalTest {
    private static final long SEED = 20_131_010;

    @TempDir
    private Path folder;

    @Test
    void shouldEndWithItsOwnCodeAndLeaveNoServerBehindWhereTheDatabaseIsOfAnotherJournal() throws Exception {
        ServerConfig config = RunningEngine.config(folder, Map.of("store", "embedded"));
        try (RunningEngine engine = RunningEngine.start(config)) {
            BatchPublishMarketDataRequest batch =
                    RandomMarket.batches(SEED, 100).get(0);
            engine.market()
                    .withDeadlineAfter(120, TimeUnit.SECONDS)
                    .batchPublishMarketData(batch.toBuilder()
                            .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_STORED)
                            .build());
        }
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(path -> !path.endsWith("postgres")).toList()) {
                Directories.delete(path);
            }
        }

        try (RunningEngine engine = RunningEngine.start(config)) {
            ExitCode code = engine.awaitFatal(60, TimeUnit.SECONDS);
            StatusRuntimeException refused = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> engine.market()
                            .batchPublishMarketData(
                                    RandomMarket.batches(SEED, 1).get(0)));

            assertThat(code).isEqualTo(ExitCode.DATABASE_DISAGREES);
            assertThat(refused).hasMessageContaining("found one that failed");
            assertThat(folder.resolve("postgres/data/postmaster.pid")).exists();
        }
        assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }
}
