package io.heliograph.journal.snapshot;

import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;

/**
 * Writes a copy of the state into a file, a piece at a time; the file has its name only once it is whole and forced.
 *
 * <p>One thread. What fails here costs the next start some time and nothing else, so nothing is promised of it.
 */
public final class SnapshotWriter implements AutoCloseable {
    private final Journal journal;
    private final SnapshotStore store;
    private final Forcer forcer;
    private final int newest;
    private final SnapshotDigest digest;

    private StateCopy copy;
    private SnapshotHeader header;
    private MessageDigest sha256;
    private FileChannel channel;
    private int next;

    /** A writer for the snapshots of a journal that this process holds; it keeps {@link SnapshotStore#KEPT}. */
    public SnapshotWriter(Journal journal, SnapshotStore store, Forcer forcer, ContentDigest digest) {
        this(journal, store, forcer, SnapshotStore.KEPT, digest);
    }

    /**
     * A writer that keeps the newest few, and those at which a segment of the event log begins.
     *
     * @param newest at least 1
     * @param digest of the outputs up to one that the log holds, or behind which it begins; the writer's from now on
     */
    public SnapshotWriter(Journal journal, SnapshotStore store, Forcer forcer, int newest, ContentDigest digest) {
        if (newest < 1) {
            throw new IllegalArgumentException("expected at least one snapshot to be kept: newest=" + newest);
        }
        this.journal = journal;
        this.store = store;
        this.forcer = forcer;
        this.newest = newest;
        this.digest = new SnapshotDigest(journal, digest);
    }

    /** The last output in its digest; those behind it are still needed. */
    public long digested() {
        return digest.digest().outputs();
    }

    /** Whether both logs are forced through what a copy holds; it is not to be written before. */
    public boolean isDurable(StateCopy of) {
        return journal.events().durable() >= of.eventSequence()
                && journal.outputs().durable() >= of.outputSequence();
    }

    /** Begins to write a copy, which belongs to the writer until it is done. */
    public void begin(StateCopy of) {
        if (copy != null || !isDurable(of)) {
            throw new IllegalStateException("expected nothing to be written, and both logs forced: event="
                    + of.eventSequence() + " durable=" + journal.events().durable() + " writing=" + (copy != null));
        }
        copy = of;
    }

    /**
     * Brings the digest on to the copy, then writes the next piece, or ends.
     *
     * @return whether the snapshot stands
     * @throws UncheckedIOException if the disk refuses; what was begun is dropped
     */
    public boolean step() {
        try {
            if (!digest.advance(copy.outputSequence())) {
                return false;
            }
            if (channel == null) {
                open();
            }
            if (next < copy.chunkCount()) {
                ByteBuffer chunk = copy.chunk(next++);
                sha256.update(chunk.duplicate());
                write(chunk);
                return false;
            }
            finish();
            return true;
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            close();
            throw e;
        }
    }

    private void open() throws IOException {
        header = SnapshotHeader.of(copy, digest.digest().savedLongs() * Long.BYTES, store.journalId());
        sha256 = Snapshot.sha256();
        SnapshotHeader.digest(header.encode(), sha256);
        next = 0;
        createFolder();
        store.dropUnfinished();
        channel = FileChannel.open(
                store.unfinished(copy.eventSequence()),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        channel.position(SnapshotHeader.LENGTH);
    }

    private void finish() throws IOException {
        StateWriting writing = new StateWriting(channel, sha256);
        digest.digest().save(writing);
        writing.flush();
        ByteBuffer first = header.encode();
        first.put(SnapshotHeader.DIGEST, sha256.digest());
        channel.position(0);
        write(first);
        Path unfinished = store.unfinished(header.eventSequence());
        forcer.force(channel, unfinished);
        channel.close();
        channel = null;
        Files.move(unfinished, store.file(header.eventSequence()), StandardCopyOption.ATOMIC_MOVE);
        force(store.folder());
        copy = null;
    }

    /** A retained log may begin with a snapshot, so the folder must outlast a power cut as the file does. */
    private void createFolder() throws IOException {
        if (!Files.isDirectory(store.folder())) {
            Files.createDirectories(
                    store.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            force(store.folder().toAbsolutePath().getParent());
        }
    }

    private void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            forcer.force(channel, folder);
        }
    }

    /**
     * Drops the snapshots that are kept no longer.
     *
     * @throws UncheckedIOException if the disk refuses; there are more than need be
     */
    public void prune() {
        store.prune(newest, journal.segmentStarts());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Lets go of what is being written; the next one drops what was begun. */
    @Override
    public void close() {
        copy = null;
        digest.close();
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                channel = null;
            }
        }
    }
}
