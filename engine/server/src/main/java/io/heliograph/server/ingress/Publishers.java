package io.heliograph.server.ingress;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The publishers by slot; a slot is what their events carry through the ring.
 *
 * <p>The door claims slots, the sequencer looks publishers up, the acknowledgement agent frees slots of which nothing is in
 * the ring any more.
 */
public final class Publishers {
    private static final int FULL = -1;

    private final AtomicReferenceArray<Publisher> slots;
    private final AtomicInteger count = new AtomicInteger();

    public Publishers(int most) {
        this.slots = new AtomicReferenceArray<>(most);
    }

    /** Takes a free slot; -1 where all are taken. */
    int claim(Publisher publisher) {
        for (int slot = 0; slot < slots.length(); slot++) {
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, publisher)) {
                count.incrementAndGet();
                return slot;
            }
        }
        return FULL;
    }

    void free(int slot) {
        slots.set(slot, null);
        count.decrementAndGet();
    }

    /** Who has the slot. */
    public Publisher at(int slot) {
        return slots.get(slot);
    }

    /** How many slots are taken. */
    public int count() {
        return count.get();
    }

    /** How many there can be. */
    public int most() {
        return slots.length();
    }
}
