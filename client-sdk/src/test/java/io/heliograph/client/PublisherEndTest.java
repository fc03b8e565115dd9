package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.heliograph.client.FakeMarketData.Session;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a publisher ends: refused, taken over, closed, aborted, or broken by its listener. */
@Timeout(60)
final class PublisherEndTest {
    private static final DurabilityLevel JOURNALED = DurabilityLevel.DURABILITY_LEVEL_JOURNALED;

    @RegisterExtension
    private final PublisherRig rig = new PublisherRig();

    @Test
    void shouldEndWithTheReasonWhenAnotherTakesTheSourceOver() throws Exception {
        BlockingQueue<Optional<HeliographException>> ends = new LinkedBlockingQueue<>();
        Publisher publisher = rig.publisher().listener(onClosed(ends)).open();
        publisher.publish(PublisherRig.TRADE);
        CompletableFuture<Acknowledgement> waiting = publisher.acknowledged(JOURNALED);

        rig.session()
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
        assertThatThrownBy(() -> publisher.publish(PublisherRig.TRADE))
                .isInstanceOf(HeliographException.class)
                .hasMessage("SOURCE_TAKEN_OVER: another stream opened");
        assertThatThrownBy(publisher::close).isInstanceOf(HeliographException.class);
        assertThat(ends).isEmpty();
    }

    @Test
    void shouldNotOpenWhenTheEngineRefuses() {
        rig.market().refusal = FakeEngine.error(
                Status.Code.FAILED_PRECONDITION, "STALE_SOURCE_EPOCH", Map.of("source_epoch", "7"), "newer epoch");

        HeliographException refused = catchThrowableOfType(
                HeliographException.class, () -> rig.publisher().sourceEpoch(3).open());

        assertThat(refused.reason()).isEqualTo("STALE_SOURCE_EPOCH");
        assertThat(refused.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }

    @Test
    void shouldNotWaitForEverWhenTheOpenIsNotAnswered() throws Exception {
        rig.market().silent = true;
        try (HeliographClient hasty = HeliographClient.builder()
                .target(rig.engine().target())
                .deadline(Duration.ofMillis(200))
                .build()) {
            HeliographException late = catchThrowableOfType(
                    HeliographException.class, () -> hasty.publisher("feed").open());

            assertThat(late.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(rig.session().cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldSendWhatWaitsAndHearTheLastAnswerWhenClosed() throws Exception {
        Publisher publisher = rig.publisher().open();
        Session session = rig.session();
        for (int i = 0; i < 1_000; i++) {
            publisher.publish(PublisherRig.TRADE);
        }

        CompletableFuture<Void> closing = CompletableFuture.runAsync(publisher::close);
        session.batchesOf(1_000);
        assertThat(session.halfClosed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(closing).isNotDone();
        session.ack(PublisherRig.ack(1_000, 1_000, 0, 0));
        session.complete();
        closing.get(10, TimeUnit.SECONDS);

        assertThat(publisher.latest().answered()).isEqualTo(1_000);
        assertThatThrownBy(() -> publisher.publish(PublisherRig.TRADE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNotCloseInSilenceWhenSomethingWasNotAnswered() throws Exception {
        Publisher publisher = rig.publisher().open();
        Session session = rig.session();
        publisher.publish(PublisherRig.TRADE);
        session.batch();

        session.complete();

        assertThatThrownBy(publisher::close)
                .isInstanceOf(HeliographException.class)
                .hasMessageContaining("unanswered=1");
    }

    @Test
    void shouldLetAWriterThatWaitsGoWhenClosed() throws Exception {
        rig.market().opened.setMaxEventsInFlight(1);
        Publisher publisher = rig.publisher().maxWaiting(1).open();
        CompletableFuture<Throwable> blocked = new CompletableFuture<>();
        Thread writer =
                new Thread(() -> blocked.complete(catchThrowable(() -> PublisherRig.publishForever(publisher))));
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
        Publisher publisher = rig.publisher()
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
        assertThatThrownBy(() -> publisher.publish(PublisherRig.TRADE)).isInstanceOf(HeliographException.class);
    }

    @Test
    void shouldEndTheStreamWhenTheListenerThrows() throws Exception {
        BlockingQueue<Optional<HeliographException>> ends = new LinkedBlockingQueue<>();
        rig.publisher()
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
        Session session = rig.session();

        session.ack(PublisherRig.ack(0, 1, 1, 1));

        assertThat(ends.poll(10, TimeUnit.SECONDS))
                .hasValueSatisfying(end -> assertThat(end).hasMessageContaining("listener broke"));
        assertThat(session.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static PublisherListener onClosed(BlockingQueue<Optional<HeliographException>> ends) {
        return new PublisherListener() {
            @Override
            public void onClosed(Optional<HeliographException> failure) {
                ends.add(failure);
            }
        };
    }
}
