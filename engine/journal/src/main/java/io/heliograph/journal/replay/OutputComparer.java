package io.heliograph.journal.replay;

import io.heliograph.core.OutputHandler;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import java.util.function.LongPredicate;
import org.agrona.DirectBuffer;

/**
 * Lays each output of a core beside the output log, byte for byte and with its mark of being the last of its cause, up to
 * an end; hands on what comes after it.
 *
 * <p>One thread. Allocates nothing while all is equal.
 */
public final class OutputComparer implements OutputHandler, AutoCloseable {
    private static final String NOTHING = "nothing";

    private static final long NONE = -1;

    private final Log outputs;
    private final LogReader reader;
    private final OutputHandler beyond;
    private final LongPredicate isVoid;
    private final RecordHandler comparing = this::compare;

    private DirectBuffer replayed;
    private int replayedOffset;
    private int replayedLength;
    private long lastCause = NONE;
    private boolean isLastEnding;
    private long end;
    private boolean isCut;

    /**
     * A comparer for the outputs behind {@code from}.
     *
     * @param from last output not to compare; 0 to begin with the first
     * @param end last output to compare
     * @param beyond takes the outputs after {@code end}
     */
    public OutputComparer(Log outputs, long from, long end, OutputHandler beyond) {
        this(outputs, from, end, beyond, cause -> false);
    }

    /**
     * A comparer for the outputs behind {@code from}, of which the last may follow from events that were lost or voided
     * since: there the log ends, and what is concluded now is handed on.
     *
     * @param isVoid whether nothing can follow from an event any more
     */
    public OutputComparer(Log outputs, long from, long end, OutputHandler beyond, LongPredicate isVoid) {
        this.isVoid = isVoid;
        this.outputs = outputs;
        this.reader = outputs.openReader(from, () -> end);
        this.end = end;
        this.beyond = beyond;
    }

    /**
     * Compares one output, or hands it on.
     *
     * @throws ReplayDifferenceException if the log holds another record under that sequence, or marks the one before as the
     *     last of its cause where it is not, or does not where it is
     */
    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        long cause = RecordText.causeOf(buffer, offset);
        if (sequence > end) {
            requireMark(reader.position(), isLastEnding, cause);
            lastCause = NONE;
            beyond.onOutput(sequence, buffer, offset, length);
            return;
        }
        if (sequence != reader.position() + 1) {
            throw new IllegalStateException(
                    "outputs come in order: sequence=" + sequence + " expected=" + (reader.position() + 1));
        }
        replayed = buffer;
        replayedOffset = offset;
        replayedLength = length;
        boolean wasLastEnding = isLastEnding;
        pollOne(comparing);
        requireMark(sequence - 1, wasLastEnding, cause);
        lastCause = cause;
        if (isCut) {
            lastCause = NONE;
            beyond.onOutput(sequence, buffer, offset, length);
        }
    }

    /** Last output that stands, as far as was looked. */
    public long end() {
        return end;
    }

    /** Whether the log holds outputs of events that were lost or voided, behind its end. */
    public boolean isCut() {
        return isCut;
    }

    /** Last output compared and found equal. */
    public long position() {
        return reader.position();
    }

    /**
     * Says that the replay is over. Outputs that the log holds beyond what was compared must be void: caused by events
     * behind {@code lastEvent}.
     *
     * @return last output that stands
     * @throws ReplayDifferenceException if the log holds an output that the replay did not give
     */
    public long finish(long lastEvent) {
        long stands = Math.min(reader.position(), end);
        if (stands < end) {
            pollOne((sequence, epoch, buffer, offset, length, endOfCause) -> {
                long cause = RecordText.causeOf(buffer, offset);
                if (isVoid.test(cause)) {
                    cutBefore(sequence);
                } else if (cause <= lastEvent) {
                    throw new ReplayDifferenceException(
                            sequence, cause, RecordText.ofOutput(buffer, offset, length), NOTHING);
                }
            });
        }
        requireMark(stands, isLastEnding, NONE);
        return stands;
    }

    /** What is at or below the end is in the log; a reader that does not see it yet gives up by itself. */
    private void pollOne(RecordHandler handler) {
        while (reader.poll(handler, 1) == 0) {
            Thread.onSpinWait();
        }
    }

    /** The outputs of one event share its sequence as their cause, so the next one tells whether the one before ended it. */
    private void requireMark(long sequence, boolean isEnding, long nextCause) {
        if (lastCause == NONE || isEnding == (nextCause != lastCause)) {
            return;
        }
        try (LogReader again = outputs.openReader(sequence - 1, () -> sequence)) {
            RecordHandler refusing = (at, epoch, buffer, offset, length, endOfCause) -> {
                String record = RecordText.ofOutput(buffer, offset, length);
                throw new ReplayDifferenceException(
                        at,
                        lastCause,
                        "endOfCause=" + endOfCause + " " + record,
                        "endOfCause=" + !isEnding + " " + record);
            };
            while (again.poll(refusing, 1) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private void compare(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        isLastEnding = endOfCause;
        if (isSame(buffer, offset, length)) {
            return;
        }
        if (isVoid.test(RecordText.causeOf(buffer, offset))) {
            cutBefore(sequence);
        } else {
            throw new ReplayDifferenceException(
                    sequence,
                    RecordText.causeOf(replayed, replayedOffset),
                    RecordText.ofOutput(buffer, offset, length),
                    RecordText.ofOutput(replayed, replayedOffset, replayedLength));
        }
    }

    /** The log stands up to there; what of it lies behind must be void to its last record. */
    private void cutBefore(long sequence) {
        long last = end;
        end = sequence - 1;
        isCut = true;
        try (LogReader rest = outputs.openReader(sequence, () -> last)) {
            while (rest.position() < last) {
                rest.poll(this::requireVoid, 256);
            }
        }
    }

    private void requireVoid(
            long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        long cause = RecordText.causeOf(buffer, offset);
        if (!isVoid.test(cause)) {
            throw new ReplayDifferenceException(sequence, cause, RecordText.ofOutput(buffer, offset, length), NOTHING);
        }
    }

    private boolean isSame(DirectBuffer buffer, int offset, int length) {
        if (length != replayedLength) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (buffer.getLong(offset + i) != replayed.getLong(replayedOffset + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (buffer.getByte(offset + i) != replayed.getByte(replayedOffset + i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        reader.close();
    }
}
