package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heliograph.client.FakeMarketData.Session;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Numbering;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a publisher says of its source, and which numbers its events carry. */
@Timeout(60)
final class PublisherNumbersTest {
    private static final DurabilityLevel DURABLE = DurabilityLevel.DURABILITY_LEVEL_DURABLE;

    @RegisterExtension
    private final PublisherRig rig = new PublisherRig();

    @Test
    void shouldIntroduceItsSourceWhenItOpens() throws Exception {
        Publisher publisher = rig.publisher()
                .sourceEpoch(3)
                .numbering(Numbering.NUMBERING_SPARSE)
                .ackLevel(DURABLE)
                .open();

        assertThat(publisher.opened().getJournalId()).isEqualTo("0d9f");
        assertThat(rig.session().open())
                .returns("feed", open -> open.getSourceId())
                .returns(3L, open -> open.getSourceEpoch())
                .returns(Numbering.NUMBERING_SPARSE, open -> open.getNumbering())
                .returns(DURABLE, open -> open.getAckLevel());
    }

    @Test
    void shouldNumberEventsFromWhereTheEngineStands() throws Exception {
        rig.market().opened.setJournaledThrough(41);
        Publisher publisher = rig.publisher().open();

        long first = publisher.publish(PublisherRig.TRADE);
        publisher.watermark(2_000L);
        long second = publisher.publish(PublisherRig.TRADE);

        assertThat(List.of(first, second)).containsExactly(42L, 43L);
        assertThat(PublisherRig.sequences(rig.session().batchesOf(3))).containsExactly(42L, 0L, 43L);
    }

    @Test
    void shouldSkipWhatIsJournaledWhenTheCallerNumbersItsEvents() throws Exception {
        rig.market().opened.setJournaledThrough(5);
        Publisher publisher = rig.publisher("file:trades.csv")
                .numbering(Numbering.NUMBERING_SPARSE)
                .open();

        for (long line = 2; line <= 8; line += 2) {
            publisher.publish(MarketEvents.numbered(line, PublisherRig.TRADE));
        }

        assertThat(PublisherRig.sequences(rig.session().batchesOf(2))).containsExactly(6L, 8L);
        assertThat(publisher.skipped()).isEqualTo(2);
    }

    @Test
    void shouldRefuseNumbersThatDoNotRiseOrLeaveAHole() throws Exception {
        rig.market().opened.setJournaledThrough(5);
        Publisher publisher = rig.publisher().open();
        publisher.publish(MarketEvents.numbered(6, PublisherRig.TRADE));

        assertThatThrownBy(() -> publisher.publish(MarketEvents.numbered(6, PublisherRig.TRADE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numbers must rise: expected=7 found=6");
        assertThatThrownBy(() -> publisher.publish(MarketEvents.numbered(9, PublisherRig.TRADE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a dense source leaves out no number: expected=7 found=9");
        assertThat(publisher.publish(PublisherRig.TRADE)).isEqualTo(7);
    }

    @Test
    void shouldGiveNoNumbersToANamelessSource() throws Exception {
        Publisher publisher = rig.publisher("").open();

        publisher.publish(PublisherRig.TRADE);

        Session session = rig.session();
        assertThat(session.open().getNumbering()).isEqualTo(Numbering.NUMBERING_NONE);
        assertThat(PublisherRig.sequences(session.batchesOf(1))).containsExactly(0L);
        assertThatThrownBy(() -> publisher.publish(MarketEvents.numbered(1, PublisherRig.TRADE)))
                .hasMessageContaining("sourceSequence=1");
    }

    @Test
    void shouldNumberEventsOfManyThreadsWithoutHoleOrRepeat() throws Exception {
        Publisher publisher = rig.publisher().maxWaiting(100).open();
        Session session = rig.session();
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            writers.add(CompletableFuture.runAsync(() -> {
                catchThrowable(go::await);
                for (int i = 0; i < 500; i++) {
                    assertThat(catchThrowable(() -> publisher.publish(PublisherRig.TRADE)))
                            .isNull();
                }
            }));
        }

        go.countDown();
        List<Long> seen = new ArrayList<>();
        while (seen.size() < 2_000) {
            seen.addAll(PublisherRig.sequences(List.of(session.batch())));
            session.ack(PublisherRig.ack(seen.size(), seen.size(), 0, 0));
        }

        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize(2_000).endsWith(2_000L);
    }
}
