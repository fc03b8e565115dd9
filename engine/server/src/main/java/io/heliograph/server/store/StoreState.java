package io.heliograph.server.store;

/**
 * Where the store stands.
 *
 * <pre>
 * STARTING -> RUNNING, AWAY, REFUSED    the database is being started, migrated, compared with the journal
 * RUNNING  -> AWAY, REFUSED, CLOSED     outputs are written as they become durable
 * AWAY     -> RUNNING, REFUSED, CLOSED  the database cannot be used now; tried again with growing pauses
 * REFUSED  -> CLOSED                    the database is not ours to write; never tried again
 * </pre>
 */
public enum StoreState {
    STARTING,
    RUNNING,
    AWAY,
    REFUSED,
    CLOSED
}
