package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EventKind;
import io.heliograph.v1.MarketDataServiceGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillTest {
    private static final long SEED = 20_131_008;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveTheSameContentAfterAKillAndARepeatAsWithoutThem() throws IOException {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 12_000);
        long acknowledged;
        try (ChildJvm child =
                ChildJvm.start(Child.class, folder.resolve("killed").toString())) {
            int port = Integer.parseInt(child.awaitLine("port=").substring("port=".length()));
            acknowledged = publish(port, batches.subList(0, 13));
            child.kill();
        }

        EngineStatus repeated;
        try (RunningEngine engine = RunningEngine.start(folder.resolve("killed"))) {
            assertThat(engine.status().getEventSequence()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(engine.status().getEpoch()).isEqualTo(2);
            EngineTest.publish(engine, batches);
            repeated = engine.status();
        }
        EngineStatus uninterrupted;
        try (RunningEngine engine = RunningEngine.start(folder.resolve("whole"))) {
            EngineTest.publish(engine, batches);
            uninterrupted = engine.status();
        }

        assertThat(repeated.getContentDigest()).as("seed=" + SEED).isEqualTo(uninterrupted.getContentDigest());
        assertThat(repeated.getBars()).isEqualTo(uninterrupted.getBars());
        assertThat(repeated.getSignals()).isEqualTo(uninterrupted.getSignals());
        for (EventKind kind : List.of(EventKind.EVENT_KIND_TRADE, EventKind.EVENT_KIND_WATERMARK)) {
            assertThat(EngineTest.count(repeated, kind))
                    .as(kind + " seed=" + SEED)
                    .isEqualTo(EngineTest.count(uninterrupted, kind));
        }
    }

    /** Answers the event sequence acknowledged last. */
    private static long publish(int port, List<BatchPublishMarketDataRequest> batches) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        long acknowledged = 0;
        for (BatchPublishMarketDataRequest batch : batches) {
            acknowledged = MarketDataServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .batchPublishMarketData(batch)
                    .getAck()
                    .getJournaledSequence();
        }
        channel.shutdownNow();
        return acknowledged;
    }

    /** The process to be killed. */
    static final class Child {
        public static void main(String[] args) throws InterruptedException {
            RunningEngine engine = RunningEngine.start(Path.of(args[0]));
            System.out.println("port=" + engine.engine().grpcPort());
            Thread.currentThread().join();
        }
    }
}
