package io.heliograph.server.engine;

import io.heliograph.journal.replay.LossAcceptance;
import java.util.List;

/**
 * What an operator gives up so that an engine can start; each costs something that was promised.
 *
 * @param losses ranges of damaged records, accepted as lost
 * @param newEpoch whether rows that the database holds beyond the journal's end are set aside
 * @param actor who concedes it
 */
public record Concessions(List<LossAcceptance.Accepted> losses, boolean newEpoch, String actor) {
    /** Nothing is given up. */
    public static final Concessions NONE = new Concessions(List.of(), false, "");

    public Concessions {
        losses = List.copyOf(losses);
    }
}
