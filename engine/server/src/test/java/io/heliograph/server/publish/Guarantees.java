package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.v1.Bar;
import io.heliograph.v1.BarBatch;
import io.heliograph.v1.Position;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamBarsResponse;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Checks what one subscriber heard over one or more streams, each resumed with the last token of the one before, against
 * what the log holds: the guarantees of delivery ALL under their published names.
 */
public final class Guarantees {
    private final List<Output> delivered = new ArrayList<>();
    private final List<Output> unfinished = new ArrayList<>();

    private long position;
    private String token = "";

    /** What matters of a signal or a bar, and all of it. */
    private record Output(long sequence, long cause, Object whole) {
        static Output of(Signal signal) {
            return new Output(signal.getSequence(), signal.getCause(), signal);
        }

        static Output of(Bar bar) {
            return new Output(bar.getSequence(), bar.getCause(), bar);
        }
    }

    /** Takes the next stream's messages in; those of an event that was not finished were to be forgotten by the client. */
    public void take(List<StreamSignalsResponse> messages) {
        unfinished.clear();
        for (int i = 0; i < messages.size(); i++) {
            StreamSignalsResponse message = messages.get(i);
            switch (message.getResponseCase()) {
                case INFO -> takeInfo(i);
                case BATCH -> {
                    SignalBatch batch = message.getBatch();
                    take(
                            batch.getSignalsList().stream().map(Output::of).toList(),
                            batch.getEndOfEvent(),
                            batch.getPosition(),
                            batch.getResumeToken());
                }
                case PROGRESS -> take(message.getProgress());
                case RESPONSE_NOT_SET -> throw new AssertionError("an empty message");
            }
        }
    }

    /** The same of a stream of bars. */
    public void takeBars(List<StreamBarsResponse> messages) {
        unfinished.clear();
        for (int i = 0; i < messages.size(); i++) {
            StreamBarsResponse message = messages.get(i);
            switch (message.getResponseCase()) {
                case INFO -> takeInfo(i);
                case BATCH -> {
                    BarBatch batch = message.getBatch();
                    take(
                            batch.getBarsList().stream().map(Output::of).toList(),
                            batch.getEndOfEvent(),
                            batch.getPosition(),
                            batch.getResumeToken());
                }
                case PROGRESS -> take(message.getProgress());
                case RESPONSE_NOT_SET -> throw new AssertionError("an empty message");
            }
        }
    }

    private static void takeInfo(int place) {
        assertThat(place).as("info comes first, and only there").isZero();
    }

    private void take(StreamProgress progress) {
        assertThat(unfinished).as("Atomic: no place within an event").isEmpty();
        move(progress.getPosition().getSequence(), progress.getResumeToken());
    }

    private void take(List<Output> outputs, boolean endOfEvent, Position place, String placeToken) {
        assertThat(outputs).as("a batch is not empty").isNotEmpty();
        unfinished.addAll(outputs);
        assertThat(!place.equals(Position.getDefaultInstance()))
                .as("Bookmarkable: a place where an event ends, and only there")
                .isEqualTo(endOfEvent);
        assertThat(placeToken.isEmpty()).isNotEqualTo(endOfEvent);
        if (endOfEvent) {
            delivered.addAll(unfinished);
            unfinished.clear();
            move(place.getSequence(), placeToken);
        }
    }

    private void move(long next, String nextToken) {
        assertThat(next).as("Bookmarkable: the place never falls").isGreaterThanOrEqualTo(position);
        assertThat(ResumeToken.parse(nextToken).sequence()).isEqualTo(next);
        position = next;
        token = nextToken;
    }

    /** The last token; empty before the first. */
    public String token() {
        return token;
    }

    public long position() {
        return position;
    }

    /** Signals or bars heard in whole events. */
    int delivered() {
        return delivered.size();
    }

    /** Checks all the signals that were heard against all that the log holds up to the last place. */
    public void check(List<Signal> log, Predicate<Signal> filter) {
        check(log.stream().filter(filter).map(Output::of).toList());
    }

    /** The same of bars. */
    public void checkBars(List<Bar> log, Predicate<Bar> filter) {
        check(log.stream().filter(filter).map(Output::of).toList());
    }

    private void check(List<Output> wanted) {
        List<Long> sequences = delivered.stream().map(Output::sequence).toList();
        assertThat(sequences).as("Ordered").isSorted();
        assertThat(sequences).as("Unique").doesNotHaveDuplicates();
        assertThat(new HashSet<>(wanted)).as("Filterable").containsAll(delivered);
        assertThat(delivered)
                .as("Reliable, Resumable, Atomic: everything up to the place, in whole events")
                .isEqualTo(wanted.stream()
                        .filter(output -> output.sequence() <= position)
                        .toList());
        Set<Long> causes = delivered.stream().map(Output::cause).collect(Collectors.toSet());
        assertThat(wanted.stream()
                        .filter(output -> causes.contains(output.cause()))
                        .map(Output::sequence)
                        .toList())
                .as("Atomic")
                .isEqualTo(sequences);
    }
}
