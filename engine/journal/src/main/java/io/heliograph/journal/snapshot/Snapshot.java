package io.heliograph.journal.snapshot;

import io.heliograph.core.SignalCore;
import io.heliograph.core.digest.ContentDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A core's state after one event, in a file that was found whole.
 *
 * <p>Any thread; reads the file anew each time.
 */
public final class Snapshot {
    private static final int ROOM = 1024 * 1024;

    private final Path file;
    private final SnapshotHeader header;
    private final byte[] digest;

    private Snapshot(Path file, SnapshotHeader header, byte[] digest) {
        this.file = file;
        this.header = header;
        this.digest = digest;
    }

    /**
     * Reads a file and checks every byte of it.
     *
     * @throws SnapshotDamagedException where it is not whole, or not what it says
     */
    static Snapshot read(Path file) throws SnapshotDamagedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(SnapshotHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            fill(channel, bytes);
            long length = channel.size() - SnapshotHeader.LENGTH;
            requireFormat(bytes, channel, file);
            SnapshotHeader header = SnapshotHeader.decode(bytes);
            if (length != header.stateBytes() || length % Long.BYTES != 0) {
                throw new SnapshotDamagedException(
                        "expected a state of stateBytes=" + header.stateBytes() + ", found length=" + length);
            }
            byte[] written = digestIn(bytes);
            byte[] found = digest(bytes, channel);
            if (!Arrays.equals(written, found)) {
                throw new SnapshotDamagedException(
                        "expected sha256=" + HexFormat.of().formatHex(written) + ", found sha256="
                                + HexFormat.of().formatHex(found));
            }
            return new Snapshot(file, header, written);
        } catch (IOException e) {
            throw new SnapshotDamagedException("it cannot be read: " + e.getMessage());
        }
    }

    /** What a file says of itself, unchecked; null where it says nothing. */
    static SnapshotHeader headerOf(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(SnapshotHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            fill(channel, bytes);
            requireFormat(bytes, channel, file);
            return SnapshotHeader.decode(bytes);
        } catch (IOException | SnapshotDamagedException e) {
            // Whoever wants to read it is told what is wrong with it.
            return null;
        }
    }

    /**
     * Gives the state to a core before its first event, and the outputs until then to their digest.
     *
     * @throws RuntimeException where the core does not take it; that core is of no use any more
     */
    public void restore(SignalCore core, ContentDigest digest) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(SnapshotHeader.LENGTH);
            StateReading reading = new StateReading(channel);
            core.restore(reading);
            digest.restore(reading);
            if (!reading.isAtEnd()
                    || core.eventSequence() != eventSequence()
                    || digest.outputs() != core.outputSequence()) {
                throw new IllegalStateException("expected the state to end with its last long, of event="
                        + eventSequence() + ": found event=" + core.eventSequence() + " output="
                        + core.outputSequence() + " digested=" + digest.outputs());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lays the state beside that of a core and of the digest of its outputs, long for long.
     *
     * @return what differs first, for people; empty where nothing does
     */
    public Optional<String> differenceFrom(SignalCore core, ContentDigest digest) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(SnapshotHeader.LENGTH);
            StateComparison comparison = new StateComparison(new StateReading(channel));
            core.save(comparison);
            digest.save(comparison);
            return comparison.difference();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /** Epoch of its event. */
    public long epoch() {
        return header.epoch();
    }

    /** Last event in it. */
    public long eventSequence() {
        return header.eventSequence();
    }

    /** Last output given until then. */
    public long outputSequence() {
        return header.outputSequence();
    }

    /** When it was taken, in nanoseconds since 1970. */
    public long takenNs() {
        return header.takenNs();
    }

    /** Bytes of the state. */
    public long stateBytes() {
        return header.stateBytes();
    }

    /** SHA-256 over what it says and the state; a copy. */
    public byte[] digest() {
        return digest.clone();
    }

    SnapshotHeader header() {
        return header;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * Tells the format of a newer release from one that is damaged: the digest, which covers it, is right but for it.
     *
     * @throws SnapshotDamagedException where it is damaged
     * @throws io.heliograph.journal.JournalVersionException where a newer release wrote it
     */
    private static void requireFormat(ByteBuffer bytes, FileChannel channel, Path file)
            throws IOException, SnapshotDamagedException {
        if (!SnapshotHeader.isNewer(bytes)) {
            return;
        }
        ByteBuffer known = SnapshotHeader.inKnownFormat(bytes);
        if (Arrays.equals(digestIn(bytes), digest(known, channel))) {
            throw new SnapshotDamagedException("its format is damaged, for its digest is that of the one known here");
        }
        throw SnapshotHeader.newerFormat(bytes, file);
    }

    private static byte[] digestIn(ByteBuffer header) {
        byte[] digest = new byte[SnapshotHeader.DIGEST_LENGTH];
        header.get(SnapshotHeader.DIGEST, digest);
        return digest;
    }

    /** Over what a header says and everything behind it. */
    private static byte[] digest(ByteBuffer header, FileChannel channel) throws IOException {
        channel.position(SnapshotHeader.LENGTH);
        long length = channel.size() - SnapshotHeader.LENGTH;
        MessageDigest sha256 = sha256();
        SnapshotHeader.digest(header, sha256);
        ByteBuffer room = ByteBuffer.allocate((int) Math.min(ROOM, length));
        while (fill(channel, room) > 0) {
            sha256.update(room);
            room.clear();
        }
        return sha256.digest();
    }

    /** Reads until the buffer is full or the file ends; flips it, and answers how much it holds. */
    static int fill(FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining() && channel.read(into) >= 0) {
            // read on: a read may give less than was asked for
        }
        return into.flip().limit();
    }
}
