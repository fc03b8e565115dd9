package io.heliograph.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What retention says of the segments that it deletes, before it deletes them (FORMAT.md).
 *
 * @param journalId of this journal
 * @param number from 1; each tombstone names the one before
 * @param timeNs when it was written, in nanoseconds since 1970
 * @param lastEvent the last event deleted; the log begins behind it
 * @param lastOutput the last output that the events deleted caused; those behind it are all kept
 * @param eventOrdinal the segments of the event log up to this ordinal are deleted
 * @param outputOrdinal the segments of the output log up to this ordinal are deleted
 * @param snapshotDigest SHA-256 of the snapshot after {@code lastEvent}, with which the log now begins
 * @param previousDigest SHA-256 of the tombstone before; 32 times 0 for the first
 * @param policy why they are deleted
 * @param actor who deleted them
 * @param segments those deleted
 * @param signature over all of this; empty where nothing signs
 */
public record Tombstone(
        UUID journalId,
        long number,
        long timeNs,
        long lastEvent,
        long lastOutput,
        long eventOrdinal,
        long outputOrdinal,
        byte[] snapshotDigest,
        byte[] previousDigest,
        String policy,
        String actor,
        List<DeletedSegment> segments,
        byte[] signature) {
    /** Bytes of a SHA-256. */
    public static final int DIGEST_LENGTH = 32;

    private static final int MAGIC = 0x54474C48;
    private static final int FORMAT = 1;
    private static final int FIXED = 148;
    private static final int SEGMENT_LENGTH = 64;

    /** Lengths that a signature has: none, and Ed25519's. */
    private static final int[] SIGNATURES = {0, 64};

    /**
     * A segment that is deleted.
     *
     * @param log which log it is of
     * @param ordinal its place in the order of creation
     * @param first its first sequence
     * @param last its last valid sequence
     * @param digest SHA-256 over its valid records, each as its length (u32) and its bytes
     */
    public record DeletedSegment(LogKind log, long ordinal, long first, long last, byte[] digest) {
        /** Names that its folder may have. */
        List<String> folders() {
            return List.of(String.format("%020d", first), String.format("%020d-%d", first, ordinal));
        }
    }

    /** The same, signed. */
    public Tombstone signedBy(TombstoneSigner signer) {
        return new Tombstone(
                journalId,
                number,
                timeNs,
                lastEvent,
                lastOutput,
                eventOrdinal,
                outputOrdinal,
                snapshotDigest,
                previousDigest,
                policy,
                actor,
                segments,
                signer.sign(content()));
    }

    /** SHA-256 over all but the signature: what the next tombstone names. */
    public byte[] digest() {
        return sha256().digest(content());
    }

    /** The last ordinal of a log's segments that are deleted. */
    long ordinal(LogKind log) {
        return switch (log) {
            case EVENTS -> eventOrdinal;
            case OUTPUTS -> outputOrdinal;
        };
    }

    /** What a signature covers. */
    public byte[] content() {
        byte[] why = policy.getBytes(StandardCharsets.UTF_8);
        byte[] who = actor.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(FIXED + segments.size() * SEGMENT_LENGTH + why.length + who.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(FORMAT);
        JournalIdentity.putId(bytes, journalId);
        bytes.putLong(number).putLong(timeNs).putLong(lastEvent).putLong(lastOutput);
        bytes.putLong(eventOrdinal).putLong(outputOrdinal);
        bytes.put(snapshotDigest).put(previousDigest);
        bytes.putInt(segments.size()).putInt(why.length).putInt(who.length);
        for (DeletedSegment segment : segments) {
            bytes.putInt(segment.log().number()).putInt(0).putLong(segment.ordinal());
            bytes.putLong(segment.first()).putLong(segment.last()).put(segment.digest());
        }
        return bytes.put(why).put(who).array();
    }

    byte[] encode() {
        byte[] content = content();
        return ByteBuffer.allocate(content.length + DIGEST_LENGTH + signature.length)
                .put(content)
                .put(sha256().digest(content))
                .put(signature)
                .array();
    }

    /**
     * Reads one and checks it, all but its signature.
     *
     * @param file named where it is refused
     * @throws JournalCorruptException where it is not whole, or of another journal
     * @throws JournalVersionException where a newer release wrote it
     */
    static Tombstone decode(byte[] file, Path path, UUID journalId) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (bytes.getInt() != MAGIC) {
                throw damaged(path, "no tombstone");
            }
            int format = bytes.getInt();
            if (format != FORMAT) {
                requireDigest(file, path);
                throw new JournalVersionException("a tombstone has another format: file=" + path + " expected=" + FORMAT
                        + " found=" + format + "; use the release that wrote it");
            }
            Tombstone tombstone = body(bytes, file);
            byte[] content = Arrays.copyOf(file, bytes.position());
            if (!Arrays.equals(take(bytes, DIGEST_LENGTH), sha256().digest(content))) {
                throw damaged(path, "another SHA-256");
            }
            if (!tombstone.journalId().equals(journalId)) {
                throw damaged(path, "journal=" + tombstone.journalId() + " for journal=" + journalId);
            }
            return tombstone;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw damaged(path, "length=" + file.length);
        }
    }

    /** Of any format, before it is called a newer one: a SHA-256 of all that stands before it, and behind it a signature. */
    private static void requireDigest(byte[] file, Path path) {
        for (int signature : SIGNATURES) {
            int content = file.length - signature - DIGEST_LENGTH;
            if (content > 0
                    && Arrays.equals(
                            Arrays.copyOfRange(file, content, content + DIGEST_LENGTH),
                            sha256().digest(Arrays.copyOf(file, content)))) {
                return;
            }
        }
        throw damaged(path, "another format, and no SHA-256 that fits");
    }

    private static Tombstone body(ByteBuffer bytes, byte[] file) {
        UUID id = JournalIdentity.id(bytes, bytes.position());
        bytes.position(bytes.position() + 2 * Long.BYTES);
        long number = bytes.getLong();
        long timeNs = bytes.getLong();
        long lastEvent = bytes.getLong();
        long lastOutput = bytes.getLong();
        long eventOrdinal = bytes.getLong();
        long outputOrdinal = bytes.getLong();
        byte[] snapshot = take(bytes, DIGEST_LENGTH);
        byte[] previous = take(bytes, DIGEST_LENGTH);
        int count = bytes.getInt();
        int policyLength = bytes.getInt();
        int actorLength = bytes.getInt();
        List<DeletedSegment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LogKind log = LogKind.of(bytes.getInt());
            bytes.getInt();
            segments.add(new DeletedSegment(
                    log, bytes.getLong(), bytes.getLong(), bytes.getLong(), take(bytes, DIGEST_LENGTH)));
        }
        String policy = new String(take(bytes, policyLength), StandardCharsets.UTF_8);
        String actor = new String(take(bytes, actorLength), StandardCharsets.UTF_8);
        int signature = bytes.position() + DIGEST_LENGTH;
        return new Tombstone(
                id,
                number,
                timeNs,
                lastEvent,
                lastOutput,
                eventOrdinal,
                outputOrdinal,
                snapshot,
                previous,
                policy,
                actor,
                List.copyOf(segments),
                Arrays.copyOfRange(file, signature, file.length));
    }

    /** A length that the file does not have is refused before memory is taken for it. */
    private static byte[] take(ByteBuffer bytes, int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    private static JournalCorruptException damaged(Path file, String found) {
        return new JournalCorruptException("expected a tombstone that is whole and of this journal: file=" + file
                + " found=" + found + "; restore it from a copy, for it says where the logs begin");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
