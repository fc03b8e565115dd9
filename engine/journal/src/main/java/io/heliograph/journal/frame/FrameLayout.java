package io.heliograph.journal.frame;

/** Where each field of a frame stands; the drawing is in FORMAT.md. */
public final class FrameLayout {
    /** "HLGF" read as a little-endian integer. */
    public static final int MAGIC = 0x46474C48;

    public static final byte FORMAT = 1;
    public static final byte DATA = 1;
    public static final byte SEGMENT = 2;

    /** Flag: the last record of the frame is the last of its cause. */
    public static final short LAST_OF_CAUSE = 1;

    public static final int MAX_LENGTH = 256 * 1024;
    public static final int MAX_RECORDS = 256;

    static final int MAGIC_OFFSET = 0;
    static final int FORMAT_OFFSET = 4;
    static final int KIND_OFFSET = 5;
    static final int FLAGS_OFFSET = 6;
    static final int LENGTH_OFFSET = 8;
    static final int CRC_OFFSET = 12;
    static final int EPOCH_OFFSET = 16;
    static final int FIRST_OFFSET = 24;
    static final int COUNT_OFFSET = 32;
    static final int LOG_OFFSET = 36;
    static final int DURABLE_OFFSET = 40;

    public static final int HEADER_LENGTH = 48;

    /** In front of each record: its length, and in the highest bit whether it is the last of its cause. */
    public static final int RECORD_HEADER_LENGTH = 4;

    /** The longest record that fits into a frame, in bytes. */
    public static final int MAX_RECORD_LENGTH = MAX_LENGTH - HEADER_LENGTH - RECORD_HEADER_LENGTH;

    static final int LAST_OF_CAUSE_BIT = 0x8000_0000;

    private FrameLayout() {}
}
