package io.heliograph.server.ingress;

import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * How a publisher's events stand in the ring between the door and the sequencer.
 *
 * <p>The kind is the message type of the ring. Numbers are little-endian, offsets count from the start of the message:
 *
 * <pre>
 *  0 int    slot of the publisher
 *  4 int    instrument, or -1: its symbol stands as text
 *  8 long   source sequence; OPEN: source epoch asked for
 * 16 long   time of the event, nanoseconds since the epoch; BAR: start
 * 24 long   when it came in at the door, by the steady clock
 * 32 int    REFUSED: reason; OPEN: numbering; else 0
 * 36 int    bytes of text
 * 40 double TRADE: price           QUOTE: bid, NaN = none    BAR: open
 * 48 double TRADE: size            QUOTE: bid size           BAR: high
 * 56 double                        QUOTE: ask, NaN = none    BAR: low
 * 64 double                        QUOTE: ask size           BAR: close
 * 72 double                                                  BAR: volume
 * 80 long                                                    BAR: timeframe, nanoseconds
 * then      text in ASCII: symbol, or name of the source
 * </pre>
 *
 * <p>The text follows the fields of its kind at once, at {@link #textAt}.
 */
public final class RingRecord {
    public static final int TRADE = 1;
    public static final int QUOTE = 2;
    public static final int BAR = 3;
    /** Without instrument and text: every instrument for which the source has published. */
    public static final int WATERMARK = 4;

    public static final int REFUSED = 5;
    /** A publisher introduces itself. */
    public static final int OPEN = 6;
    /** Nothing more comes from this slot. */
    public static final int CLOSE = 7;

    /** In the place of an instrument's number: look at the text. */
    public static final int NO_INSTRUMENT = -1;

    static final int FIELDS = 40;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int SLOT = 0;
    private static final int INSTRUMENT = 4;
    private static final int SEQUENCE = 8;
    private static final int TIME = 16;
    private static final int CAME_IN = 24;
    private static final int DETAIL = 32;
    private static final int TEXT_LENGTH = 36;
    private static final int TIMEFRAME = 80;

    private static final Refusal[] REFUSALS = Refusal.values();

    private RingRecord() {}

    /** Bytes of a record of this kind. */
    static int length(int kind, int textLength) {
        return textAt(kind) + textLength;
    }

    /** Where the text of a record of this kind stands. */
    public static int textAt(int kind) {
        return switch (kind) {
            case TRADE -> FIELDS + 2 * Double.BYTES;
            case QUOTE -> FIELDS + 4 * Double.BYTES;
            case BAR -> TIMEFRAME + Long.BYTES;
            default -> FIELDS;
        };
    }

    static void put(
            MutableDirectBuffer buffer,
            int at,
            int slot,
            int instrument,
            long sequence,
            long time,
            long cameIn,
            int detail,
            int textLength) {
        buffer.putInt(at + SLOT, slot, ORDER);
        buffer.putInt(at + INSTRUMENT, instrument, ORDER);
        buffer.putLong(at + SEQUENCE, sequence, ORDER);
        buffer.putLong(at + TIME, time, ORDER);
        buffer.putLong(at + CAME_IN, cameIn, ORDER);
        buffer.putInt(at + DETAIL, detail, ORDER);
        buffer.putInt(at + TEXT_LENGTH, textLength, ORDER);
    }

    /** Writes number {@code i} of the doubles. */
    static void putValue(MutableDirectBuffer buffer, int at, int i, double value) {
        buffer.putDouble(at + FIELDS + i * Double.BYTES, value, ORDER);
    }

    static void putTimeframe(MutableDirectBuffer buffer, int at, long nanos) {
        buffer.putLong(at + TIMEFRAME, nanos, ORDER);
    }

    public static int slot(DirectBuffer buffer, int at) {
        return buffer.getInt(at + SLOT, ORDER);
    }

    public static int instrument(DirectBuffer buffer, int at) {
        return buffer.getInt(at + INSTRUMENT, ORDER);
    }

    public static long sequence(DirectBuffer buffer, int at) {
        return buffer.getLong(at + SEQUENCE, ORDER);
    }

    public static long time(DirectBuffer buffer, int at) {
        return buffer.getLong(at + TIME, ORDER);
    }

    public static long cameIn(DirectBuffer buffer, int at) {
        return buffer.getLong(at + CAME_IN, ORDER);
    }

    public static Refusal reason(DirectBuffer buffer, int at) {
        return REFUSALS[buffer.getInt(at + DETAIL, ORDER)];
    }

    public static Numbering numbering(DirectBuffer buffer, int at) {
        return Numbering.get((short) buffer.getInt(at + DETAIL, ORDER));
    }

    /** Number {@code i} of the doubles. */
    public static double value(DirectBuffer buffer, int at, int i) {
        return buffer.getDouble(at + FIELDS + i * Double.BYTES, ORDER);
    }

    public static long timeframe(DirectBuffer buffer, int at) {
        return buffer.getLong(at + TIMEFRAME, ORDER);
    }

    public static int textLength(DirectBuffer buffer, int at) {
        return buffer.getInt(at + TEXT_LENGTH, ORDER);
    }

    /** The text; makes a new string. */
    public static String text(DirectBuffer buffer, int at, int kind) {
        return buffer.getStringWithoutLengthAscii(at + textAt(kind), textLength(buffer, at));
    }
}
