package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.heliograph.client.FakeMarketData.Session;
import io.heliograph.v1.Ack;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.RefusedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublisherTest {
    private static final DurabilityLevel JOURNALED = DurabilityLevel.DURABILITY_LEVEL_JOURNALED;
    private static final DurabilityLevel DURABLE = DurabilityLevel.DURABILITY_LEVEL_DURABLE;
    private static final DurabilityLevel STORED = DurabilityLevel.DURABILITY_LEVEL_STORED;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final MarketEvent TRADE = MarketEvents.trade("SPY", 1_000L, 400.25, 100);

    private final FakeMarketData market = new FakeMarketData();
    private FakeEngine engine;
    private HeliographClient client;

    @BeforeEach
    void connect() throws Exception {
        engine = new FakeEngine(market);
        client = engine.client();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        engine.close();
    }

    @Test
    void shouldIntroduceItsSourceWhenItOpens() throws Exception {
        Publisher publisher = client.publisher("feed")
                .sourceEpoch(3)
                .numbering(Numbering.NUMBERING_SPARSE)
                .ackLevel(DURABLE)
                .open();

        assertThat(publisher.opened().getJournalId()).isEqualTo("0d9f");
        assertThat(market.session().open())
                .returns("feed", open -> open.getSourceId())
                .returns(3L, open -> open.getSourceEpoch())
                .returns(Numbering.NUMBERING_SPARSE, open -> open.getNumbering())
                .returns(DURABLE, open -> open.getAckLevel());
    }

    @Test
    void shouldNumberEventsFromWhereTheEngineStands() throws Exception {
        market.opened.setJournaledThrough(41);
        Publisher publisher = client.publisher("feed").open();

        long first = publisher.publish(TRADE);
        publisher.watermark(2_000L);
        long second = publisher.publish(TRADE);

        assertThat(List.of(first, second)).containsExactly(42L, 43L);
        assertThat(sequences(market.session().batchesOf(3))).containsExactly(42L, 0L, 43L);
    }

    @Test
    void shouldSkipWhatIsJournaledWhenTheCallerNumbersItsEvents() throws Exception {
        market.opened.setJournaledThrough(5);
        Publisher publisher = client.publisher("file:trades.csv")
                .numbering(Numbering.NUMBERING_SPARSE)
                .open();

        for (long line = 2; line <= 8; line += 2) {
            publisher.publish(MarketEvents.numbered(line, TRADE));
        }

        assertThat(sequences(market.session().batchesOf(2))).containsExactly(6L, 8L);
        assertThat(publisher.skipped()).isEqualTo(2);
    }

    @Test
    void shouldRefuseNumbersThatDoNotRiseOrLeaveAHole() throws Exception {
        market.opened.setJournaledThrough(5);
        Publisher publisher = client.publisher("feed").open();
        publisher.publish(MarketEvents.numbered(6, TRADE));

        assertThatThrownBy(() -> publisher.publish(MarketEvents.numbered(6, TRADE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numbers must rise: expected=7 found=6");
        assertThatThrownBy(() -> publisher.publish(MarketEvents.numbered(9, TRADE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a dense source leaves out no number: expected=7 found=9");
        assertThat(publisher.publish(TRADE)).isEqualTo(7);
    }

    @Test
    void shouldGiveNoNumbersToANamelessSource() throws Exception {
        Publisher publisher = client.publisher("").open();

        publisher.publish(TRADE);

        Session session = market.session();
        assertThat(session.open().getNumbering()).isEqualTo(Numbering.NUMBERING_NONE);
        assertThat(sequences(session.batchesOf(1))).containsExactly(0L);
        assertThatThrownBy(() -> publisher.publish(MarketEvents.numbered(1, TRADE)))
                .hasMessageContaining("sourceSequence=1");
    }

    @Test
    void shouldGatherEventsIntoBatchesWhileAnswersAreMissing() throws Exception {
        Publisher publisher = client.publisher("feed").maxBatch(100).open();
        Session session = market.session();

        for (int i = 0; i < 8 + 250; i++) {
            publisher.publish(TRADE);
        }
        List<List<MarketEvent>> beforeAnswer = session.batchesOf(208);
        session.ack(Ack.newBuilder().setAnswered(8));
        List<List<MarketEvent>> afterAnswer = session.batchesOf(50);

        assertThat(beforeAnswer).extracting(List::size).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 100, 100);
        assertThat(afterAnswer).extracting(List::size).containsExactly(50);
    }

    @Test
    void shouldSendWhatWaitsWhenFlushed() throws Exception {
        Publisher publisher = client.publisher("feed").maxBatch(100).open();
        for (int i = 0; i < 20; i++) {
            publisher.publish(TRADE);
        }

        publisher.flush();

        assertThat(sequences(market.session().batchesOf(20))).hasSize(20).endsWith(20L);
    }

    @Test
    void shouldStopWhenTheCreditIsUsedUpAndGoOnWhenAnswered() throws Exception {
        market.opened.setMaxEventsInFlight(10);
        Publisher publisher = client.publisher("feed").maxWaiting(5).open();
        Session session = market.session();

        int taken = 0;
        while (publisher.offer(TRADE)) {
            taken++;
        }
        publisher.flush();
        List<Long> first = sequences(session.batchesOf(10));
        session.ack(Ack.newBuilder().setAnswered(3).setJournaledThrough(3));
        List<Long> second = sequences(session.batchesOf(3));

        assertThat(taken).isEqualTo(15);
        assertThat(first).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(second).containsExactly(11L, 12L, 13L);
        assertThat(publisher.unanswered()).isEqualTo(12);
        assertThat(publisher.offer(TRADE)).isTrue();
    }

    @Test
    void shouldStopTakingEventsWhenTheEngineNeverReads() throws Exception {
        market.reading = false;
        market.opened.setMaxEventsInFlight(Integer.MAX_VALUE);
        Publisher publisher = client.publisher("feed").maxWaiting(1_000).open();
        CompletableFuture<Throwable> blocked = new CompletableFuture<>();

        int taken = 0;
        while (taken < 5_000_000 && publisher.offer(TRADE)) {
            taken++;
        }
        Thread writer = new Thread(() -> blocked.complete(catchAll(() -> publishForever(publisher))));
        writer.start();
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        publisher.abort();

        assertThat(taken).as("events of about 45 bytes taken").isBetween(1_000, 200_000);
        assertThat(blocked.get(20, TimeUnit.SECONDS)).isInstanceOf(HeliographException.class);
        assertThat(market.session().cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldTellWhenEachLevelIsReached() throws Exception {
        Publisher publisher = client.publisher("feed").ackLevel(STORED).open();
        Session session = market.session();
        publisher.publish(TRADE);
        publisher.publish(TRADE);
        CompletableFuture<Acknowledgement> journaled = publisher.acknowledged(JOURNALED);
        CompletableFuture<Acknowledgement> durable = publisher.acknowledged(DURABLE);
        CompletableFuture<Acknowledgement> stored = publisher.acknowledged(STORED);

        session.ack(ack(1, 100, 100, 100));
        session.ack(ack(2, 107, 106, 50));
        assertThat(journaled.get(10, TimeUnit.SECONDS).answered()).isEqualTo(2);
        assertThat(durable).isNotDone();
        session.ack(ack(2, 130, 107, 50));
        assertThat(durable.get(10, TimeUnit.SECONDS).durableSequence()).isEqualTo(107);
        assertThat(stored).isNotDone();
        session.ack(ack(2, 150, 150, 107));

        assertThat(stored.get(10, TimeUnit.SECONDS).storedSequence()).isEqualTo(107);
        assertThat(publisher.latest().journaledThrough()).isEqualTo(2);
        assertThat(publisher.awaitAcknowledged(JOURNALED, LONG).journaledSequence())
                .isEqualTo(150);
    }

    @Test
    void shouldKnowTheLevelOfSkippedEventsFromTheOpen() throws Exception {
        market.opened.setJournaledThrough(9).setAck(ack(0, 80, 70, 60));
        Publisher publisher = client.publisher("feed").ackLevel(DURABLE).open();
        publisher.publish(MarketEvents.numbered(1, TRADE));
        CompletableFuture<Acknowledgement> durable = publisher.acknowledged(DURABLE);

        boolean before = durable.isDone();
        market.session().ack(ack(0, 80, 80, 60));

        assertThat(before).isFalse();
        assertThat(durable.get(10, TimeUnit.SECONDS).durableSequence()).isEqualTo(80);
    }

    @Test
    void shouldRefuseToWaitForALevelItDoesNotHearOf() {
        Publisher publisher = client.publisher("feed").open();

        assertThatThrownBy(() -> publisher.acknowledged(DURABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ackLevel(DURABILITY_LEVEL_DURABLE)");
    }

    @Test
    void shouldSayWhatIsMissingWhenALevelDoesNotComeInTime() throws Exception {
        Publisher publisher = client.publisher("feed").open();
        publisher.publish(TRADE);

        HeliographException late = catchThrowableOfType(
                HeliographException.class, () -> publisher.awaitAcknowledged(JOURNALED, Duration.ofMillis(50)));

        assertThat(late.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(late).hasMessageContaining("unanswered=1");
    }

    @Test
    void shouldDeliverRefusalsWithTheirReasons() throws Exception {
        BlockingQueue<RefusedEvent> refusals = new LinkedBlockingQueue<>();
        Publisher publisher = client.publisher("feed")
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

        market.session().ack(ack(1, 10, 10, 0).addRefused(refused));

        publisher.awaitAcknowledged(JOURNALED, LONG);
        assertThat(refusals).containsExactly(refused);
        assertThat(publisher.refused()).isEqualTo(Map.of(RefusalReason.REFUSAL_REASON_PRICE_INVALID, 1L));
    }

    @Test
    void shouldEndWithTheReasonWhenAnotherTakesTheSourceOver() throws Exception {
        BlockingQueue<Optional<HeliographException>> ends = new LinkedBlockingQueue<>();
        Publisher publisher = client.publisher("feed").listener(onClosed(ends)).open();
        publisher.publish(TRADE);
        CompletableFuture<Acknowledgement> waiting = publisher.acknowledged(JOURNALED);

        market.session()
                .fail(FakeEngine.error(
                        Status.Code.ABORTED,
                        "SOURCE_TAKEN_OVER",
                        Map.of("source_id", "feed"),
                        "another stream opened"));

        assertThat(ends.poll(10, TimeUnit.SECONDS)).hasValueSatisfying(end -> {
            assertThat(end.is(ErrorReason.ERROR_REASON_SOURCE_TAKEN_OVER)).isTrue();
            assertThat(end.metadata()).containsEntry("source_id", "feed");
        });
        assertThat(waiting).isCompletedExceptionally();
        assertThatThrownBy(() -> publisher.publish(TRADE))
                .isInstanceOf(HeliographException.class)
                .hasMessage("SOURCE_TAKEN_OVER: another stream opened");
        assertThatThrownBy(publisher::close).isInstanceOf(HeliographException.class);
        assertThat(ends).isEmpty();
    }

    @Test
    void shouldNotOpenWhenTheEngineRefuses() {
        market.refusal = FakeEngine.error(
                Status.Code.FAILED_PRECONDITION, "STALE_SOURCE_EPOCH", Map.of("source_epoch", "7"), "newer epoch");

        HeliographException refused = catchThrowableOfType(
                HeliographException.class,
                () -> client.publisher("feed").sourceEpoch(3).open());

        assertThat(refused.reason()).isEqualTo("STALE_SOURCE_EPOCH");
        assertThat(refused.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }

    @Test
    void shouldNotWaitForEverWhenTheOpenIsNotAnswered() throws Exception {
        market.silent = true;
        try (HeliographClient hasty = HeliographClient.builder()
                .target(engine.target())
                .deadline(Duration.ofMillis(200))
                .build()) {
            HeliographException late = catchThrowableOfType(
                    HeliographException.class, () -> hasty.publisher("feed").open());

            assertThat(late.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(market.session().cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldSendWhatWaitsAndHearTheLastAnswerWhenClosed() throws Exception {
        Publisher publisher = client.publisher("feed").open();
        Session session = market.session();
        for (int i = 0; i < 1_000; i++) {
            publisher.publish(TRADE);
        }

        CompletableFuture<Void> closing = CompletableFuture.runAsync(publisher::close);
        session.batchesOf(1_000);
        assertThat(session.halfClosed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(closing).isNotDone();
        session.ack(ack(1_000, 1_000, 0, 0));
        session.complete();
        closing.get(10, TimeUnit.SECONDS);

        assertThat(publisher.latest().answered()).isEqualTo(1_000);
        assertThatThrownBy(() -> publisher.publish(TRADE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNotCloseInSilenceWhenSomethingWasNotAnswered() throws Exception {
        Publisher publisher = client.publisher("feed").open();
        Session session = market.session();
        publisher.publish(TRADE);
        session.batch();

        session.complete();

        assertThatThrownBy(publisher::close)
                .isInstanceOf(HeliographException.class)
                .hasMessageContaining("unanswered=1");
    }

    @Test
    void shouldLetAWriterThatWaitsGoWhenClosed() throws Exception {
        market.opened.setMaxEventsInFlight(1);
        Publisher publisher = client.publisher("feed").maxWaiting(1).open();
        CompletableFuture<Throwable> blocked = new CompletableFuture<>();
        Thread writer = new Thread(() -> blocked.complete(catchAll(() -> publishForever(publisher))));
        writer.start();
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        CompletableFuture<Void> closing = CompletableFuture.runAsync(publisher::close);

        assertThat(blocked.get(20, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        publisher.abort();
        assertThat(closing.handle((done, failed) -> failed).get(20, TimeUnit.SECONDS))
                .hasMessageContaining("aborted by the publisher");
    }

    @Test
    void shouldTellItsListenerOnceAndOnTheClientsThreadWhenAborted() throws Exception {
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        Publisher publisher = client.publisher("feed")
                .listener(new PublisherListener() {
                    @Override
                    public void onClosed(Optional<HeliographException> failure) {
                        ends.add(failure.isPresent() + " "
                                + Thread.currentThread().getName());
                    }
                })
                .open();

        publisher.abort();
        publisher.abort();
        publisher.close();

        assertThat(ends.poll(10, TimeUnit.SECONDS)).startsWith("false heliograph-client-");
        assertThat(ends).isEmpty();
        assertThatThrownBy(() -> publisher.publish(TRADE)).isInstanceOf(HeliographException.class);
    }

    @Test
    void shouldEndTheStreamWhenTheListenerThrows() throws Exception {
        BlockingQueue<Optional<HeliographException>> ends = new LinkedBlockingQueue<>();
        client.publisher("feed")
                .listener(new PublisherListener() {
                    @Override
                    public void onAcknowledged(Acknowledgement acknowledgement) {
                        throw new IllegalStateException("listener broke");
                    }

                    @Override
                    public void onClosed(Optional<HeliographException> failure) {
                        ends.add(failure);
                    }
                })
                .open();
        Session session = market.session();

        session.ack(ack(0, 1, 1, 1));

        assertThat(ends.poll(10, TimeUnit.SECONDS))
                .hasValueSatisfying(end -> assertThat(end).hasMessageContaining("listener broke"));
        assertThat(session.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldSendLiveWatermarksBehindTheClock() throws Exception {
        Instant now = Instant.parse("2024-01-02T14:30:00Z");
        client.publisher("feed")
                .liveWatermarks(Duration.ofMillis(1), Duration.ofSeconds(2), () -> now)
                .open();

        MarketEvent event = market.session().batch().get(0);

        assertThat(event.getSourceSequence()).isZero();
        assertThat(event.getWatermark().hasSymbol()).isFalse();
        assertThat(event.getWatermark().getTime()).isEqualTo(Nanos.toTimestamp(now.minusSeconds(2)));
    }

    @Test
    void shouldNumberEventsOfManyThreadsWithoutHoleOrRepeat() throws Exception {
        Publisher publisher = client.publisher("feed").maxWaiting(100).open();
        Session session = market.session();
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            writers.add(CompletableFuture.runAsync(() -> {
                catchAll(go::await);
                for (int i = 0; i < 500; i++) {
                    assertThat(catchAll(() -> publisher.publish(TRADE))).isNull();
                }
            }));
        }

        go.countDown();
        List<Long> seen = new ArrayList<>();
        while (seen.size() < 2_000) {
            seen.addAll(sequences(List.of(session.batch())));
            session.ack(ack(seen.size(), seen.size(), 0, 0));
        }

        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize(2_000).endsWith(2_000L);
    }

    private static Ack.Builder ack(long answered, long journaled, long durable, long stored) {
        return Ack.newBuilder()
                .setSourceEpoch(1)
                .setJournaledThrough(answered)
                .setAnswered(answered)
                .setJournaledSequence(journaled)
                .setDurableSequence(durable)
                .setStoredSequence(stored);
    }

    private static PublisherListener onClosed(BlockingQueue<Optional<HeliographException>> ends) {
        return new PublisherListener() {
            @Override
            public void onClosed(Optional<HeliographException> failure) {
                ends.add(failure);
            }
        };
    }

    private static List<Long> sequences(List<List<MarketEvent>> batches) {
        return batches.stream()
                .flatMap(List::stream)
                .map(MarketEvent::getSourceSequence)
                .toList();
    }

    private static void publishForever(Publisher publisher) throws InterruptedException {
        while (true) {
            publisher.publish(TRADE);
        }
    }

    private static Throwable catchAll(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowable(call);
    }
}
