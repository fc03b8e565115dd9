package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Checks what one subscriber heard over one or more streams, each resumed with the last token of the one before, against
 * what the log holds: the guarantees of delivery ALL under their published names.
 */
final class Guarantees {
    private final List<Signal> delivered = new ArrayList<>();
    private final List<Signal> unfinished = new ArrayList<>();

    private long position;
    private String token = "";

    /** Takes the next stream's messages in; those of an event that was not finished were to be forgotten by the client. */
    void take(List<StreamSignalsResponse> messages) {
        unfinished.clear();
        for (int i = 0; i < messages.size(); i++) {
            StreamSignalsResponse message = messages.get(i);
            switch (message.getResponseCase()) {
                case INFO ->
                    assertThat(i).as("info comes first, and only there").isZero();
                case BATCH -> take(message.getBatch());
                case PROGRESS -> {
                    long next = message.getProgress().getPosition().getSequence();
                    assertThat(unfinished)
                            .as("Atomic: no place within an event")
                            .isEmpty();
                    move(next, message.getProgress().getResumeToken());
                }
                case RESPONSE_NOT_SET -> throw new AssertionError("an empty message");
            }
        }
    }

    private void take(SignalBatch batch) {
        assertThat(batch.getSignalsCount()).as("a batch is not empty").isPositive();
        unfinished.addAll(batch.getSignalsList());
        assertThat(batch.hasPosition())
                .as("Bookmarkable: a place where an event ends, and only there")
                .isEqualTo(batch.getEndOfEvent());
        assertThat(batch.getResumeToken().isEmpty()).isNotEqualTo(batch.getEndOfEvent());
        if (batch.getEndOfEvent()) {
            delivered.addAll(unfinished);
            unfinished.clear();
            move(batch.getPosition().getSequence(), batch.getResumeToken());
        }
    }

    private void move(long next, String nextToken) {
        assertThat(next).as("Bookmarkable: the place never falls").isGreaterThanOrEqualTo(position);
        assertThat(ResumeToken.parse(nextToken).sequence()).isEqualTo(next);
        position = next;
        token = nextToken;
    }

    /** The last token; empty before the first. */
    String token() {
        return token;
    }

    long position() {
        return position;
    }

    /** Checks all that was heard against all that the log holds up to the last place. */
    void check(List<Signal> log, Predicate<Signal> filter) {
        List<Long> sequences = delivered.stream().map(Signal::getSequence).toList();
        assertThat(sequences).as("Ordered").isSorted();
        assertThat(sequences).as("Unique").doesNotHaveDuplicates();
        assertThat(delivered).as("Filterable").allMatch(filter);
        assertThat(sequences)
                .as("Reliable, Resumable, Atomic: everything up to the place, in whole events")
                .isEqualTo(log.stream()
                        .filter(filter)
                        .map(Signal::getSequence)
                        .filter(sequence -> sequence <= position)
                        .collect(Collectors.toList()));
        List<Long> causes = delivered.stream().map(Signal::getCause).distinct().toList();
        for (Signal signal : log) {
            if (filter.test(signal) && causes.contains(signal.getCause())) {
                assertThat(sequences).as("Atomic").contains(signal.getSequence());
            }
        }
    }
}
