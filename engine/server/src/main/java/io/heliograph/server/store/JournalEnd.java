package io.heliograph.server.store;

import java.util.UUID;
import java.util.function.LongUnaryOperator;

/**
 * The journal as recovery found it when this engine started.
 *
 * @param journalId which journal it is
 * @param epoch the epoch that began with this start, at least 1
 * @param event sequence of its last event
 * @param output sequence of its last output
 * @param keptOf last output of what an epoch finally kept, as the output log says
 * @param setsRowsAside whether rows that the journal does not know may be moved away, because an operator says so
 */
public record JournalEnd(
        UUID journalId, long epoch, long event, long output, LongUnaryOperator keptOf, boolean setsRowsAside) {
    /** A journal of which every epoch kept everything, before a database whose rows must all be known. */
    public JournalEnd(UUID journalId, long epoch, long event, long output) {
        this(journalId, epoch, event, output, of -> output, false);
    }

    /** Last output that a database may hold which an engine of that epoch wrote last. */
    long keptOf(Cursor cursor) {
        return Math.min(output, keptOf.applyAsLong(cursor.epoch()));
    }
}
