package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.DeliveryMode;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.StreamSignalsRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubscriptionTest {
    private final Outputs outputs = new Outputs();

    @Test
    void shouldReadTheLogAgainWhereItHadNoRoom() {
        outputs.padded(20_000);
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(request());
        hall.settle();
        subscriber.ready(false);

        for (int i = 0; i < 500; i++) {
            outputs.signal("SPY", "trend", Side.BUY);
            hall.settle();
        }
        subscriber.ready(true);
        hall.settle();

        assertThat(subscriber.sequences()).hasSize(500).isSorted().doesNotHaveDuplicates();
        assertThat(last(subscriber.progresses()).getCaughtUp()).isTrue();
    }

    /** The last output of an event is held back until the next is seen, so there must be room for that one. */
    @Test
    void shouldSendEventsOfSeveralOutputsHoweverLittleMemoryThereIs() {
        Hall hall = new Hall(outputs.log(), new PublishLimits(2, 2, 65_536, java.time.Duration.ofSeconds(30)));
        FakeSubscriber atTheTail = hall.follow(request());
        hall.settle();
        outputs.event()
                .add("SPY", "trend", Side.BUY)
                .add("BAC", "trend", Side.BUY)
                .addEnding(1, "SPY", "trend", Reason.EXPIRED)
                .addBar("SPY")
                .add("BAC", "momentum", Side.SELL)
                .end();
        outputs.signal("SPY", "trend", Side.SELL);

        FakeSubscriber behind = hall.follow(request().setAfterSequence(0));
        hall.settle();

        assertThat(atTheTail.sequences()).containsExactly(1L, 2L, 5L, 6L);
        assertThat(behind.sequences()).containsExactly(1L, 2L, 5L, 6L);
        assertThat(last(behind.progresses()).getCaughtUp()).isTrue();
    }

    @Test
    void shouldSendTheLatestOfEachKeyToOneWhoConflates() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(
                request().setDelivery(DeliveryMode.DELIVERY_MODE_CONFLATE).setMaxBatch(1));
        hall.settle();
        subscriber.ready(false);
        outputs.signal("SPY", "trend", Side.BUY);
        outputs.signal("BAC", "trend", Side.BUY);
        outputs.signal("SPY", "trend", Side.SELL);
        outputs.signal("SPY", "momentum", Side.SELL);
        outputs.bar("SPY");
        hall.settle();

        subscriber.ready(true);
        hall.settle();

        assertThat(subscriber.sequences()).containsExactly(2L, 3L, 4L);
        // Behind the first, 3 waits; behind the last, nothing does, so its place is the head.
        assertThat(subscriber.batches())
                .extracting(batch -> batch.getPosition().getSequence())
                .containsExactly(2L, 3L, 5L);
        assertThat(subscriber.batches())
                .extracting(batch -> batch.getConflated())
                .containsExactly(1L, 0L, 0L);
        hall.pass(java.time.Duration.ofSeconds(5));
        assertThat(last(subscriber.progresses()).getConflated()).isEqualTo(1);
    }

    @Test
    void shouldNeverSendAKeyTwiceWithoutNewsWhenItConflatesAndResumes() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(
                request().setDelivery(DeliveryMode.DELIVERY_MODE_CONFLATE).setMaxBatch(1));
        hall.settle();
        subscriber.ready(false);
        outputs.signal("SPY", "trend", Side.BUY);
        outputs.signal("BAC", "trend", Side.BUY);
        outputs.signal("SPY", "trend", Side.SELL);
        hall.settle();
        subscriber.take(1);
        hall.settle();

        FakeSubscriber resumed = hall.follow(StreamSignalsRequest.newBuilder()
                .setDelivery(DeliveryMode.DELIVERY_MODE_CONFLATE)
                .setResumeToken(last(subscriber.batches()).getResumeToken()));
        hall.settle();

        assertThat(subscriber.sequences()).containsExactly(2L);
        assertThat(resumed.sequences()).containsExactly(3L);
    }

    @Test
    void shouldCloseOneWhoStaysTooSlowAndTellWhereToGoOn() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(request());
        outputs.signal("SPY", "trend", Side.BUY);
        hall.settle();
        subscriber.ready(false);
        outputs.signal("SPY", "trend", Side.SELL);
        hall.settle();

        hall.pass(java.time.Duration.ofSeconds(29));
        assertThat(subscriber.failure()).isNull();
        hall.pass(java.time.Duration.ofSeconds(1));

        assertThat(reason(subscriber)).isEqualTo("SLOW_CONSUMER");
        assertThat(ResumeToken.parse(metadata(subscriber, "resume_token")).sequence())
                .isEqualTo(1);
        assertThat(hall.publishing().subscribers()).isZero();
        subscriber.ready(true);
        hall.settle();
        assertThat(subscriber.sequences()).containsExactly(1L);
    }

    @Test
    void shouldNotCloseOneForWhomNothingWaits() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(request().setHeartbeatInterval(seconds(60)));
        hall.settle();
        subscriber.ready(false);

        hall.pass(java.time.Duration.ofSeconds(59));

        assertThat(subscriber.failure()).isNull();
    }

    @Test
    void shouldSendProgressWhereNothingElseComes() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(request().setHeartbeatInterval(seconds(2)));
        hall.settle();
        outputs.bar("SPY");

        hall.pass(java.time.Duration.ofMillis(1_999));
        assertThat(subscriber.progresses()).hasSize(1);
        hall.pass(java.time.Duration.ofMillis(51));

        assertThat(subscriber.progresses()).hasSize(2);
        assertThat(last(subscriber.progresses()).getPosition().getSequence()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheHeartbeatWithinItsLimits() {
        Hall hall = new Hall(outputs.log());

        FakeSubscriber quick = hall.follow(request().setHeartbeatInterval(seconds(0)));
        FakeSubscriber slow = hall.follow(request().setHeartbeatInterval(seconds(3_600)));
        FakeSubscriber silent = hall.follow(request());
        hall.settle();

        assertThat(quick.messages().get(0).getInfo().getHeartbeatInterval().getSeconds())
                .isEqualTo(1);
        assertThat(slow.messages().get(0).getInfo().getHeartbeatInterval().getSeconds())
                .isEqualTo(60);
        assertThat(silent.messages().get(0).getInfo().getHeartbeatInterval().getSeconds())
                .isEqualTo(5);
    }

    @Test
    void shouldLetAMessageWaitForMoreAsLongAsAsked() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(
                request().setMaxBatch(3).setMaxBatchDelay(Duration.newBuilder().setNanos(10_000_000)));
        hall.settle();

        outputs.signal("A", "trend", Side.BUY);
        outputs.signal("B", "trend", Side.BUY);
        hall.pass(java.time.Duration.ofMillis(9));
        assertThat(subscriber.batches()).isEmpty();
        hall.pass(java.time.Duration.ofMillis(10));
        assertThat(subscriber.batches()).hasSize(1);
        for (String symbol : new String[] {"C", "D", "E"}) {
            outputs.signal(symbol, "trend", Side.BUY);
        }
        hall.settle();

        assertThat(subscriber.batches())
                .extracting(batch -> batch.getSignalsCount())
                .containsExactly(2, 3);
    }

    @Test
    void shouldBeginWithTheFirstReceivedAfterATime() {
        for (int i = 1; i <= 300; i++) {
            outputs.bar("SPY");
            outputs.bar("SPY");
            outputs.event().addBar("SPY").add("SPY", "trend", Side.BUY).end();
        }
        Hall hall = new Hall(outputs.log());

        // The signal of round i is caused by event 3 i and is output 4 i.
        for (int i : new int[] {0, 1, 2, 149, 150, 299, 300}) {
            long at = i == 0 ? Outputs.START_NS : Outputs.receiveTime(3L * i);
            FakeSubscriber after = hall.follow(StreamSignalsRequest.newBuilder().setAfterTime(time(at)));
            FakeSubscriber before =
                    hall.follow(StreamSignalsRequest.newBuilder().setAfterTime(time(at - 1)));
            hall.settle();

            assertThat(after.sequences()).as("round %d", i).hasSize(300 - i);
            assertThat(after.messages().get(0).getInfo().getStartSequence())
                    .as("round %d", i)
                    .isEqualTo(4L * i);
            assertThat(before.sequences()).as("before round %d", i).hasSize(i == 0 ? 300 : 301 - i);
        }
    }

    @Test
    void shouldSendNothingReceivedBeforeATimeThatIsYetToCome() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber =
                hall.follow(StreamSignalsRequest.newBuilder().setAfterTime(time(Outputs.receiveTime(2))));
        hall.settle();

        for (int i = 0; i < 4; i++) {
            outputs.signal("SPY", "trend", Side.BUY);
        }
        hall.settle();

        assertThat(subscriber.sequences()).containsExactly(3L, 4L);
    }

    @Test
    void shouldShowTheLatestOfEachAndThenFollow() {
        outputs.signal("SPY", "trend", Side.BUY);
        outputs.signal("BAC", "trend", Side.BUY);
        outputs.event()
                .addEnding(1, "SPY", "trend", Reason.STOP)
                .add("SPY", "trend", Side.HOLD)
                .end();
        outputs.signal("SPY", "momentum", Side.SELL);
        outputs.event().addEnding(5, "SPY", "momentum", Reason.REMOVED).end();
        Hall hall = new Hall(outputs.log());

        FakeSubscriber subscriber =
                hall.follow(StreamSignalsRequest.newBuilder().setSnapshotThenFollow(Empty.getDefaultInstance()));
        hall.settle();
        outputs.signal("BAC", "trend", Side.SELL);
        hall.settle();

        assertThat(subscriber.sequences()).containsExactly(2L, 4L, 5L, 7L);
        assertThat(subscriber.signals())
                .extracting(Signal::getStatus)
                .containsExactly(
                        SignalStatus.SIGNAL_STATUS_OPEN,
                        SignalStatus.SIGNAL_STATUS_UNSPECIFIED,
                        SignalStatus.SIGNAL_STATUS_REMOVED,
                        SignalStatus.SIGNAL_STATUS_OPEN);
        assertThat(subscriber.batches())
                .extracting(batch -> batch.getSnapshot())
                .containsExactly(true, false);
        assertThat(subscriber.batches().get(0).getResumeToken()).isEmpty();
        assertThat(subscriber.messages().get(2).getProgress().getPosition().getSequence())
                .isEqualTo(6);
    }

    @Test
    void shouldShowADurableSnapshotOnlyWhenAllOfItIsDurable() {
        outputs.signal("SPY", "trend", Side.BUY);
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(StreamSignalsRequest.newBuilder()
                .setSnapshotThenFollow(Empty.getDefaultInstance())
                .setMinLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE));
        hall.settle();
        assertThat(subscriber.signals()).isEmpty();

        outputs.publishDurable(1);
        hall.settle();

        assertThat(subscriber.sequences()).containsExactly(1L);
    }

    @Test
    void shouldLetOnlySoManyReadTheLogAtOnceAndServeTheOthersAfterThem() {
        for (int i = 0; i < 3_000; i++) {
            outputs.signal("SPY", "trend", Side.BUY);
        }
        Hall hall = new Hall(outputs.log());
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            subscribers.add(hall.follow(request()));
        }
        // Two of them take nothing: they must not keep the two readers for themselves.
        subscribers.get(0).take(1);
        subscribers.get(1).take(1);

        hall.settle();

        for (FakeSubscriber subscriber : subscribers.subList(2, 7)) {
            assertThat(subscriber.sequences()).hasSize(3_000).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldRefuseOneSubscriberMoreThanThereIsRoomFor() {
        Hall hall = new Hall(outputs.log(), new PublishLimits(2, 2, 1 << 20, java.time.Duration.ofSeconds(30)));
        FakeSubscriber first = hall.follow(request());
        hall.follow(request());

        Rejection refused = catchThrowableOfType(Rejection.class, () -> hall.follow(request()));
        first.cancel();
        hall.settle();
        FakeSubscriber third = hall.follow(request());
        hall.settle();

        assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_TOO_MANY_SUBSCRIPTIONS);
        assertThat(refused.metadata()).containsEntry("limit", "2");
        assertThat(third.messages()).isNotEmpty();
    }

    @Test
    void shouldTellWhereToGoOnWhenTheEngineStops() {
        Hall hall = new Hall(outputs.log());
        FakeSubscriber subscriber = hall.follow(request());
        hall.settle();
        outputs.signal("SPY", "trend", Side.BUY);

        hall.publishing().stop(Gate.stopping());
        hall.pass(java.time.Duration.ofMillis(50));

        assertThat(subscriber.sequences()).containsExactly(1L);
        assertThat(reason(subscriber)).isEqualTo("SHUTTING_DOWN");
        assertThat(ResumeToken.parse(metadata(subscriber, "resume_token")).sequence())
                .isEqualTo(1);
        assertThat(hall.publishing().subscribers()).isZero();
    }

    @Test
    void shouldKeepMessagesSmallHoweverLongTheSignals() {
        outputs.padded(60_000);
        outputs.event();
        for (int i = 0; i < 40; i++) {
            outputs.add("S" + i, "trend", Side.BUY);
        }
        outputs.end();
        Hall hall = new Hall(outputs.log());

        FakeSubscriber subscriber = hall.follow(request().setMaxBatch(1_024));
        hall.settle();

        // The fake refuses messages of 1 MiB.
        assertThat(subscriber.sequences()).hasSize(40);
        assertThat(subscriber.batches().subList(0, subscriber.batches().size() - 1))
                .noneMatch(batch -> batch.getEndOfEvent());
        assertThat(last(subscriber.batches()).getEndOfEvent()).isTrue();
    }

    private static StreamSignalsRequest.Builder request() {
        return StreamSignalsRequest.newBuilder().setEarliest(Empty.getDefaultInstance());
    }

    private static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }

    private static Timestamp time(long ns) {
        return SignalMapper.timestamp(ns);
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static String reason(FakeSubscriber subscriber) {
        return info(subscriber).getReason();
    }

    private static String metadata(FakeSubscriber subscriber, String name) {
        return info(subscriber).getMetadataOrThrow(name);
    }

    private static ErrorInfo info(FakeSubscriber subscriber) {
        assertThat(Status.fromThrowable(subscriber.failure()).isOk()).isFalse();
        try {
            return StatusProto.fromThrowable(subscriber.failure()).getDetails(0).unpack(ErrorInfo.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
