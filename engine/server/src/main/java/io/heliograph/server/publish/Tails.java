package io.heliograph.server.publish;

import io.heliograph.journal.Log;
import io.heliograph.v1.DurabilityLevel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The tail of each level of durability there is. Belongs to the publisher's thread. */
final class Tails implements AutoCloseable {
    private final Map<DurabilityLevel, Tail> byLevel = new EnumMap<>(DurabilityLevel.class);
    private final List<Tail> all;

    /**
     * @param projection hears what is journaled
     */
    Tails(Log outputs, Reach reach, EventTimes times, Tail.Projection projection) {
        long start = outputs.first() - 1;
        put(DurabilityLevel.DURABILITY_LEVEL_JOURNALED, new Tail(outputs, start, outputs::head, times, projection));
        put(
                DurabilityLevel.DURABILITY_LEVEL_DURABLE,
                new Tail(outputs, Math.max(outputs.durable(), start), outputs::durable, times, null));
        if (reach.hasStore()) {
            put(
                    DurabilityLevel.DURABILITY_LEVEL_STORED,
                    new Tail(outputs, start, () -> reach.head(DurabilityLevel.DURABILITY_LEVEL_STORED), times, null));
        }
        all = List.copyOf(byLevel.values());
    }

    private void put(DurabilityLevel level, Tail tail) {
        byLevel.put(level, tail);
    }

    Tail journaled() {
        return byLevel.get(DurabilityLevel.DURABILITY_LEVEL_JOURNALED);
    }

    /** The one that a subscription follows. */
    Tail of(Subscription subscription) {
        return byLevel.get(subscription.terms().level());
    }

    List<Tail> all() {
        return all;
    }

    @Override
    public void close() {
        all.forEach(Tail::close);
    }
}
