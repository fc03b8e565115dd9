package io.heliograph.journal;

/**
 * Reads one log from a place on, in order, each record once, never beyond the bound it was opened with; one thread at a time.
 *
 * <p>May be used on another thread than the log's writer, and while it writes. Allocates nothing per record.
 */
public interface LogReader extends AutoCloseable {
    /**
     * Hands on up to {@code limit} of the records that are there.
     *
     * <p>If the handler throws, the record counts as handed on.
     *
     * @return how many were handed on; 0 when the bound is reached, or for the moment nothing more is to be seen
     * @throws JournalCorruptException if a record at or below the bound is damaged or not to be found
     */
    int poll(RecordHandler handler, int limit);

    /**
     * Goes to a place, so that the next record handed on is {@code sequence}; one beyond the bound is waited for.
     *
     * @throws IllegalArgumentException if {@code sequence} is below the first one kept, {@link Log#first}
     */
    void seek(long sequence);

    /** Sequence of the record handed on last, or of the one before the next. */
    long position();

    @Override
    void close();
}
