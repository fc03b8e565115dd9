package io.heliograph.server.ingress;

import io.heliograph.server.Positions;
import io.heliograph.v1.DurabilityLevel;

/**
 * How safe events are, and how to hurry.
 *
 * @param force asks for a force of the logs at once
 * @param hasStore whether STORED can ever be reached
 */
public record Levels(Positions positions, Runnable force, boolean hasStore) {
    /** The event sequence through which everything has this level. */
    long reached(DurabilityLevel level) {
        return switch (level) {
            case DURABILITY_LEVEL_UNSPECIFIED, DURABILITY_LEVEL_JOURNALED, UNRECOGNIZED -> positions.appliedEvent();
            case DURABILITY_LEVEL_DURABLE -> positions.durableEvent();
            case DURABILITY_LEVEL_STORED -> positions.storedEvent();
        };
    }

    /** Whether an event has this level; if not, the logs are forced where that helps. */
    boolean isReached(DurabilityLevel level, long event) {
        if (reached(level) >= event) {
            return true;
        }
        if (positions.durableEvent() < event) {
            force.run();
        }
        return false;
    }
}
