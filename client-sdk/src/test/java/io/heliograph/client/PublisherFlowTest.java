package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heliograph.client.FakeMarketData.Session;
import io.heliograph.v1.Ack;
import io.heliograph.v1.MarketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a publisher sends, and when it takes nothing more. */
@Timeout(60)
final class PublisherFlowTest {
    @RegisterExtension
    private final PublisherRig rig = new PublisherRig();

    @Test
    void shouldGatherEventsIntoBatchesWhileAnswersAreMissing() throws Exception {
        Publisher publisher = rig.publisher().maxBatch(100).open();
        Session session = rig.session();

        for (int i = 0; i < 8 + 250; i++) {
            publisher.publish(PublisherRig.TRADE);
        }
        List<List<MarketEvent>> beforeAnswer = session.batchesOf(208);
        session.ack(Ack.newBuilder().setAnswered(8));
        List<List<MarketEvent>> afterAnswer = session.batchesOf(50);

        assertThat(beforeAnswer).extracting(List::size).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 100, 100);
        assertThat(afterAnswer).extracting(List::size).containsExactly(50);
    }

    @Test
    void shouldSendWhatWaitsWhenFlushed() throws Exception {
        Publisher publisher = rig.publisher().maxBatch(100).open();
        for (int i = 0; i < 20; i++) {
            publisher.publish(PublisherRig.TRADE);
        }

        publisher.flush();

        assertThat(PublisherRig.sequences(rig.session().batchesOf(20)))
                .hasSize(20)
                .endsWith(20L);
    }

    @Test
    void shouldStopWhenTheCreditIsUsedUpAndGoOnWhenAnswered() throws Exception {
        rig.market().opened.setMaxEventsInFlight(10);
        Publisher publisher = rig.publisher().maxWaiting(5).open();
        Session session = rig.session();

        int taken = 0;
        while (publisher.offer(PublisherRig.TRADE)) {
            taken++;
        }
        publisher.flush();
        List<Long> first = PublisherRig.sequences(session.batchesOf(10));
        session.ack(Ack.newBuilder().setAnswered(3).setJournaledThrough(3));
        List<Long> second = PublisherRig.sequences(session.batchesOf(3));

        assertThat(taken).isEqualTo(15);
        assertThat(first).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(second).containsExactly(11L, 12L, 13L);
        assertThat(publisher.unanswered()).isEqualTo(12);
        assertThat(publisher.offer(PublisherRig.TRADE)).isTrue();
    }

    @Test
    void shouldStopTakingEventsWhenTheEngineNeverReads() throws Exception {
        rig.market().reading = false;
        rig.market().opened.setMaxEventsInFlight(Integer.MAX_VALUE);
        Publisher publisher = rig.publisher().maxWaiting(1_000).open();
        CompletableFuture<Throwable> blocked = new CompletableFuture<>();

        int taken = 0;
        while (taken < 5_000_000 && publisher.offer(PublisherRig.TRADE)) {
            taken++;
        }
        Thread writer =
                new Thread(() -> blocked.complete(catchThrowable(() -> PublisherRig.publishForever(publisher))));
        writer.start();
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        publisher.abort();

        assertThat(taken).as("events of about 45 bytes taken").isBetween(1_000, 200_000);
        assertThat(blocked.get(20, TimeUnit.SECONDS)).isInstanceOf(HeliographException.class);
        assertThat(rig.session().cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldSendLiveWatermarksBehindTheClock() throws Exception {
        Instant now = Instant.parse("2024-01-02T14:30:00Z");
        rig.publisher()
                .liveWatermarks(Duration.ofMillis(1), Duration.ofSeconds(2), () -> now)
                .open();

        MarketEvent event = rig.session().batch().get(0);

        assertThat(event.getSourceSequence()).isZero();
        assertThat(event.getWatermark().hasSymbol()).isFalse();
        assertThat(event.getWatermark().getTime()).isEqualTo(Nanos.toTimestamp(now.minusSeconds(2)));
    }
}
