package io.heliograph.journal.seal;

import io.heliograph.journal.JournalVersionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * One signed record of a journal's seals: a checkpoint or a key, with its place in their chain (FORMAT.md).
 * The same bytes stand in the journal's own file, in witness files, in PostgreSQL and on the wire. Immutable.
 */
public final class SealRecord {
    /** The longest that one may be, in bytes. */
    static final int MOST_LENGTH = 4096;

    static final int SIGNATURE_LENGTH = 64;

    private static final int MAGIC = 0x4B474C48;
    private static final short FORMAT = 1;
    private static final int LENGTH_OFFSET = 8;
    private static final int CRC_OFFSET = 12;
    private static final int JOURNAL_OFFSET = 16;
    private static final int NUMBER_OFFSET = 32;
    private static final int TIME_OFFSET = 40;
    private static final int PREVIOUS_OFFSET = 48;
    private static final int KEY_OFFSET = 80;
    private static final int BODY_OFFSET = 112;

    private final byte[] bytes;
    private final ByteBuffer fields;
    private final Kind kind;

    /** What a record says. */
    public enum Kind {
        /** How far both logs were sealed. */
        CHECKPOINT,
        /** Which key signs from here on, said by the one before, or by itself where it is the first. */
        KEY
    }

    private SealRecord(byte[] bytes, Kind kind) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.kind = kind;
    }

    /**
     * Makes and signs one.
     *
     * @param number one more than that of {@code previous}, from 1
     * @param timeNs nanoseconds since 1970
     * @param previous the record before; null for the first
     */
    static SealRecord sign(
            Kind kind, UUID journal, long number, long timeNs, SealRecord previous, byte[] body, SealKey key) {
        byte[] bytes = new byte[BODY_OFFSET + body.length + SIGNATURE_LENGTH];
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(MAGIC).putShort(FORMAT).putShort((short) (kind.ordinal() + 1));
        fields.putInt(bytes.length).putInt(0);
        fields.order(ByteOrder.BIG_ENDIAN)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(number).putLong(timeNs);
        fields.put(previous == null ? new byte[Sha256.LENGTH] : previous.digest());
        fields.put(key.publicKey().id()).put(body);
        fields.put(key.sign(Arrays.copyOf(bytes, bytes.length - SIGNATURE_LENGTH)));
        fields.putInt(CRC_OFFSET, crcOf(bytes));
        return new SealRecord(bytes, kind);
    }

    /**
     * Reads the record that begins at the position of {@code source}, and moves behind it; null where no whole record
     * stands there.
     *
     * @throws JournalVersionException if a newer release wrote it
     */
    public static SealRecord read(ByteBuffer source) {
        ByteBuffer from = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int at = from.position();
        if (from.remaining() < BODY_OFFSET + SIGNATURE_LENGTH || from.getInt(at) != MAGIC) {
            return null;
        }
        int length = from.getInt(at + LENGTH_OFFSET);
        if (length < BODY_OFFSET + SIGNATURE_LENGTH || length > MOST_LENGTH || length > from.remaining()) {
            return null;
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        if (from.getInt(at + CRC_OFFSET) != crcOf(bytes)) {
            return null;
        }
        int kind = from.getShort(at + 6);
        if (from.getShort(at + 4) != FORMAT || kind < 1 || kind > Kind.values().length) {
            throw new JournalVersionException("expected a record of seals in format " + FORMAT + ", found format="
                    + from.getShort(at + 4) + " kind=" + kind + "; use the release that wrote it");
        }
        source.position(at + length);
        return new SealRecord(bytes, Kind.values()[kind - 1]);
    }

    /** Whether what is left of a source may be a record whose writing was broken off: its first part, or zeros. */
    static boolean isHalf(ByteBuffer source) {
        ByteBuffer from = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int at = from.position();
        if (from.remaining() > MOST_LENGTH) {
            return false;
        }
        boolean isZero = true;
        for (int i = at; i < from.limit(); i++) {
            isZero &= from.get(i) == 0;
        }
        return isZero
                || from.remaining() < LENGTH_OFFSET + Integer.BYTES
                || from.getInt(at) == MAGIC && from.getInt(at + LENGTH_OFFSET) > from.remaining();
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public Kind kind() {
        return kind;
    }

    /** Whose seals these are. */
    public UUID journalId() {
        ByteBuffer big = ByteBuffer.wrap(bytes);
        return new UUID(big.getLong(JOURNAL_OFFSET), big.getLong(JOURNAL_OFFSET + 8));
    }

    /** Its place among the records of this journal, of all kinds, from 1. */
    public long number() {
        return fields.getLong(NUMBER_OFFSET);
    }

    /** When it was made, in nanoseconds since 1970, by the engine's clock. */
    public long timeNs() {
        return fields.getLong(TIME_OFFSET);
    }

    /** SHA-256 of the record before; 32 zero bytes in the first. */
    byte[] previous() {
        return Arrays.copyOfRange(bytes, PREVIOUS_OFFSET, PREVIOUS_OFFSET + Sha256.LENGTH);
    }

    /** Whether the record before is this one; null for none. */
    boolean follows(SealRecord before) {
        return before == null
                ? number() == 1 && Arrays.equals(previous(), new byte[Sha256.LENGTH])
                : number() == before.number() + 1
                        && Arrays.equals(previous(), before.digest())
                        && journalId().equals(before.journalId());
    }

    /** SHA-256 of the whole record. */
    public byte[] digest() {
        return Sha256.of(bytes);
    }

    /** Id of the key that signed it. */
    byte[] keyId() {
        return Arrays.copyOfRange(bytes, KEY_OFFSET, KEY_OFFSET + Sha256.LENGTH);
    }

    /** Names the key that signed it: the first 16 hex digits of its id. */
    public String keyName() {
        return SealPublicKey.shortId(keyId());
    }

    /** Whether this key signed it. */
    public boolean isSignedBy(SealPublicKey key) {
        byte[] signed = Arrays.copyOf(bytes, bytes.length - SIGNATURE_LENGTH);
        ByteBuffer.wrap(signed).putInt(CRC_OFFSET, 0);
        return Arrays.equals(keyId(), key.id())
                && key.hasSigned(signed, Arrays.copyOfRange(bytes, bytes.length - SIGNATURE_LENGTH, bytes.length));
    }

    /** What it says, to be read from its start. */
    ByteBuffer body() {
        return ByteBuffer.wrap(bytes, BODY_OFFSET, bytes.length - BODY_OFFSET - SIGNATURE_LENGTH)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isSameAs(SealRecord other) {
        return Arrays.equals(bytes, other.bytes);
    }

    private static int crcOf(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_OFFSET);
        crc.update(new byte[Integer.BYTES]);
        crc.update(bytes, CRC_OFFSET + Integer.BYTES, bytes.length - CRC_OFFSET - Integer.BYTES);
        return (int) crc.getValue();
    }
}
