package io.heliograph.journal.seal;

import io.heliograph.journal.LogKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The running hash of one log: frames are added to a block, and a block that is closed is chained to the one before.
 *
 * <p>{@code H(n) = SHA-256(domain | H(n-1) | first | count | SHA-256(frames))}; {@code H(0)} names journal, log and the first
 * sequence sealed. One thread.
 */
final class BlockChain {
    /** Records that a block holds at most. */
    static final int MOST_RECORDS = 4096;

    private static final byte[] DOMAIN = "heliograph seal block 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GENESIS = "heliograph seal chain 1\n".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest frames = Sha256.digest();
    private final MessageDigest block = Sha256.digest();

    private byte[] hash;
    private long position;
    private long first;
    private long segment;

    /** A chain that goes on behind a record with the hash up to there. */
    BlockChain(byte[] hash, long position) {
        this.hash = hash;
        this.position = position;
        this.first = position + 1;
    }

    /** What a chain begins with whose first block begins at {@code first}. */
    static byte[] genesis(UUID journal, LogKind log, long first) {
        MessageDigest digest = Sha256.digest();
        digest.update(GENESIS);
        ByteBuffer fields = ByteBuffer.allocate(28);
        fields.putLong(journal.getMostSignificantBits()).putLong(journal.getLeastSignificantBits());
        fields.order(ByteOrder.LITTLE_ENDIAN).putInt(log.ordinal() + 1).putLong(first);
        return digest.digest(fields.array());
    }

    /** Whether a frame belongs into a block that is not the open one. */
    boolean needsCloseBefore(long last, long ofSegment) {
        return isOpen() && (segment != ofSegment || last - first + 1 > MOST_RECORDS);
    }

    /** Whether the open block holds anything. */
    boolean isOpen() {
        return position >= first;
    }

    /** Whether the open block is as long as one may be. */
    boolean isFull() {
        return position - first + 1 >= MOST_RECORDS;
    }

    /** Adds a frame of {@code length} bytes whose last record that counts is {@code last}. */
    void add(long last, long ofSegment, ByteBuffer bytes, int length) {
        bytes.limit(length).position(0);
        frames.update(bytes);
        position = last;
        segment = ofSegment;
    }

    /** Ends the open block. */
    SealBlock close() {
        block.update(DOMAIN);
        block.update(hash);
        ByteBuffer fields = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        block.update(fields.putLong(first).putLong(position - first + 1).array());
        block.update(frames.digest());
        hash = block.digest();
        SealBlock closed = new SealBlock(first, position, hash);
        first = position + 1;
        return closed;
    }

    /** The hash through the last block that was closed. */
    byte[] hash() {
        return hash;
    }

    /** Last record added. */
    long position() {
        return position;
    }

    /** Last record of the last block that was closed. */
    long closedThrough() {
        return first - 1;
    }

    /** The segment whose frames the open or last block holds; 0 before the first. */
    long segment() {
        return segment;
    }
}
