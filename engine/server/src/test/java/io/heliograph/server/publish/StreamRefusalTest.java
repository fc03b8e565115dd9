package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import io.heliograph.client.HeliographException;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.codec.output.Side;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.StreamSignalsRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class StreamRefusalTest {
    private final Outputs outputs = new Outputs();
    private final Hall hall;

    StreamRefusalTest() {
        for (int i = 0; i < 20; i++) {
            outputs.signal("SPY", "trend", Side.BUY);
        }
        // Epoch 1 kept all up to 12, epoch 2 lost all behind 15 to a power cut; 1 to 4 were deleted.
        hall = new Hall(new CompactedLog(outputs.log(), 5, Map.of(1L, 12L, 2L, 15L)));
    }

    @Test
    void shouldGoOnFromATokenOfAnEarlierEpochUpToWhatItKept() {
        assertThat(resumed(2, 15).sequences()).first().isEqualTo(16L);
        assertThat(resumed(1, 12).sequences()).first().isEqualTo(13L);
        assertThat(resumed(3, 20).sequences()).isEmpty();
    }

    @Test
    void shouldRefuseATokenBeyondWhatItsEpochKept() {
        Rejection refused = refusal(token(Desk.JOURNAL, 2, 16));

        assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_EPOCH_ENDED);
        assertThat(refused.metadata())
                .containsExactlyInAnyOrderEntriesOf(Map.of("epoch", "2", "last_valid_sequence", "15"));
    }

    @Test
    void shouldRefuseATokenOfAnotherJournal() {
        Rejection refused = refusal(token(new UUID(1, 2), 3, 16));

        assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_JOURNAL_MISMATCH);
        assertThat(refused.metadata()).containsEntry("journal_id", Desk.JOURNAL.toString());
    }

    @Test
    void shouldRefuseAPlaceThatWasDeleted() {
        Rejection refused = refusal(StreamSignalsRequest.newBuilder().setAfterSequence(3));

        assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED);
        assertThat(refused.metadata()).containsEntry("first_available_sequence", "5");
        assertThat(refusal(token(Desk.JOURNAL, 1, 3)).reason()).isEqualTo(ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED);
        assertThat(follow(StreamSignalsRequest.newBuilder().setAfterSequence(4)).sequences())
                .first()
                .isEqualTo(5L);
        assertThat(follow(StreamSignalsRequest.newBuilder().setEarliest(Empty.getDefaultInstance()))
                        .sequences())
                .hasSize(16);
    }

    @Test
    void shouldRefuseAPlaceThatIsNotThereYet() {
        Rejection refused = refusal(StreamSignalsRequest.newBuilder().setAfterSequence(21));

        assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_SEQUENCE_IN_FUTURE);
        assertThat(refused.metadata()).containsEntry("head_sequence", "20");
        assertThat(refusal(token(Desk.JOURNAL, 3, 21)).reason()).isEqualTo(ErrorReason.ERROR_REASON_SEQUENCE_IN_FUTURE);
        assertThat(follow(StreamSignalsRequest.newBuilder().setAfterSequence(20))
                        .messages())
                .isNotEmpty();
    }

    @Test
    void shouldRefuseATokenWithAnyCharacterChanged() {
        String token = new ResumeToken(Desk.JOURNAL, 3, 17).text();

        for (int i = 0; i < token.length(); i++) {
            for (char c : new char[] {'A', 'z', '-', '=', ' ', '\u00e9'}) {
                String changed = token.substring(0, i) + c + token.substring(i + 1);
                if (changed.equals(token)) {
                    continue;
                }
                Rejection refused = refusal(StreamSignalsRequest.newBuilder().setResumeToken(changed));
                assertThat(refused.reason()).as(changed).isEqualTo(ErrorReason.ERROR_REASON_RESUME_TOKEN_INVALID);
            }
        }
        for (String other : new String[] {"", "A", token + "A", token.substring(1), token + token}) {
            Rejection refused = refusal(StreamSignalsRequest.newBuilder().setResumeToken(other));
            assertThat(refused.reason()).as(other).isEqualTo(ErrorReason.ERROR_REASON_RESUME_TOKEN_INVALID);
        }
    }

    @Test
    void shouldNameEveryFieldThatIsWrongAtOnce() {
        Rejection refused = refusal(StreamSignalsRequest.newBuilder()
                .setAfterSequence(-1)
                .setEndSequence(-1)
                .setMinLevelValue(9)
                .setDeliveryValue(9)
                .setMaxBatch(1_025)
                .setMaxBatchDelay(Duration.newBuilder().setSeconds(1).setNanos(1))
                .setHeartbeatInterval(Duration.newBuilder().setSeconds(-1))
                .setViewValue(7)
                .setFilter("symbol ="));

        assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_REQUEST_INVALID);
        assertThat(refused.violations())
                .extracting(Rejection.Violation::field)
                .containsExactly(
                        "after_sequence",
                        "end_sequence",
                        "min_level",
                        "delivery",
                        "max_batch",
                        "max_batch_delay",
                        "heartbeat_interval",
                        "view");
    }

    @Test
    void shouldTakeEveryFieldAtItsLimit() {
        FakeSubscriber subscriber = follow(StreamSignalsRequest.newBuilder()
                .setAfterSequence(4)
                .setEndSequence(20)
                .setMaxBatch(1_024)
                .setMaxBatchDelay(Duration.newBuilder().setSeconds(1)));

        assertThat(subscriber.isCompleted()).isTrue();
        assertThat(subscriber.sequences()).hasSize(16);
    }

    @Test
    void shouldRefuseTimesThatAreNone() {
        for (Timestamp time : new Timestamp[] {
            Timestamp.newBuilder().setSeconds(-1).build(),
            Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build(),
            Timestamp.newBuilder().setNanos(-1).build(),
            Timestamp.newBuilder().setNanos(1_000_000_000).build()
        }) {
            Rejection refused = refusal(StreamSignalsRequest.newBuilder().setAfterTime(time));
            assertThat(refused.violations())
                    .extracting(Rejection.Violation::field)
                    .containsExactly("after_time");
        }
    }

    @Test
    void shouldTellAClientWhyItsStreamWasRefused() {
        try (Desk desk = new Desk(outputs.log())) {
            Recorder filter = desk.follow(SubscriptionRequest.fromLatest().filter("colour = 3"));
            Recorder future = desk.follow(SubscriptionRequest.afterSequence(21));
            desk.until(() -> filter.isClosed() && future.isClosed());

            assertThat(filter.failure()).extracting(HeliographException::reason).isEqualTo("FILTER_INVALID");
            assertThat(filter.failure().metadata()).containsKey("column");
            assertThat(future.failure()).extracting(HeliographException::reason).isEqualTo("SEQUENCE_IN_FUTURE");
            assertThat(desk.publishing().subscribers()).isZero();
        }
    }

    private FakeSubscriber resumed(long epoch, long sequence) {
        return follow(token(Desk.JOURNAL, epoch, sequence));
    }

    private FakeSubscriber follow(StreamSignalsRequest.Builder request) {
        FakeSubscriber subscriber = hall.follow(request);
        hall.settle();
        return subscriber;
    }

    private Rejection refusal(StreamSignalsRequest.Builder request) {
        Rejection refused = catchThrowableOfType(Rejection.class, () -> hall.follow(request));
        assertThat(refused).as("it should have been refused").isNotNull();
        return refused;
    }

    private static StreamSignalsRequest.Builder token(UUID journal, long epoch, long sequence) {
        return StreamSignalsRequest.newBuilder().setResumeToken(new ResumeToken(journal, epoch, sequence).text());
    }
}
