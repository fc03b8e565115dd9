package io.heliograph.server.ingress;

import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import io.heliograph.v1.MarketEvent;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * The way of one publisher's events into the ring: its open first, then its events, then its close.
 *
 * <p>What finds the ring full stays here and joins the waiting list; nobody blocks and nothing is dropped. The thread of
 * the call and the agent that tries again take turns by this object's lock, which is held for one message at most.
 */
final class Intake {
    /** What came before the close of a publisher that cannot be told any more is of no use to it. */
    private static final List<MarketEvent> NOTHING = List.of();

    private final Door door;
    private final int slot;
    private final Runnable onThrough;
    private final EventCheck check = new EventCheck();
    private final ConcurrentLinkedQueue<Refused> refusals = new ConcurrentLinkedQueue<>();

    private boolean isOpenWanted;
    private String sourceId = "";
    private long sourceEpoch;
    private Numbering numbering = Numbering.NONE;
    private List<MarketEvent> events = NOTHING;
    private int next;
    private long offered;
    private long cameIn;
    private boolean isCloseWanted;
    private boolean isClosed;
    private boolean isWaiting;

    /** An event that was refused here; {@code index} counts the publisher's events from 0. */
    record Refused(long index, String symbol, String message) {}

    /**
     * @param onThrough called when the events of a message are all in the ring
     */
    Intake(Door door, int slot, Runnable onThrough) {
        this.door = door;
        this.slot = slot;
        this.onThrough = onThrough;
    }

    synchronized void open(String id, long epoch, Numbering how) {
        isOpenWanted = true;
        sourceId = id;
        sourceEpoch = epoch;
        numbering = how;
        pump();
    }

    /** Takes the events of one message; the one before must be through. */
    synchronized void accept(List<MarketEvent> message) {
        if (isCloseWanted) {
            return;
        }
        events = message;
        next = 0;
        cameIn = door.steadyClock().nanoTime();
        pump();
    }

    /** Says that nothing more comes. */
    synchronized void close() {
        isCloseWanted = true;
        pump();
    }

    /** Drops what is not in the ring yet, and closes. */
    synchronized void abandon() {
        events = NOTHING;
        next = 0;
        close();
    }

    /** Tries again; answers whether everything is in the ring now. */
    synchronized boolean retry() {
        isWaiting = false;
        return pump();
    }

    /** Events taken so far, those that still wait included. */
    synchronized long accepted() {
        return offered + events.size() - next;
    }

    /** What was refused here, in order; taken from by the acknowledgement agent. */
    ConcurrentLinkedQueue<Refused> refusals() {
        return refusals;
    }

    private boolean pump() {
        boolean isThrough = writeOpen() && writeEvents() && writeClose();
        if (!isThrough && !isWaiting) {
            isWaiting = true;
            door.waiting().add(this);
        }
        return isThrough;
    }

    private boolean writeOpen() {
        if (isOpenWanted && write(RingRecord.OPEN, -1, sourceEpoch, 0, numbering.value(), sourceId)) {
            isOpenWanted = false;
        }
        return !isOpenWanted;
    }

    private boolean writeEvents() {
        if (next == events.size()) {
            return true;
        }
        long latest = door.clock().getAsLong() + door.maxAheadNs();
        while (next < events.size()) {
            if (!writeEvent(events.get(next), latest)) {
                return false;
            }
            next++;
            offered++;
        }
        events = NOTHING;
        next = 0;
        onThrough.run();
        return true;
    }

    private boolean writeEvent(MarketEvent event, long latest) {
        Refusal refusal = check.check(event, latest);
        long sequence = event.getSourceSequence();
        if (refusal == Refusal.ACCEPTED) {
            return writeAccepted(sequence);
        }
        String symbol = cut(check.symbol());
        Refused refused = new Refused(offered, symbol, check.message());
        // Before the record: as soon as that is in the ring, the agent may look for this.
        refusals.add(refused);
        if (!write(RingRecord.REFUSED, -1, sequence, Math.max(0, check.time()), refusal.value(), ascii(symbol))) {
            refusals.remove(refused);
            return false;
        }
        return true;
    }

    private boolean writeAccepted(long sequence) {
        int kind = check.kind();
        int instrument = door.symbols().numberOf(check.symbol());
        String text = instrument == SymbolMap.MISSING ? check.symbol() : "";
        RingBuffer ring = door.ring();
        int at = ring.tryClaim(kind, RingRecord.length(kind, text.length()));
        if (at < 0) {
            return false;
        }
        AtomicBuffer buffer = ring.buffer();
        RingRecord.put(buffer, at, slot, instrument, sequence, check.time(), cameIn, 0, text.length());
        int values = valuesOf(kind);
        for (int i = 0; i < values; i++) {
            RingRecord.putValue(buffer, at, i, check.value(i));
        }
        if (kind == RingRecord.BAR) {
            RingRecord.putTimeframe(buffer, at, check.timeframe());
        }
        buffer.putStringWithoutLengthAscii(at + RingRecord.textAt(kind), text);
        ring.commit(at);
        return true;
    }

    private static int valuesOf(int kind) {
        return switch (kind) {
            case RingRecord.TRADE -> 2;
            case RingRecord.QUOTE -> 4;
            case RingRecord.BAR -> 5;
            default -> 0;
        };
    }

    private boolean writeClose() {
        if (isCloseWanted && !isClosed) {
            isClosed = write(RingRecord.CLOSE, -1, 0, 0, 0, "");
        }
        return isClosed == isCloseWanted;
    }

    private boolean write(int kind, int instrument, long sequence, long time, int detail, String text) {
        RingBuffer ring = door.ring();
        int at = ring.tryClaim(kind, RingRecord.length(kind, text.length()));
        if (at < 0) {
            return false;
        }
        AtomicBuffer buffer = ring.buffer();
        RingRecord.put(buffer, at, slot, instrument, sequence, time, cameIn, detail, text.length());
        buffer.putStringWithoutLengthAscii(at + RingRecord.textAt(kind), text);
        ring.commit(at);
        return true;
    }

    /** At most 32 bytes of UTF-8. */
    private static String cut(String symbol) {
        int end = 0;
        int bytes = 0;
        while (end < symbol.length()) {
            int point = symbol.codePointAt(end);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > EventCheck.LONGEST_SYMBOL) {
                return symbol.substring(0, end);
            }
            end += Character.charCount(point);
        }
        return symbol;
    }

    private static String ascii(String symbol) {
        return symbol.replaceAll("[^ -~]", "?");
    }
}
