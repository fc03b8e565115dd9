package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import io.grpc.protobuf.StatusProto;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.codec.output.Side;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Bar;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.StreamBarsRequest;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What subscribers hear who ask for more than what is journaled. */
final class MinLevelTest {
    private static final DurabilityLevel DURABLE = DurabilityLevel.DURABILITY_LEVEL_DURABLE;
    private static final DurabilityLevel STORED = DurabilityLevel.DURABILITY_LEVEL_STORED;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Outputs outputs = new Outputs();
    private final AtomicLong stored = new AtomicLong(-1);

    @Test
    void shouldSendNothingBeyondTheMarkAndSayHowFarTheLevelReaches() {
        signals(3);
        outputs.publishDurable(1);
        Hall hall = hall();
        FakeSubscriber subscriber = hall.follow(earliest(DURABLE));
        hall.settle();
        StreamProgress first = last(subscriber);
        outputs.publishDurable(2);
        hall.settle();
        hall.pass(HEARTBEAT);

        assertThat(first.getCaughtUp()).isTrue();
        assertThat(first.getPosition().getSequence()).isEqualTo(1);
        assertThat(first.getHeadSequence()).isEqualTo(3);
        assertThat(first.getDurableSequence()).isEqualTo(1);
        assertThat(subscriber.sequences()).containsExactly(1L, 2L);
        assertThat(sequence(last(subscriber))).isEqualTo(2);
    }

    @Test
    void shouldBeginBehindWhatIsDurableWhereTheLatestIsAskedFor() {
        signals(3);
        outputs.publishDurable(1);
        Hall hall = hall();
        FakeSubscriber subscriber = hall.follow(StreamSignalsRequest.newBuilder()
                .setLatest(Empty.getDefaultInstance())
                .setMinLevel(DURABLE));
        hall.settle();
        long before = sequence(last(subscriber));
        outputs.publishDurable(3);
        hall.settle();

        assertThat(before).isEqualTo(1);
        assertThat(subscriber.sequences()).containsExactly(2L, 3L);
    }

    @Test
    void shouldGiveNoTokenWhileTheLevelDoesNotReachThePlaceAskedFor() {
        signals(3);
        outputs.publishDurable(1);
        Hall hall = hall();
        FakeSubscriber subscriber = hall.follow(
                StreamSignalsRequest.newBuilder().setAfterSequence(2).setMinLevel(DURABLE));
        hall.settle();
        hall.pass(HEARTBEAT);
        StreamProgress waiting = last(subscriber);
        outputs.publishDurable(3);
        hall.settle();
        hall.pass(HEARTBEAT);

        assertThat(waiting.getResumeToken()).isEmpty();
        assertThat(waiting.hasPosition()).isFalse();
        assertThat(waiting.getCaughtUp()).isFalse();
        assertThat(subscriber.sequences()).containsExactly(3L);
        assertThat(sequence(last(subscriber))).isEqualTo(3);
    }

    @Test
    void shouldGiveNoTokenWithTheEndWhereTheLevelDoesNotReachThePlaceAskedFor() {
        signals(2);
        Hall hall = hall();
        FakeSubscriber waiting = hall.follow(
                StreamSignalsRequest.newBuilder().setAfterSequence(2).setMinLevel(DURABLE));
        FakeSubscriber journaled = hall.follow(StreamSignalsRequest.newBuilder().setAfterSequence(2));
        hall.settle();
        hall.publishing().stop(Gate.stopping());
        hall.pass(HEARTBEAT);

        assertThat(StatusProto.fromThrowable(waiting.failure()).toString()).doesNotContain("resume_token");
        assertThat(StatusProto.fromThrowable(journaled.failure()).toString()).contains("resume_token");
    }

