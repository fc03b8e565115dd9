package io.heliograph.journal;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * A sequence of opaque records with dense numbers from 1: one writer, any number of readers.
 *
 * <p>{@link #head}, {@link #durable}, {@link #first} and {@link #openReader} may be called on any thread.
 */
public interface Log {
    LogKind kind();

    /**
     * The one appender of this log.
     *
     * @throws IllegalStateException if the log was not started, or was opened to read only
     */
    LogAppender appender();

    /**
     * Opens a reader that stands behind the record {@code position} (0: before the first) and goes as far as {@code bound},
     * usually {@code log::head} or {@code log::durable}. A bound may rise, and must never be above the head.
     */
    LogReader openReader(long position, LongSupplier bound);

    /** Last sequence written and published; 0 for none. */
    long head();

    /** Last sequence that a power cut cannot take; of an output, its cause included. */
    long durable();

    /** First sequence kept. */
    long first();

    /** Epoch of the newest segment; 0 before the log was ever started. */
    long epoch();

    /**
     * Last sequence of what an epoch finally kept: a place in the log seen in that epoch is good up to there. The head for
     * the newest epoch, less for one that lost its end to a power cut.
     */
    long lastOf(long epoch);

    /** What of this log was lost and accepted as lost, oldest first; readers pass over it. */
    default List<LostRange> lost() {
        return List.of();
    }

    /** The events of this log that an operator had voided; none of an output log. */
    default VoidedEvents voided() {
        return VoidedEvents.NONE;
    }

    /** Whether nothing can follow from a record, because it was lost or voided. */
    default boolean isVoid(long sequence) {
        return voided().holds(sequence) || lost().stream().anyMatch(range -> range.holds(sequence));
    }
}
