package io.heliograph.journal.snapshot;

import io.heliograph.core.SignalCore;
import io.heliograph.journal.JournalVersionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.UUID;

/** What stands before the state in a snapshot's file (FORMAT.md). */
record SnapshotHeader(
        int coreLevel,
        int stateVersion,
        UUID journalId,
        long epoch,
        long eventSequence,
        long outputSequence,
        long takenNs,
        long stateBytes,
        String build) {
    static final int LENGTH = 128;

    /** Where its digest stands; all before is covered by it, and all behind. */
    static final int DIGEST = 72;

    /** Where the build's name stands, to the header's end. */
    static final int BUILD = 104;

    static final int DIGEST_LENGTH = 32;

    private static final int MAGIC = 0x53474C48;
    private static final int FORMAT = 1;

    /** Of a copy, with a digest of so many bytes behind it. */
    static SnapshotHeader of(StateCopy copy, long digestBytes, UUID journalId) {
        return new SnapshotHeader(
                SignalCore.CORE_LEVEL,
                SignalCore.STATE_VERSION,
                journalId,
                copy.epoch(),
                copy.eventSequence(),
                copy.outputSequence(),
                copy.takenNs(),
                copy.bytes() + digestBytes,
                copy.build());
    }

    /** The header's bytes with 0 in the place of the digest; from the first to the last. */
    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(FORMAT).putInt(coreLevel).putInt(stateVersion);
        bytes.order(ByteOrder.BIG_ENDIAN)
                .putLong(journalId.getMostSignificantBits())
                .putLong(journalId.getLeastSignificantBits())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(epoch).putLong(eventSequence).putLong(outputSequence);
        bytes.putLong(takenNs).putLong(stateBytes);
        byte[] text = build.getBytes(StandardCharsets.UTF_8);
        bytes.put(BUILD, text, 0, Math.min(text.length, LENGTH - BUILD));
        return bytes.rewind();
    }

    /**
     * Reads a header.
     *
     * @throws SnapshotDamagedException where it is none of this build's format
     */
    static SnapshotHeader decode(ByteBuffer bytes) throws SnapshotDamagedException {
        if (bytes.limit() < LENGTH || bytes.getInt(0) != MAGIC || bytes.getInt(4) != FORMAT) {
            throw new SnapshotDamagedException("not a snapshot: length=" + bytes.limit());
        }
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new SnapshotHeader(
                bytes.getInt(8),
                bytes.getInt(12),
                new UUID(big.getLong(16), big.getLong(24)),
                bytes.getLong(32),
                bytes.getLong(40),
                bytes.getLong(48),
                bytes.getLong(56),
                bytes.getLong(64),
                build(bytes));
    }

    private static String build(ByteBuffer bytes) {
        byte[] text = new byte[LENGTH - BUILD];
        bytes.get(BUILD, text);
        return new String(text, StandardCharsets.UTF_8).replace("\0", "");
    }

    /** Takes all of a header into a digest but the place of that. */
    static void digest(ByteBuffer header, MessageDigest sha256) {
        sha256.update(header.duplicate().position(0).limit(DIGEST));
        sha256.update(header.duplicate().position(BUILD).limit(LENGTH));
    }

    /** Whether it is one, and says that a newer release wrote it; that may be damage. */
    static boolean isNewer(ByteBuffer bytes) {
        return bytes.limit() >= LENGTH && bytes.getInt(0) == MAGIC && bytes.getInt(4) > FORMAT;
    }

    /** The same header, as if it named this build's format. */
    static ByteBuffer inKnownFormat(ByteBuffer bytes) {
        return ByteBuffer.wrap(bytes.array().clone())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, FORMAT);
    }

    static JournalVersionException newerFormat(ByteBuffer bytes, Path file) {
        return newer(file, "format", bytes.getInt(4), FORMAT);
    }

    /**
     * Whether this build reads the state; of a whole snapshot.
     *
     * @return false where an older release wrote it
     * @throws JournalVersionException where a newer release wrote it
     */
    boolean isKnown(Path file) {
        if (stateVersion > SignalCore.STATE_VERSION) {
            throw newer(file, "stateVersion", stateVersion, SignalCore.STATE_VERSION);
        }
        if (coreLevel > SignalCore.CORE_LEVEL) {
            throw newer(file, "coreLevel", coreLevel, SignalCore.CORE_LEVEL);
        }
        return stateVersion == SignalCore.STATE_VERSION && coreLevel == SignalCore.CORE_LEVEL;
    }

    private static JournalVersionException newer(Path file, String what, int found, int supported) {
        return new JournalVersionException("a snapshot was written by a newer release: file=" + file + " " + what + "="
                + found + " supported=" + supported + "; use the release that wrote it");
    }

    /** What to tell who has nothing but this snapshot, of a release before this one, to begin with. */
    JournalVersionException older(Path file) {
        return new JournalVersionException(
                "the log begins with a snapshot that this release does not read, and what came"
                        + " before was deleted: file=" + file + " event=" + eventSequence + " stateVersion="
                        + stateVersion
                        + " supported=" + SignalCore.STATE_VERSION + " coreLevel=" + coreLevel + " supportedLevel="
                        + SignalCore.CORE_LEVEL + " writtenBy=" + build + "; use that release");
    }
}
