package io.heliograph.server.store;

import java.util.UUID;

/**
 * The journal as recovery found it when this engine started.
 *
 * @param journalId which journal it is
 * @param epoch the epoch that began with this start, at least 1
 * @param event sequence of its last event
 * @param output sequence of its last output
 */
public record JournalEnd(UUID journalId, long epoch, long event, long output) {}
