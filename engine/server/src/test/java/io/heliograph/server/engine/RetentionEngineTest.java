package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Tombstones;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that deletes the beginning of its logs concludes, from then on, what one does that keeps all. */
final class RetentionEngineTest {
    private static final long SEED = 20_131_010;
    private static final int TRADES = 30_000;
    private static final Map<String, Object> SMALL =
            Map.of("journal.segment_bytes", 1 << 20, "snapshots.keep", 1, "retention.max_bytes", 0);

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnFromWhatIsKept() throws Exception {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, TRADES);
        List<BatchPublishMarketDataRequest> first = batches.subList(0, batches.size() * 2 / 3);
        List<BatchPublishMarketDataRequest> second = batches.subList(batches.size() * 2 / 3, batches.size());
        EngineStatus whole;
        try (RunningEngine engine = RunningEngine.start(folder.resolve("whole"))) {
            EngineTest.publish(engine, batches);
            whole = engine.status();
        }
        Path data = folder.resolve("data");
        try (RunningEngine engine = RunningEngine.start(config(data, 0))) {
            for (BatchPublishMarketDataRequest batch : first) {
                EngineTest.publish(engine, List.of(batch));
                awaitRolled(engine);
            }
            assertThat(engine.engine().journal().segmentStarts()).hasSizeGreaterThan(1);
            assertThat(engine.status().getContentDigest()).isNotEmpty();
        }
        try (RunningEngine engine = RunningEngine.start(config(data, 1))) {
            awaitBeginning(engine, data);
            EngineTest.publish(engine, second);
            EngineStatus status = engine.status();
            assertThat(status.getBars()).isEqualTo(whole.getBars());
            assertThat(status.getSignals()).isEqualTo(whole.getSignals());
            assertThat(status.getContentDigest())
                    .as("all outputs were digested before")
                    .isEqualTo(whole.getContentDigest());
            expectCompacted(engine);
        }
        try (RunningEngine engine = RunningEngine.start(config(data, 1))) {
            EngineTest.publish(engine, second);
            assertThat(engine.status().getSignals()).isEqualTo(whole.getSignals());
            assertThat(engine.status().getContentDigest()).isEqualTo(whole.getContentDigest());
        }
        try (JournalView view = JournalView.open(data)) {
            long begin = Tombstones.of(view).newest().orElseThrow().lastEvent() + 1;
            assertThat(view.events().first()).isEqualTo(begin);
            assertThat(new AuditReplay(view).run(ReplayProgress.NONE).events()).isPositive();
        }
    }

    private static ServerConfig config(Path data, long maxBytes) {
        Map<String, Object> all = new HashMap<>(SMALL);
        all.put("retention.max_bytes", maxBytes);
        return RunningEngine.config(data, all);
    }

    /** Gives the slow agent the time that a market of this size would: it is asked to be done before more comes. */
    private static void awaitRolled(RunningEngine engine) {
        await(() -> !engine.engine().journal().isRollNear());
    }

    private static void awaitBeginning(RunningEngine engine, Path data) {
        await(() -> engine.engine().journal().events().first() > 1 && folders(data.resolve("events")) == 1);
        assertThat(engine.engine().journal().outputs().first()).isGreaterThan(1);
    }

    private static long folders(Path log) {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(Files::isDirectory).count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void expectCompacted(RunningEngine engine) {
        Iterator<StreamSignalsResponse> signals = SignalServiceGrpc.newBlockingStub(engine.channel())
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .streamSignals(
                        StreamSignalsRequest.newBuilder().setAfterSequence(0).build());
        assertThatThrownBy(signals::next).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
            ErrorInfo info = StatusProto.fromThrowable(refused).getDetailsList().stream()
                    .filter(detail -> detail.is(ErrorInfo.class))
                    .map(RetentionEngineTest::unpack)
                    .findFirst()
                    .orElseThrow();
            assertThat(info.getReason()).isEqualTo("SEQUENCE_COMPACTED");
            assertThat(info.getMetadataMap())
                    .containsEntry(
                            "first_available_sequence",
                            Long.toString(engine.engine().journal().outputs().first()));
        });
    }

    private static ErrorInfo unpack(com.google.protobuf.Any detail) {
        try {
            return detail.unpack(ErrorInfo.class);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
