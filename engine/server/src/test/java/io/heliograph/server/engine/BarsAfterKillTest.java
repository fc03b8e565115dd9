package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.client.BarListener;
import io.heliograph.client.BarSubscriptionRequest;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.client.Subscription;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BarBatch;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That who follows bars over a kill of the engine misses nothing and hears nothing twice. */
final class BarsAfterKillTest {
    private static final long SEED = 20_131_013;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnBehindTheLastTokenAfterAKill() throws Exception {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 16_000);
        Following following = new Following(300);
        String token;
        try (ChildJvm child = ChildJvm.start(KillTest.Child.class, folder.toString());
                HeliographClient client = client(child.awaitLine("port=").substring("port=".length()))) {
            Subscription subscription =
                    client.subscribeBars(BarSubscriptionRequest.fromEarliest().batches(7, Duration.ZERO), following);
            batches.subList(0, 16).forEach(client::publishBatch);
            catchThrowableOfType(HeliographException.class, () -> subscription.awaitEnd(PATIENCE));
            token = subscription.resumeToken();
            child.kill();
        }
        int before = following.bars.size();

        List<Bar> all;
        try (RunningEngine engine = RunningEngine.start(folder);
                HeliographClient client = client("" + engine.engine().grpcPort())) {
            EngineTest.publish(engine, batches);
            long head = engine.status().getOutputSequence();
            following.most = Integer.MAX_VALUE;
            client.subscribeBars(BarSubscriptionRequest.resume(token).through(head), following)
                    .awaitEnd(PATIENCE);
            Following whole = new Following(Integer.MAX_VALUE);
            client.subscribeBars(BarSubscriptionRequest.fromEarliest().through(head), whole)
                    .awaitEnd(PATIENCE);
            all = whole.bars;
            Following hours = new Following(Integer.MAX_VALUE);
            client.subscribeBars(
                            BarSubscriptionRequest.afterSequence(0)
                                    .through(head)
                                    .symbols("S*", "IBM")
                                    .timeframes("60m"),
                            hours)
                    .awaitEnd(PATIENCE);
            assertThat(hours.bars)
                    .isNotEmpty()
                    .isEqualTo(all.stream()
                            .filter(bar -> bar.getTimeframe().equals("1h")
                                    && !bar.getSymbol().equals("BAC"))
                            .toList());
            assertThat(all).hasSize((int) engine.status().getBars());
        }

        assertThat(before).as("seed=" + SEED).isBetween(300, all.size() - 1);
        assertThat(following.bars).isEqualTo(all);
    }

    /** Keeps the bars of finished events; breaks off after so many. */
    private static final class Following implements BarListener {
        private final List<Bar> bars = new ArrayList<>();
        private final List<Bar> unfinished = new ArrayList<>();

        private int most;

        Following(int most) {
            this.most = most;
        }

        @Override
        public void onBars(BarBatch batch) {
            if (bars.size() >= most) {
                throw new IllegalStateException("broken off");
            }
            unfinished.addAll(batch.getBarsList());
            if (batch.getEndOfEvent()) {
                bars.addAll(unfinished);
                unfinished.clear();
            }
        }
    }

    private static HeliographClient client(String port) {
        return HeliographClient.builder().target("127.0.0.1:" + port).build();
    }
}
