package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.heliograph.client.FakeMarketData.Session;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.RefusedEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a publisher hears of its events: levels reached, and refusals. */
@Timeout(60)
final class PublisherAcknowledgementTest {
    private static final DurabilityLevel JOURNALED = DurabilityLevel.DURABILITY_LEVEL_JOURNALED;
    private static final DurabilityLevel DURABLE = DurabilityLevel.DURABILITY_LEVEL_DURABLE;
    private static final DurabilityLevel STORED = DurabilityLevel.DURABILITY_LEVEL_STORED;

    @RegisterExtension
    private final PublisherRig rig = new PublisherRig();

    @Test
    void shouldTellWhenEachLevelIsReached() throws Exception {
        Publisher publisher = rig.publisher().ackLevel(STORED).open();
        Session session = rig.session();
        publisher.publish(PublisherRig.TRADE);
        publisher.publish(PublisherRig.TRADE);
        CompletableFuture<Acknowledgement> journaled = publisher.acknowledged(JOURNALED);
        CompletableFuture<Acknowledgement> durable = publisher.acknowledged(DURABLE);
        CompletableFuture<Acknowledgement> stored = publisher.acknowledged(STORED);

        session.ack(PublisherRig.ack(1, 100, 100, 100));
        session.ack(PublisherRig.ack(2, 107, 106, 50));
        assertThat(journaled.get(10, TimeUnit.SECONDS).answered()).isEqualTo(2);
        assertThat(durable).isNotDone();
        session.ack(PublisherRig.ack(2, 130, 107, 50));
        assertThat(durable.get(10, TimeUnit.SECONDS).durableSequence()).isEqualTo(107);
        assertThat(stored).isNotDone();
        session.ack(PublisherRig.ack(2, 150, 150, 107));

        assertThat(stored.get(10, TimeUnit.SECONDS).storedSequence()).isEqualTo(107);
        assertThat(publisher.latest().journaledThrough()).isEqualTo(2);
        assertThat(publisher.awaitAcknowledged(JOURNALED, PublisherRig.LONG).journaledSequence())
                .isEqualTo(150);
    }

    @Test
    void shouldKnowTheLevelOfSkippedEventsFromTheOpen() throws Exception {
        rig.market().opened.setJournaledThrough(9).setAck(PublisherRig.ack(0, 80, 70, 60));
        Publisher publisher = rig.publisher().ackLevel(DURABLE).open();
        publisher.publish(MarketEvents.numbered(1, PublisherRig.TRADE));
        CompletableFuture<Acknowledgement> durable = publisher.acknowledged(DURABLE);

        boolean before = durable.isDone();
        rig.session().ack(PublisherRig.ack(0, 80, 80, 60));

        assertThat(before).isFalse();
        assertThat(durable.get(10, TimeUnit.SECONDS).durableSequence()).isEqualTo(80);
    }

    @Test
    void shouldRefuseToWaitForALevelItDoesNotHearOf() {
        Publisher publisher = rig.publisher().open();

        assertThatThrownBy(() -> publisher.acknowledged(DURABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ackLevel(DURABILITY_LEVEL_DURABLE)");
    }

    @Test
    void shouldSayWhatIsMissingWhenALevelDoesNotComeInTime() throws Exception {
        Publisher publisher = rig.publisher().open();
        publisher.publish(PublisherRig.TRADE);

        HeliographException late = catchThrowableOfType(
                HeliographException.class, () -> publisher.awaitAcknowledged(JOURNALED, Duration.ofMillis(50)));

        assertThat(late.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(late).hasMessageContaining("unanswered=1");
    }

    @Test
    void shouldDeliverRefusalsWithTheirReasons() throws Exception {
        BlockingQueue<RefusedEvent> refusals = new LinkedBlockingQueue<>();
        Publisher publisher = rig.publisher()
                .listener(new PublisherListener() {
                    @Override
                    public void onRefused(RefusedEvent event) {
                        refusals.add(event);
                    }
                })
                .open();
        publisher.publish(MarketEvents.trade("SPY", 1L, -1, 1));
        RefusedEvent refused = RefusedEvent.newBuilder()
                .setSourceSequence(1)
                .setSymbol("SPY")
                .setReason(RefusalReason.REFUSAL_REASON_PRICE_INVALID)
                .setMessage("price must be above 0: price=-1")
                .build();

        rig.session().ack(PublisherRig.ack(1, 10, 10, 0).addRefused(refused));

        publisher.awaitAcknowledged(JOURNALED, PublisherRig.LONG);
        assertThat(refusals).containsExactly(refused);
        assertThat(publisher.refused()).isEqualTo(Map.of(RefusalReason.REFUSAL_REASON_PRICE_INVALID, 1L));
    }
}
