package io.heliograph.server.sequencer;

import io.heliograph.codec.event.Numbering;
import io.heliograph.core.source.SourceTable;
import io.heliograph.server.ingress.Publisher;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Object2IntHashMap;

/**
 * The sources as they will be once the events taken in are applied: one group ahead of the core's own table.
 *
 * <p>Belongs to the sequencer's thread.
 */
final class SourceBook {
    static final int NAMELESS = 0;

    private static final int MISSING = -1;

    private final Object2IntHashMap<String> numbers = new Object2IntHashMap<>(MISSING);
    private final List<Entry> entries = new ArrayList<>();
    private final int most;

    /** What may come of an event's number. */
    enum Verdict {
        NEW,
        REPEAT,
        GAP
    }

    /**
     * @param known as recovered
     * @param most named sources
     */
    SourceBook(SourceTable known, int most) {
        this.most = most;
        for (int i = 0; i < known.count(); i++) {
            numbers.put(known.id(i), i);
            entries.add(new Entry(known.epoch(i), known.numbering(i), known.lastSequence(i)));
        }
    }

    /** One source. */
    static final class Entry {
        private long epoch;
        private Numbering numbering;
        private long lastSequence;
        private Publisher owner;

        Entry(long epoch, Numbering numbering, long lastSequence) {
            this.epoch = epoch;
            this.numbering = numbering;
            this.lastSequence = lastSequence;
        }

        /** What a number means here; a new one is used up. */
        Verdict use(long sequence) {
            if (numbering == Numbering.NONE) {
                return Verdict.NEW;
            }
            if (sequence <= lastSequence) {
                return Verdict.REPEAT;
            }
            if (numbering == Numbering.DENSE && sequence != lastSequence + 1) {
                return Verdict.GAP;
            }
            lastSequence = sequence;
            return Verdict.NEW;
        }

        long epoch() {
            return epoch;
        }

        Numbering numbering() {
            return numbering;
        }

        long lastSequence() {
            return lastSequence;
        }

        Publisher owner() {
            return owner;
        }

        void owner(Publisher publisher) {
            owner = publisher;
        }
    }

    /** How an open is to be answered. */
    record Opening(int number, Entry entry, boolean isNews) {}

    /**
     * Opens a source.
     *
     * @param epoch 0 = the highest known
     * @return with {@code isNews} where it has to be journaled
     * @throws Rejection where it cannot be opened so
     */
    Opening open(String id, long epoch, Numbering numbering) {
        if (id.isEmpty()) {
            return new Opening(NAMELESS, entries.get(NAMELESS), false);
        }
        int number = numbers.getValue(id);
        if (number == MISSING) {
            return add(id, Math.max(1, epoch), numbering);
        }
        Entry entry = entries.get(number);
        if (epoch > entry.epoch) {
            entry.epoch = epoch;
            entry.numbering = numbering;
            entry.lastSequence = 0;
            return new Opening(number, entry, true);
        }
        if (epoch != 0 && epoch < entry.epoch) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_STALE_SOURCE_EPOCH,
                            "expected source_epoch=" + entry.epoch + " or higher, found source_epoch=" + epoch)
                    .with("source_epoch", entry.epoch);
        }
        if (numbering != entry.numbering) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_NUMBERING_MISMATCH,
                            "expected numbering=" + entry.numbering + " in this epoch, found numbering=" + numbering
                                    + "; open a higher source_epoch to change it")
                    .with("numbering", entry.numbering);
        }
        return new Opening(number, entry, false);
    }

    Entry at(int number) {
        return entries.get(number);
    }

    private Opening add(String id, long epoch, Numbering numbering) {
        if (entries.size() > most) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_TOO_MANY_SOURCES,
                            "expected a known source, found a new one beyond the limit: core.max_sources=" + most)
                    .with("limit", most);
        }
        Entry entry = new Entry(epoch, numbering, 0);
        numbers.put(id, entries.size());
        entries.add(entry);
        return new Opening(entries.size() - 1, entry, true);
    }
}
