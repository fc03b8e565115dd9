package io.heliograph.server.publish;

import io.heliograph.journal.Log;
import io.heliograph.v1.DurabilityLevel;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Up to which output subscribers may be told at each level of durability. Any thread. */
final class Reach {
    private final Log outputs;
    private final LongSupplier stored;

    /**
     * @param stored the last output in the store, -1 while that is not known; empty without a store
     */
    Reach(Log outputs, Optional<LongSupplier> stored) {
        this.outputs = outputs;
        this.stored = stored.orElse(null);
    }

    boolean hasStore() {
        return stored != null;
    }

    /** The last output that may be told; -1 where that is not known yet. */
    long head(DurabilityLevel level) {
        return switch (level) {
            case DURABILITY_LEVEL_UNSPECIFIED, DURABILITY_LEVEL_JOURNALED, UNRECOGNIZED -> outputs.head();
            case DURABILITY_LEVEL_DURABLE -> outputs.durable();
            case DURABILITY_LEVEL_STORED -> stored.getAsLong();
        };
    }

    /**
     * Behind which output a stream begins that wants what comes next; before the database was reached, behind what was
     * durable, for the store goes no further than that.
     */
    long latest(DurabilityLevel level) {
        long head = head(level);
        return head < 0 ? outputs.durable() : Math.max(head, outputs.first() - 1);
    }

    /** The last output in the store; 0 without one, or while that is not known. */
    long stored() {
        return stored == null ? 0 : Math.max(0, stored.getAsLong());
    }
}