    @Test
    void shouldSendNothingBeyondTheCursorOfTheStore() {
        signals(4);
        outputs.publishDurable(4);
        Hall hall = hall();
        FakeSubscriber subscriber = hall.follow(earliest(STORED));
        hall.settle();
        hall.pass(HEARTBEAT);
        StreamProgress unreached = last(subscriber);
        stored.set(2);
        hall.settle();
        hall.pass(HEARTBEAT);
        StreamProgress reached = last(subscriber);
        stored.set(4);
        hall.settle();

        assertThat(unreached.getCaughtUp()).isFalse();
        assertThat(unreached.getPosition().getSequence()).isZero();
        assertThat(unreached.getStoredSequence()).isZero();
        assertThat(reached.getPosition().getSequence()).isEqualTo(2);
        assertThat(reached.getStoredSequence()).isEqualTo(2);
        assertThat(reached.getCaughtUp()).isTrue();
        assertThat(subscriber.sequences()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void shouldBeginBehindWhatWasDurableWhereTheStoreWasNotReachedYet() {
        signals(4);
        outputs.publishDurable(3);
        Hall hall = hall();
        FakeSubscriber subscriber = hall.follow(StreamSignalsRequest.newBuilder()
                .setLatest(Empty.getDefaultInstance())
                .setMinLevel(STORED));
        hall.settle();
        stored.set(3);
        hall.settle();
        long caughtUp = sequence(last(subscriber));
        outputs.publishDurable(4);
        stored.set(4);
        hall.settle();

        assertThat(caughtUp).isEqualTo(3);
        assertThat(subscriber.sequences()).containsExactly(4L);
    }

    @Test
    void shouldReadOnlyTheEndWhereTheStoreLeapsAndNobodyListens() {
        signals(5_000);
        outputs.publishDurable(5_000);
        Hall hall = hall();
        stored.set(4_990);
        hall.settle();
        FakeSubscriber fromEarliest = hall.follow(earliest(STORED));
        FakeSubscriber fromLatest = hall.follow(StreamSignalsRequest.newBuilder()
                .setLatest(Empty.getDefaultInstance())
                .setMinLevel(STORED));
        hall.settle();
        stored.set(5_000);
        hall.settle();
        hall.pass(HEARTBEAT);

        assertThat(fromEarliest.sequences()).hasSize(5_000).isSorted().doesNotHaveDuplicates();
        assertThat(fromLatest.sequences()).hasSize(10).startsWith(4_991L);
        assertThat(sequence(last(fromEarliest))).isEqualTo(5_000);
    }

    @Test
    void shouldHoldBarsToTheSameLevels() {
        for (int i = 0; i < 4; i++) {
            outputs.bar("SPY");
        }
        outputs.publishDurable(3);
        stored.set(2);
        Hall hall = hall();
        FakeSubscriber durable = hall.follow(bars(DURABLE));
        FakeSubscriber inStore = hall.follow(bars(STORED));
        hall.settle();

        assertThat(durable.bars()).extracting(Bar::getSequence).containsExactly(1L, 2L, 3L);
        assertThat(inStore.bars()).extracting(Bar::getSequence).containsExactly(1L, 2L);
    }

    @Test
    void shouldRefuseStoredWhereThereIsNoStore() {
        Hall hall = new Hall(outputs.log());

        Rejection signals = catchThrowableOfType(Rejection.class, () -> hall.follow(earliest(STORED)));
        Rejection bars = catchThrowableOfType(Rejection.class, () -> hall.follow(bars(STORED)));

        assertThat(signals.reason()).isEqualTo(ErrorReason.ERROR_REASON_STORE_DISABLED);
        assertThat(signals).hasMessageContaining("store=none");
        assertThat(bars.reason()).isEqualTo(ErrorReason.ERROR_REASON_STORE_DISABLED);
    }

    @Test
    void shouldSendOverAPortWhatEachLevelAllows() {
        try (Desk desk = new Desk(outputs.log(), Hall.LIMITS, Optional.of(stored::get))) {
            Recorder journaled = desk.follow(SubscriptionRequest.fromEarliest());
            Recorder durable = desk.follow(SubscriptionRequest.fromEarliest().minLevel(DURABLE));
            Recorder inStore = desk.follow(SubscriptionRequest.fromEarliest().minLevel(STORED));
            signals(3);
            outputs.publishDurable(2);
            stored.set(1);
            desk.until(() -> journaled.signals().size() == 3
                    && durable.signals().size() == 2
                    && inStore.signals().size() == 1);
            outputs.publishDurable(3);
            stored.set(3);
            desk.until(() -> durable.signals().size() == 3 && inStore.signals().size() == 3);

            assertThat(inStore.sequences()).containsExactly(1L, 2L, 3L);
            assertThat(durable.sequences()).containsExactly(1L, 2L, 3L);
        }
    }

    private Hall hall() {
        return new Hall(outputs.log(), Hall.LIMITS, Optional.of(stored::get));
    }

    private void signals(int count) {
        for (int i = 0; i < count; i++) {
            outputs.signal("SPY", "trend", i % 2 == 0 ? Side.BUY : Side.HOLD);
        }
    }

    private static StreamSignalsRequest.Builder earliest(DurabilityLevel level) {
        return StreamSignalsRequest.newBuilder()
                .setEarliest(Empty.getDefaultInstance())
                .setMinLevel(level);
    }

    private static StreamBarsRequest.Builder bars(DurabilityLevel level) {
        return StreamBarsRequest.newBuilder()
                .setEarliest(Empty.getDefaultInstance())
                .setMinLevel(level);
    }

    private static StreamProgress last(FakeSubscriber subscriber) {
        return subscriber.progresses().get(subscriber.progresses().size() - 1);
    }

    /** Of the progress, and of its token. */
    private static long sequence(StreamProgress progress) {
        assertThat(ResumeToken.parse(progress.getResumeToken()).sequence())
                .isEqualTo(progress.getPosition().getSequence());
        return progress.getPosition().getSequence();
    }
}
