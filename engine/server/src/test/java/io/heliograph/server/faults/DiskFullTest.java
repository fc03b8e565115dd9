package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.FaultSuite;
import io.heliograph.v1.Ack;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.GetEngineStatusRequest;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.Trade;
import io.heliograph.v1.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite {@code disk-full}: an engine fills a small disk by itself, or another process does; market data is refused
 * before anything is lost, the engine lives, and goes on by itself once there is room.
 */
final class DiskFullTest {
    private static final int MEGABYTES = 320;
    private static final int BALLAST_MEGABYTES = 48;
    private static final long FLOOR = 16L << 20;
    private static final int BATCH = 10_000;
    private static final long START = 1_381_152_600L;
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long POLL_NS = 100_000_000L;

    @TempDir
    private Path scratch;

    private long acknowledged;
    private long durable;
    private long sent;
    private long refusals;

    @Test
    void shouldRefuseBeforeTheDiskIsFullAndLoseNothing() throws IOException {
        FaultSuite suite = FaultSuite.of("disk-full", 0, 20);
        if (!suite.isFull()) {
            suite.skip("it takes minutes and the right to mount; run ops/faults/run --full disk-full");
        }
        String lacking = SmallDisk.lacking(scratch);
        if (!lacking.isEmpty()) {
            suite.skip("expected the right to mount a tmpfs and an ext4 image, found: " + lacking);
        }
        suite.run(this::runCase);
        suite.passed("acknowledged=" + acknowledged + " refusals=" + refusals + " lost=0 corrupt=0");
    }

    private void runCase(int number) {
        try (SmallDisk disk = SmallDisk.mount(scratch, number % 2 == 0, MEGABYTES)) {
            long before = acknowledged;
            acknowledged = 0;
            fillAndGoOn(disk, new Random(number), number % 4 < 2);
            acknowledged += before;
        } catch (IOException e) {
            throw new AssertionError("case=" + number, e);
        }
    }

    private void fillAndGoOn(SmallDisk disk, Random random, boolean byAnother) throws IOException {
        Path data = disk.folder().resolve("data");
        Path ballast = disk.folder().resolve("ballast");
        sent = 0;
        durable = 0;
        Command.mustRun("fallocate", "-l", BALLAST_MEGABYTES + "M", ballast.toString());
        try (ChildJvm child = ChildJvm.start(ServingChild.class, data.toString(), Long.toString(FLOOR))) {
            ManagedChannel channel = connect(child);
            try {
                publish(channel, 2 + random.nextInt(4));
                if (byAnother) {
                    // To the last byte, while market data comes.
                    ballast = disk.folder().resolve("eaten");
                    Process eater = new ProcessBuilder("dd", "if=/dev/zero", "of=" + ballast, "bs=1M", "status=none")
                            .redirectErrorStream(true)
                            .start();
                    publishUntilRefused(child, channel);
                    eater.onExit().orTimeout(60, TimeUnit.SECONDS).join();
                }
                publishUntilRefused(child, channel);
                long refused = status(channel).getEventSequence();
                assertThat(refused).isGreaterThanOrEqualTo(acknowledged);

                Files.delete(ballast);
                publishUntilTaken(child, channel);
                publish(channel, 2);
                assertThat(status(channel).getEventSequence()).isGreaterThan(refused);
            } finally {
                channel.shutdownNow();
            }
            assertThat(child.isAlive()).as(String.join("\n", child.output())).isTrue();
            child.kill();
        }
        KeptJournal.expectWhole(data, acknowledged, durable);
        KeptJournal.expectVerified(data);
    }

    private void publishUntilRefused(ChildJvm child, ManagedChannel channel) {
        long end = System.nanoTime() + 10 * PATIENCE_NS;
        while (System.nanoTime() - end < 0) {
            if (!isTaken(child, channel)) {
                return;
            }
        }
        throw new AssertionError("the disk does not get full" + shown(child));
    }

    private void publishUntilTaken(ChildJvm child, ManagedChannel channel) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (!isTaken(child, channel)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("there is room and still nothing is taken" + shown(child));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private boolean isTaken(ChildJvm child, ManagedChannel channel) {
        try {
            publish(channel, 1);
            return true;
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.RESOURCE_EXHAUSTED
                    || !e.getMessage().contains("STORAGE_LOW")
                            && !e.getMessage().contains("make room")) {
                throw new AssertionError("expected STORAGE_LOW, found " + e + shown(child), e);
            }
            refusals++;
            return false;
        }
    }

    private void publish(ManagedChannel channel, int batches) {
        for (int i = 0; i < batches; i++) {
            boolean awaitsForce = i % 2 == 1;
            Ack ack = MarketDataServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(60, TimeUnit.SECONDS)
                    .batchPublishMarketData(batch(sent, awaitsForce))
                    .getAck();
            sent += BATCH - 1;
            acknowledged = ack.getJournaledSequence();
            durable = Math.max(durable, ack.getDurableSequence());
        }
    }

    private static BatchPublishMarketDataRequest batch(long after, boolean awaitsForce) {
        BatchPublishMarketDataRequest.Builder batch = BatchPublishMarketDataRequest.newBuilder()
                .setSourceId("market")
                .setNumbering(Numbering.NUMBERING_DENSE)
                .setWaitFor(
                        awaitsForce
                                ? DurabilityLevel.DURABILITY_LEVEL_DURABLE
                                : DurabilityLevel.DURABILITY_LEVEL_JOURNALED);
        for (long i = after + 1; i < after + BATCH; i++) {
            batch.addEvents(MarketEvent.newBuilder()
                    .setSourceSequence(i)
                    .setTrade(Trade.newBuilder()
                            .setSymbol("S" + i % 20)
                            .setTime(time(i))
                            .setPrice(100 + (i * 7_919 % 1_000) / 100.0)
                            .setSize(1 + i % 100)));
        }
        return batch.addEvents(MarketEvent.newBuilder()
                        .setWatermark(Watermark.newBuilder().setTime(time(after + BATCH - 1))))
                .build();
    }

    /** A hundred trades a second. */
    private static Timestamp time(long number) {
        return Timestamp.newBuilder()
                .setSeconds(START + number / 100)
                .setNanos((int) (number % 100) * 10_000_000)
                .build();
    }

    private static EngineStatus status(ManagedChannel channel) {
        return AdminServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .getEngineStatus(GetEngineStatusRequest.getDefaultInstance())
                .getEngineStatus();
    }

    private static ManagedChannel connect(ChildJvm child) {
        int port = Integer.parseInt(child.awaitLine("port=").substring("port=".length()));
        return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    private static String shown(ChildJvm child) {
        return "\noutput:\n  " + String.join("\n  ", child.output());
    }
}
