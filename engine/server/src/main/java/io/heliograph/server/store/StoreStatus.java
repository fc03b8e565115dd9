package io.heliograph.server.store;

/**
 * What there is to say about the store at one moment.
 *
 * @param state where it stands
 * @param reason why, in words for the operator; empty while it runs
 * @param storedOutput sequence of the last output in the database; -1 until the database was reached once
 * @param storedEvent sequence of the last event all of whose outputs are known to be there; -1 likewise
 * @param rows rows written by this process
 * @param deadLetters outputs parked by this process
 * @param failures how often the database failed this process
 */
public record StoreStatus(
        StoreState state,
        String reason,
        long storedOutput,
        long storedEvent,
        long rows,
        long deadLetters,
        long failures) {}
