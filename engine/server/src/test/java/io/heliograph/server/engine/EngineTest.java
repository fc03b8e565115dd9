package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.EngineState;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EventCount;
import io.heliograph.v1.EventKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class EngineTest {
    private static final long SEED = 20_131_007;

    @TempDir
    private Path folder;

    @Test
    void shouldComeBackWithTheSameCountsAndDigestAfterACleanStop() {
        EngineStatus before;
        try (RunningEngine engine = RunningEngine.start(folder)) {
            publish(engine, RandomMarket.batches(SEED, 20_000));
            before = engine.status();
        }
        EngineStatus after;
        try (RunningEngine engine = RunningEngine.start(folder)) {
            after = engine.status();
        }

        assertThat(count(before, EventKind.EVENT_KIND_TRADE)).as("seed=" + SEED).isEqualTo(20_000);
        assertThat(before.getStrategiesList()).isEqualTo(HouseStrategies.names());
        assertThat(before.getBars()).isGreaterThan(1_000);
        assertThat(before.getSignals()).isPositive();
        assertThat(before.getContentDigest()).hasSize(64);
        assertThat(before.getState()).isEqualTo(EngineState.ENGINE_STATE_SERVING);
        assertThat(after.getContentDigest()).as("seed=" + SEED).isEqualTo(before.getContentDigest());
        assertThat(after.getBars()).isEqualTo(before.getBars());
        assertThat(after.getSignals()).isEqualTo(before.getSignals());
        assertThat(after.getOutputSequence()).isEqualTo(before.getOutputSequence());
        assertThat(after.getEpoch()).as("the stop was clean").isEqualTo(before.getEpoch());
        assertThat(after.getEventSequence())
                .as("one stop and one start, no settings and strategies again")
                .isEqualTo(before.getEventSequence() + 2);
    }

    @Test
    void shouldAnswerWhenABatchIsDurable() {
        try (RunningEngine engine = RunningEngine.start(folder)) {
            BatchPublishMarketDataRequest batch =
                    RandomMarket.batches(SEED, 100).get(0);
            BatchPublishMarketDataResponse response = engine.market()
                    .batchPublishMarketData(batch.toBuilder()
                            .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_DURABLE)
                            .build());

            assertThat(response.getAck().getDurableSequence())
                    .isGreaterThanOrEqualTo(response.getAck().getJournaledSequence());
            assertThat(response.getAck().getJournaledThrough()).isEqualTo(100);
            assertThat(response.getJournalId()).isEqualTo(engine.status().getJournalId());
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherEngineHoldsAndChangeNothing() throws IOException {
        try (RunningEngine engine = RunningEngine.start(folder)) {
            FatalException failure = catchThrowableOfType(FatalException.class, () -> RunningEngine.start(folder));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.DIRECTORY_LOCKED);
            assertThat(engine.status().getState()).isEqualTo(EngineState.ENGINE_STATE_SERVING);
            assertThat(engine.fatal()).isNull();
        }
    }

    @Test
    void shouldRefuseAPortThatIsTakenBeforeItTouchesTheDirectory() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = folder.resolve("data");
            FatalException failure = catchThrowableOfType(
                    FatalException.class,
                    () -> RunningEngine.start(RunningEngine.config(data, Map.of("grpc.port", taken.getLocalPort()))));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.PORT_OR_TLS);
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void shouldTellEveryProblemOfEveryStrategyFileBeforeItTouchesTheDirectory() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.conf"), "id = bad, timeframe = 1m, buy = \"rsi(14) <\"");
        Path worse = Files.writeString(folder.resolve("worse.conf"), "id = Worse");
        Path data = folder.resolve("data");

        FatalException failure = catchThrowableOfType(
                FatalException.class,
                () -> RunningEngine.start(RunningEngine.config(
                        data, Map.of("strategies.files", List.of(bad.toString(), worse.toString())))));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(failure).hasMessageContaining("bad.conf").hasMessageContaining("worse.conf");
        assertThat(data).doesNotExist();
    }

    @Test
    void shouldJournalOnlyWhatAChangedConfigurationChanges() throws IOException {
        long before;
        try (RunningEngine engine = RunningEngine.start(folder)) {
            before = engine.status().getEventSequence();
        }
        Map<String, Object> changed =
                Map.of("core.lateness", "1s", "strategies.exclusive", true, "strategies.house", false);
        try (RunningEngine engine = RunningEngine.start(RunningEngine.config(folder, changed))) {
            EngineStatus status = engine.status();

            assertThat(status.getStrategiesList()).isEmpty();
            assertThat(status.getEventSequence())
                    .as("stop, start, settings, five strategies removed")
                    .isEqualTo(before + 2 + 1 + 5);
        }
        assertThat(Directories.list(folder)).isNotEmpty();
    }

    public static void publish(RunningEngine engine, List<BatchPublishMarketDataRequest> batches) {
        batches.forEach(batch -> engine.market().batchPublishMarketData(batch));
    }

    static long count(EngineStatus status, EventKind kind) {
        return status.getEventsList().stream()
                .filter(count -> count.getKind() == kind)
                .mapToLong(EventCount::getCount)
                .sum();
    }
}
