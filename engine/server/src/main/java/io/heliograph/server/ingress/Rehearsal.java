package io.heliograph.server.ingress;

import io.heliograph.codec.event.Numbering;
import io.heliograph.v1.MarketEvent;
import java.util.List;

/**
 * A publisher without a caller: its events take the way of everybody's from the door into the ring, and nobody is told
 * what became of them.
 *
 * <p>For events made up to warm the engine. Owned by one thread.
 */
public final class Rehearsal {
    private final Intake intake;

    /**
     * Comes in as a source of this name.
     *
     * @throws IllegalStateException where the door has no place left
     */
    public Rehearsal(Door door, String source) {
        int slot = door.publishers().claim(new Publisher());
        if (slot < 0) {
            throw new IllegalStateException("expected a free place for a publisher: most="
                    + door.publishers().most());
        }
        this.intake = new Intake(door, slot, () -> {});
        intake.open(source, 0, Numbering.NONE);
    }

    /** Puts events into the ring; what went before must have been read from it, for they must all find room. */
    public void publish(List<MarketEvent> events) {
        intake.accept(events);
    }
}
