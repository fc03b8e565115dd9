package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.SubscriptionRequest;
import io.heliograph.codec.output.Side;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.SignalStatus;
import io.heliograph.v1.SignalView;
import io.heliograph.v1.StreamProgress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SignalStreamTest {
    private final Outputs outputs = new Outputs();
    private final Desk desk = new Desk(outputs.log());

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldSendWhatComesAfterTheLatest() {
        outputs.signal("SPY", "trend", Side.BUY);
        Recorder recorder = desk.follow(SubscriptionRequest.fromLatest());
        desk.until(() -> recorder.isCaughtUp());

        outputs.bar("SPY");
        outputs.signal("SPY", "trend", Side.HOLD);
        desk.until(() -> recorder.signals().size() == 1);

        assertThat(recorder.info().getStartSequence()).isEqualTo(1);
        assertThat(recorder.info().getJournalId()).isEqualTo(Desk.JOURNAL.toString());
        assertThat(recorder.info().getEpoch()).isEqualTo(Outputs.EPOCH);
        assertThat(recorder.info().getFirstAvailableSequence()).isEqualTo(1);
        assertThat(recorder.info().getMaxBatch()).isEqualTo(64);
        assertThat(recorder.info().getEngineVersion()).isEqualTo("test");
        assertThat(recorder.sequences()).containsExactly(3L);
        SignalBatch batch = recorder.batches().get(0);
        assertThat(batch.getEndOfEvent()).isTrue();
        assertThat(batch.getPosition().getSequence()).isEqualTo(3);
        assertThat(batch.getPosition().getEpoch()).isEqualTo(Outputs.EPOCH);
        assertThat(ResumeToken.parse(batch.getResumeToken())).isEqualTo(new ResumeToken(Desk.JOURNAL, 3, 3));
    }

    @Test
    void shouldSendEveryFieldOfASignal() {
        outputs.signal("SPY", "trend", Side.BUY);

        Recorder recorder = desk.follow(SubscriptionRequest.fromEarliest());
        desk.until(() -> recorder.signals().size() == 1);

        Signal signal = recorder.signals().get(0);
        assertThat(signal.toString()).isEqualTo(Expected.SIGNAL);
    }

    @Test
    void shouldSendTheBasicViewWithoutValues() {
        outputs.signal("SPY", "trend", Side.BUY);

        Recorder recorder = desk.follow(SubscriptionRequest.fromEarliest().view(SignalView.SIGNAL_VIEW_BASIC));
        desk.until(() -> recorder.signals().size() == 1);

        Signal signal = recorder.signals().get(0);
        assertThat(signal.getValuesCount()).isZero();
        assertThat(signal.getStrategyHash()).isEmpty();
        assertThat(signal.getBarsSeen()).isZero();
        assertThat(signal.getReadinessValue()).isZero();
        assertThat(signal.getStatus()).isEqualTo(SignalStatus.SIGNAL_STATUS_OPEN);
    }

    @Test
    void shouldSendAllThatIsKeptAndThenWhatComes() {
        for (int i = 0; i < 1_000; i++) {
            outputs.bar("SPY");
            outputs.signal("SPY", "trend", Side.BUY);
        }

        Recorder recorder = desk.follow(SubscriptionRequest.fromEarliest());
        desk.until(() -> recorder.isCaughtUp());
        outputs.signal("SPY", "trend", Side.SELL);
        desk.until(() -> recorder.signals().size() == 1_001);

        assertThat(recorder.info().getStartSequence()).isZero();
        assertThat(recorder.sequences()).isSorted().doesNotHaveDuplicates();
        assertThat(recorder.sequences()).last().isEqualTo(2_001L);
    }

    @Test
    void shouldSendOnlyWhatPassesTheFilterAndTellProgressAllTheSame() {
        Recorder recorder = desk.follow(SubscriptionRequest.fromEarliest()
                .filter("symbol = \"SPY\" AND side = BUY")
                .heartbeat(Duration.ofSeconds(1)));
        desk.until(() -> recorder.isCaughtUp());

        outputs.signal("BAC", "trend", Side.BUY);
        outputs.signal("SPY", "trend", Side.BUY);
        outputs.signal("SPY", "trend", Side.SELL);
        desk.until(() -> recorder.signals().size() == 1);
        desk.clock().advance(Duration.ofSeconds(1));
        desk.until(() -> recorder.progresses().size() == 2);

        assertThat(recorder.sequences()).containsExactly(2L);
        StreamProgress progress = recorder.progresses().get(1);
        assertThat(progress.getPosition().getSequence()).isEqualTo(3);
        assertThat(progress.getHeadSequence()).isEqualTo(3);
        assertThat(progress.getDurableSequence()).isZero();
        assertThat(progress.getCaughtUp()).isTrue();
    }

    @Test
    void shouldKeepTheSignalsOfOneEventTogether() {
        Recorder recorder = desk.follow(SubscriptionRequest.fromEarliest().batches(2, Duration.ZERO));
        desk.until(() -> recorder.isCaughtUp());

        outputs.event();
        for (String symbol : new String[] {"A", "B", "C"}) {
            outputs.add(symbol, "trend", Side.BUY);
        }
        outputs.addBar("A").end();
        desk.until(() -> recorder.signals().size() == 3);

        assertThat(recorder.batches().get(0).getSignalsCount()).isEqualTo(2);
        assertThat(recorder.batches().get(0).getEndOfEvent()).isFalse();
        assertThat(recorder.batches().get(0).getResumeToken()).isEmpty();
        assertThat(recorder.batches().get(0).hasPosition()).isFalse();
        assertThat(recorder.batches().get(1).getEndOfEvent()).isTrue();
        assertThat(recorder.batches().get(1).getPosition().getSequence()).isEqualTo(3);
    }

    @Test
    void shouldSendWhatIsNotDurableOnlyToThoseWhoDoNotMind() {
        Recorder careful =
                desk.follow(SubscriptionRequest.fromEarliest().minLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE));
        Recorder quick = desk.follow(SubscriptionRequest.fromEarliest());
        desk.until(() -> careful.isCaughtUp() && quick.isCaughtUp());

        outputs.signal("SPY", "trend", Side.BUY);
        outputs.signal("SPY", "trend", Side.SELL);
        desk.until(() -> quick.signals().size() == 2);
        assertThat(careful.signals()).isEmpty();
        outputs.publishDurable(1);
        desk.until(() -> careful.signals().size() == 1);

        assertThat(careful.sequences()).containsExactly(1L);
    }

    @Test
    void shouldEndBehindTheLastOutputWanted() {
        for (int i = 0; i < 10; i++) {
            outputs.signal("SPY", "trend", Side.BUY);
        }

        Recorder recorder = desk.follow(SubscriptionRequest.afterSequence(2).through(7));
        desk.until(recorder::isClosed);

        assertThat(recorder.failure()).isNull();
        assertThat(recorder.sequences()).containsExactly(3L, 4L, 5L, 6L, 7L);
        assertThat(recorder.progresses()).hasSize(1);
        assertThat(recorder.progresses().get(0).getPosition().getSequence()).isEqualTo(7);
        assertThat(desk.publishing().subscribers()).isZero();
    }

    @Test
    void shouldWaitForTheLastOutputWanted() {
        Recorder recorder = desk.follow(SubscriptionRequest.fromLatest().through(2));
        desk.until(() -> recorder.isCaughtUp());

        outputs.signal("SPY", "trend", Side.BUY);
        outputs.bar("SPY");
        outputs.signal("SPY", "trend", Side.SELL);
        desk.until(recorder::isClosed);

        assertThat(recorder.sequences()).containsExactly(1L);
    }

    @Test
    void shouldFreeWhatACancelledSubscriberHeld() {
        Recorder recorder = desk.follow(SubscriptionRequest.fromLatest());
        desk.until(() -> recorder.isCaughtUp());
        assertThat(desk.publishing().subscribers()).isEqualTo(1);

        recorder.subscription().close();
        desk.until(() -> desk.publishing().subscribers() == 0);

        outputs.signal("SPY", "trend", Side.BUY);
        desk.work();
        assertThat(recorder.signals()).isEmpty();
    }
}
