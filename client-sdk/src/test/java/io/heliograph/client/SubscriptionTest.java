package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.heliograph.client.FakeSignals.Stream;
import io.heliograph.v1.DeliveryMode;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.SignalView;
import io.heliograph.v1.StreamSignalsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeSignals signals = new FakeSignals();
    private final RecordingListener listener = new RecordingListener();
    private FakeEngine engine;
    private HeliographClient client;

    @BeforeEach
    void connect() throws Exception {
        engine = new FakeEngine(signals);
        client = engine.client();
    }

    @AfterEach
    void disconnect() {
        client.close();
        engine.close();
    }

    @Test
    void shouldAskForWhatTheRequestSays() throws Exception {
        SubscriptionRequest request = SubscriptionRequest.afterTime(Instant.ofEpochSecond(7, 8))
                .through(90)
                .filter("side = BUY")
                .minLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE)
                .conflate()
                .batches(32, Duration.ofMillis(5))
                .heartbeat(Duration.ofSeconds(2))
                .view(SignalView.SIGNAL_VIEW_BASIC);

        client.subscribe(request, listener);

        assertThat(signals.stream().request)
                .isEqualTo(StreamSignalsRequest.newBuilder()
                        .setAfterTime(Nanos.toTimestamp(7_000_000_008L))
                        .setEndSequence(90)
                        .setFilter("side = BUY")
                        .setMinLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE)
                        .setDelivery(DeliveryMode.DELIVERY_MODE_CONFLATE)
                        .setMaxBatch(32)
                        .setMaxBatchDelay(Nanos.toProto(Duration.ofMillis(5)))
                        .setHeartbeatInterval(Nanos.toProto(Duration.ofSeconds(2)))
                        .setView(SignalView.SIGNAL_VIEW_BASIC)
                        .build());
    }

    @Test
    void shouldBeginWhereItIsTold() {
        assertThat(start(SubscriptionRequest.fromLatest())).isEqualTo(StreamSignalsRequest.StartCase.LATEST);
        assertThat(start(SubscriptionRequest.fromEarliest())).isEqualTo(StreamSignalsRequest.StartCase.EARLIEST);
        assertThat(start(SubscriptionRequest.snapshotThenFollow()))
                .isEqualTo(StreamSignalsRequest.StartCase.SNAPSHOT_THEN_FOLLOW);
        assertThat(SubscriptionRequest.afterSequence(5).request().getAfterSequence())
                .isEqualTo(5);
        assertThat(SubscriptionRequest.resume("token5").request().getResumeToken())
                .isEqualTo("token5");
        assertThat(SubscriptionRequest.afterTime(1_500_000_000L)
                        .request()
                        .getAfterTime()
                        .getNanos())
                .isEqualTo(500_000_000);
    }

    @Test
    void shouldDeliverEverythingInOrder() throws Exception {
        Subscription subscription = client.subscribe(SubscriptionRequest.fromEarliest(), listener);
        Stream stream = signals.stream();

        stream.info("0d9f");
        stream.batch(true, 3, 5);
        stream.batch(true, 8);
        stream.progress(12, true);
        stream.responses.onCompleted();
        subscription.awaitEnd(LONG);

        assertThat(List.of(listener.line(), listener.line(), listener.line(), listener.line()))
                .containsExactly("info 0d9f", "signals [3, 5]", "signals [8]", "progress 12");
        assertThat(listener.ends.take()).isEmpty();
        assertThat(subscription.info())
                .hasValueSatisfying(info -> assertThat(info.getEpoch()).isEqualTo(1));
        assertThat(subscription.isCaughtUp()).isTrue();
    }

    @Test
    void shouldMoveItsPositionOnlyBehindWholeEventsThatTheListenerTook() throws Exception {
        List<String> tokens = new ArrayList<>();
        Subscription[] self = new Subscription[1];
        CountDownLatch subscribed = new CountDownLatch(1);
        self[0] = client.subscribe(SubscriptionRequest.fromEarliest(), batch -> {
            await(subscribed);
            tokens.add(self[0].resumeToken());
        });
        subscribed.countDown();
        Stream stream = signals.stream();

        stream.batch(true, 3);
        stream.batch(false, 5, 6);
        stream.batch(true, 7);
        stream.progress(9, false);
        stream.responses.onCompleted();
        self[0].awaitEnd(LONG);

        assertThat(tokens).containsExactly("", "token3", "token3");
        assertThat(self[0].resumeToken()).isEqualTo("token9");
        assertThat(self[0].position().getSequence()).isEqualTo(9);
    }

    @Test
    void shouldHoldTheEngineBackWhileTheListenerIsBusy() throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        AtomicBoolean completed = new AtomicBoolean();
        Signal large = Signal.newBuilder().setSymbol("S".repeat(10_000)).build();
        signals.script = stream -> stream.responses.setOnReadyHandler(() -> {
            while (stream.responses.isReady() && sent.get() < 2_000) {
                stream.batch(SignalBatch.newBuilder().addSignals(large).setEndOfEvent(true));
                sent.incrementAndGet();
            }
            if (sent.get() < 2_000) {
                full.countDown();
            } else if (completed.compareAndSet(false, true)) {
                stream.responses.onCompleted();
            }
        });

        Subscription subscription =
                client.subscribe(SubscriptionRequest.fromEarliest().window(4), batch -> {
                    await(goOn);
                    heard.incrementAndGet();
                });
        assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();
        int sentWhileBusy = sent.get();
        goOn.countDown();
        subscription.awaitEnd(LONG);

        assertThat(sentWhileBusy)
                .as("messages of 10 kB taken for a busy listener")
                .isLessThan(500);
        assertThat(heard).hasValue(2_000);
    }

    @Test
    void shouldCountWhatWasConflated() throws Exception {
        Subscription subscription =
                client.subscribe(SubscriptionRequest.fromLatest().conflate(), listener);
        Stream stream = signals.stream();

        stream.batch(SignalBatch.newBuilder().addSignals(FakeSignals.signal(4)).setConflated(3));
        stream.batch(SignalBatch.newBuilder().addSignals(FakeSignals.signal(9)).setConflated(4));
        stream.responses.onCompleted();
        subscription.awaitEnd(LONG);

        assertThat(subscription.conflated()).isEqualTo(7);
    }

    @Test
    void shouldSayWhyTheEngineEndedIt() throws Exception {
        Subscription subscription = client.subscribe(SubscriptionRequest.fromLatest(), listener);

        signals.stream()
                .responses
                .onError(FakeEngine.error(
                        Status.Code.RESOURCE_EXHAUSTED,
                        "SLOW_CONSUMER",
                        Map.of("resume_token", "token3"),
                        "too far behind"));

        assertThat(listener.ends.poll(10, TimeUnit.SECONDS)).hasValueSatisfying(end -> {
            assertThat(end.is(ErrorReason.ERROR_REASON_SLOW_CONSUMER)).isTrue();
            assertThat(end.metadata()).containsEntry("resume_token", "token3");
        });
        assertThatThrownBy(() -> subscription.awaitEnd(LONG)).hasMessage("SLOW_CONSUMER: too far behind");
    }

    @Test
    void shouldHearNothingMoreWhenClosed() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger batches = new AtomicInteger();
        Subscription subscription = client.subscribe(SubscriptionRequest.fromLatest(), batch -> {
            batches.incrementAndGet();
            inside.countDown();
            await(goOn);
        });
        Stream stream = signals.stream();
        stream.batch(true, 1);
        stream.batch(true, 2);
        await(inside);

        subscription.close();
        subscription.close();
        goOn.countDown();
        subscription.awaitEnd(LONG);

        assertThat(batches).hasValue(1);
        assertThat(stream.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldEndWhenTheListenerThrows() throws Exception {
        Subscription subscription = client.subscribe(SubscriptionRequest.fromLatest(), batch -> {
            throw new IllegalStateException("listener broke");
        });
        Stream stream = signals.stream();

        stream.batch(true, 1);

        assertThatThrownBy(() -> subscription.awaitEnd(LONG)).hasMessageContaining("listener broke");
        assertThat(subscription.resumeToken()).isEmpty();
        assertThat(stream.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldEndWhenTheClientIsClosed() throws Exception {
        Subscription subscription = client.subscribe(SubscriptionRequest.fromLatest(), listener);
        Stream stream = signals.stream();

        client.close();

        assertThatThrownBy(() -> subscription.ended().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the client was closed");
        assertThat(listener.ends.poll(10, TimeUnit.SECONDS)).isPresent();
        assertThat(stream.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static StreamSignalsRequest.StartCase start(SubscriptionRequest request) {
        return request.request().getStartCase();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
