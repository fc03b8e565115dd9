package io.heliograph.journal;

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
}
