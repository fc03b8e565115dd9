package io.heliograph.server.ingress;

import io.heliograph.server.Positions;

/**
 * Finds out which events are stored from which outputs are: pairs (event applied, last output) are noted as time goes on,
 * and an event is stored once the output of its pair is.
 *
 * <p>Keeps a bounded number of pairs; when there are too many, every other one is dropped, which only makes the answer
 * coarser. Belongs to the acknowledgement agent's thread.
 */
final class StoredEvents {
    private static final int MOST = 1_024;

    private final Positions positions;
    private final long[] events = new long[MOST];
    private final long[] outputs = new long[MOST];

    private int count;

    StoredEvents(Positions positions) {
        this.positions = positions;
    }

    /** Notes where the sequencer is, and publishes what is stored; answers 1 if that moved. */
    int update() {
        // In this order: what the event caused lies at or below the output read after it.
        long event = positions.appliedEvent();
        long output = positions.outputHead();
        note(event, output);
        long stored = Math.min(taken(positions.storedOutput()), positions.durableEvent());
        if (stored <= positions.storedEvent()) {
            return 0;
        }
        positions.storedEvent(stored);
        return 1;
    }

    private void note(long event, long output) {
        if (count > 0 && events[count - 1] == event) {
            return;
        }
        if (count > 0 && outputs[count - 1] == output) {
            events[count - 1] = event;
            return;
        }
        if (count == MOST) {
            thin();
        }
        events[count] = event;
        outputs[count] = output;
        count++;
    }

    /** The newest event whose output is stored; pairs before it are dropped. */
    private long taken(long storedOutput) {
        int first = 0;
        while (first + 1 < count && outputs[first + 1] <= storedOutput) {
            first++;
        }
        if (count == 0 || outputs[first] > storedOutput) {
            return 0;
        }
        count -= first;
        System.arraycopy(events, first, events, 0, count);
        System.arraycopy(outputs, first, outputs, 0, count);
        return events[0];
    }

    /** Keeps every other pair, and the newest. */
    private void thin() {
        int kept = 0;
        for (int i = 1; i < count; i += 2) {
            events[kept] = events[i];
            outputs[kept] = outputs[i];
            kept++;
        }
        count = kept;
    }
}
