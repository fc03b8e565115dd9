package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.ForwardingLog;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.server.ExitCode;
import io.heliograph.v1.Ack;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StreamSignalsRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose disk stalls, or fails. */
final class FailedDiskTest {
    private static final long SEED = 20_131_009;

    @TempDir
    private Path folder;

    private final List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 2_000);
    private final Disk disk = new Disk();

    @Test
    void shouldStopAtTheFirstForceThatFailsAndAcknowledgeNothingBeyondTheLastGoodOne() throws Exception {
        try (RunningEngine engine = start(JournalOptions.defaults().withForcer(disk))) {
            Ack good = engine.market().batchPublishMarketData(durable(0)).getAck();
            disk.failsNow();
            StatusRuntimeException refused = catchThrowableOfType(
                    StatusRuntimeException.class, () -> engine.market().batchPublishMarketData(durable(1)));

            assertThat(engine.awaitFatal(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.STORAGE_FAILED);
            assertThat(good.getDurableSequence()).isGreaterThanOrEqualTo(good.getJournaledSequence());
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(engine.engine().positions().durableEvent()).isLessThan(good.getJournaledSequence() + 500);
            assertThat(engine.engine().journal().events().durable())
                    .isEqualTo(engine.engine().positions().durableEvent());
            assertThat(disk.failures.get()).as("never tried again").isOne();
        }
        assertThat(disk.failures.get()).as("nor at the end").isOne();
    }

    @Test
    void shouldAcknowledgeWhatIsJournaledWhileAForceStallsAndWhatIsDurableOnlyAfterIt() throws Exception {
        try (RunningEngine engine = start(JournalOptions.defaults().withForcer(disk))) {
            CountDownLatch stall = disk.stallsNow();
            Future<BatchPublishMarketDataResponse> late;
            try {
                late = MarketDataServiceGrpc.newFutureStub(engine.channel()).batchPublishMarketData(durable(0));
                assertThat(disk.stalled.await(30, TimeUnit.SECONDS)).isTrue();
                long durableBefore = engine.engine().positions().durableEvent();
                for (int i = 1; i < 4; i++) {
                    Ack ack = engine.market()
                            .batchPublishMarketData(batches.get(i))
                            .getAck();
                    assertThat(ack.getJournaledSequence()).isGreaterThan(ack.getDurableSequence());
                }

                assertThat(late.isDone()).isFalse();
                assertThat(engine.engine().positions().durableEvent()).isEqualTo(durableBefore);
                assertThat(engine.status().getDurableSequence())
                        .isLessThan(engine.status().getEventSequence());
            } finally {
                stall.countDown();
            }
            Ack ack = late.get(30, TimeUnit.SECONDS).getAck();

            assertThat(ack.getDurableSequence()).isGreaterThanOrEqualTo(ack.getJournaledSequence());
            assertThat(engine.fatal()).isNull();
        }
    }

    @Test
    void shouldStopWithFiveWhereAMappedFileFailsBeneathAReader() throws Exception {
        AtomicBoolean isBroken = new AtomicBoolean();
        JournalOptions options = JournalOptions.defaults().withAround(log -> new UnreadableLog(log, isBroken));
        try (RunningEngine engine = start(options)) {
            EngineTest.publish(engine, batches);
            isBroken.set(true);
            SignalServiceGrpc.newBlockingStub(engine.channel())
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .streamSignals(StreamSignalsRequest.newBuilder()
                            .setEarliest(Empty.getDefaultInstance())
                            .build());

            assertThat(engine.awaitFatal(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.STORAGE_FAILED);
        }
    }

    private RunningEngine start(JournalOptions journal) {
        return RunningEngine.start(
                RunningEngine.config(folder, Map.of()), surroundings -> surroundings.withJournal(journal));
    }

    private BatchPublishMarketDataRequest durable(int batch) {
        return batches.get(batch).toBuilder()
                .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_DURABLE)
                .build();
    }

    /** Forces, stalls, or fails. */
    private static final class Disk implements Forcer {
        private final AtomicInteger failures = new AtomicInteger();
        private final CountDownLatch stalled = new CountDownLatch(1);

        private volatile boolean isFailing;
        private volatile CountDownLatch stall;

        void failsNow() {
            isFailing = true;
        }

        CountDownLatch stallsNow() {
            stall = new CountDownLatch(1);
            return stall;
        }

        @Override
        public void force(FileChannel channel, Path path) throws IOException {
            if (isFailing) {
                failures.incrementAndGet();
                throw new IOException("Input/output error");
            }
            CountDownLatch end = stall;
            if (end != null) {
                stalled.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
            Forcer.FSYNC.force(channel, path);
        }
    }

    /** A log whose readers meet what a mapped file throws over a bad disk, as the journal hands it on. */
    private static final class UnreadableLog extends ForwardingLog {
        private final AtomicBoolean isBroken;

        UnreadableLog(Log log, AtomicBoolean isBroken) {
            super(log);
            this.isBroken = isBroken;
        }

        @Override
        public LogReader openReader(long position, LongSupplier bound) {
            if (isBroken.get()) {
                throw new JournalCorruptException(
                        "the segment cannot be read",
                        new InternalError("a fault occurred in a recent unsafe memory access operation"));
            }
            return super.openReader(position, bound);
        }
    }
}
