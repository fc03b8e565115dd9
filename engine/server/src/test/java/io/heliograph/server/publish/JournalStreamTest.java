package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import io.heliograph.codec.output.Side;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamSignalsRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery over the real journal, on files, across starts and lost ends. */
final class JournalStreamTest {
    @TempDir
    Path directory;

    @Test
    void shouldGoOnAfterAStartInANewEpoch() {
        String token;
        try (Journal journal = started(1, 0)) {
            Outputs outputs = new Outputs(journal.outputs());
            for (int i = 0; i < 700; i++) {
                outputs.signal("SPY", "trend", Side.BUY);
            }
            token = tokenAt(journal, 400);
        }

        try (Journal journal = started(2, 700)) {
            Outputs outputs = new Outputs(journal.outputs());
            Hall hall = new Hall(journal.outputs());
            FakeSubscriber subscriber =
                    hall.follow(StreamSignalsRequest.newBuilder().setResumeToken(token));
            hall.settle();
            outputs.signal("SPY", "trend", Side.SELL);
            hall.settle();

            assertThat(subscriber.sequences()).hasSize(301).isSorted().doesNotHaveDuplicates();
            assertThat(subscriber.sequences()).first().isEqualTo(401L);
            SignalBatch last = subscriber.batches().get(subscriber.batches().size() - 1);
            assertThat(last.getSignals(last.getSignalsCount() - 1).getEpoch()).isEqualTo(2);
            assertThat(last.getPosition().getEpoch()).isEqualTo(2);
            hall.close();
        }
    }

    @Test
    void shouldRefuseATokenForWhatAnEpochLost() {
        String kept;
        String lost;
        try (Journal journal = started(1, 0)) {
            Outputs outputs = new Outputs(journal.outputs());
            for (int i = 0; i < 20; i++) {
                outputs.signal("SPY", "trend", Side.BUY);
            }
            kept = tokenAt(journal, 15);
            lost = tokenAt(journal, 16);
        }

        try (Journal journal = started(2, 15)) {
            Outputs outputs = new Outputs(journal.outputs());
            for (int i = 0; i < 20; i++) {
                outputs.signal("BAC", "trend", Side.BUY);
            }
            Hall hall = new Hall(journal.outputs());
            FakeSubscriber subscriber =
                    hall.follow(StreamSignalsRequest.newBuilder().setResumeToken(kept));
            hall.settle();
            Rejection refused = catchThrowableOfType(
                    Rejection.class,
                    () -> hall.follow(StreamSignalsRequest.newBuilder().setResumeToken(lost)));

            assertThat(subscriber.sequences()).hasSize(20);
            assertThat(subscriber.signals())
                    .allMatch(signal -> signal.getSymbol().equals("BAC"));
            assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_EPOCH_ENDED);
            assertThat(refused.metadata()).containsEntry("last_valid_sequence", "15");
            hall.close();
        }
    }

    private Journal started(long epoch, long outputsThrough) {
        Journal journal = Journal.open(directory, JournalOptions.defaults());
        journal.start(epoch, outputsThrough);
        return journal;
    }

    /** What a subscriber was told behind an output. */
    private static String tokenAt(Journal journal, long sequence) {
        Hall hall = new Hall(journal.outputs());
        FakeSubscriber subscriber = hall.follow(StreamSignalsRequest.newBuilder()
                .setEarliest(Empty.getDefaultInstance())
                .setEndSequence(sequence));
        hall.settle();
        hall.close();
        assertThat(subscriber.isCompleted()).isTrue();
        return subscriber.batches().get(subscriber.batches().size() - 1).getResumeToken();
    }
}
