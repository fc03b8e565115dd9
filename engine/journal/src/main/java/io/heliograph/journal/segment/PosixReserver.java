package io.heliograph.journal.segment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.posix.PosixAPI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reserves by {@code fallocate}, which Linux has for ext4, XFS, btrfs, tmpfs and what lies over them. */
public final class PosixReserver implements SpaceReserver {
    private static final Logger LOG = LoggerFactory.getLogger(PosixReserver.class);

    private static final int READ_WRITE = 2;
    private static final int OWNER_ONLY = 0600;

    private static final long PAGE = 4096;
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;

    private static final int EINTR = 4;
    private static final int ENOSYS = 38;
    private static final int ENOSPC = 28;
    private static final int EOPNOTSUPP = 95;
    private static final int EDQUOT = 122;

    private final PosixAPI posix;

    private PosixReserver(PosixAPI posix) {
        this.posix = posix;
    }

    /** The one of this machine; {@link SpaceReserver#NONE} where there is none. */
    public static SpaceReserver ofThisMachine() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return SpaceReserver.NONE;
        }
        try {
            return new PosixReserver(PosixAPI.posix());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the system's own calls cannot be reached, so no space is reserved: {}", e.toString());
            return SpaceReserver.NONE;
        }
    }

    @Override
    public Outcome reserve(Path file, long from, long through) throws IOException {
        int descriptor = posix.open(file.toString(), READ_WRITE, OWNER_ONLY);
        if (descriptor < 0) {
            return outcome(posix.lastError());
        }
        try {
            // Any other mode, and the library makes up for a missing call by writing zeros beneath the writer's hands.
            while (posix.fallocate(descriptor, KEEP_SIZE, from, through - from) != 0) {
                int error = posix.lastError();
                if (error != EINTR) {
                    return outcome(error);
                }
            }
            return Outcome.RESERVED;
        } finally {
            posix.close(descriptor);
        }
    }

    private Outcome outcome(int error) throws IOException {
        return switch (error) {
            case ENOSPC, EDQUOT -> Outcome.NO_ROOM;
            case EOPNOTSUPP, ENOSYS -> Outcome.UNSUPPORTED;
            default -> throw new IOException("space cannot be reserved: errno=" + error + " " + posix.strerror(error));
        };
    }

    @Override
    public void release(Path file, long from) {
        // Whole pages: nobody may change the one that holds the last byte.
        long start = (from + PAGE - 1) / PAGE * PAGE;
        long end;
        try {
            end = Files.size(file);
        } catch (IOException e) {
            return; // it was never written, or retention deleted it
        }
        int descriptor = posix.open(file.toString(), READ_WRITE, OWNER_ONLY);
        if (descriptor < 0) {
            return; // deleted meanwhile
        }
        try {
            if (start < end && posix.fallocate(descriptor, PUNCH_HOLE | KEEP_SIZE, start, end - start) != 0) {
                LOG.warn("reserved space could not be given back: path={} errno={}", file, posix.lastError());
            }
        } finally {
            posix.close(descriptor);
        }
        // What lies behind the end of the file goes with a truncation to the length that it has.
        try (RandomAccessFile same = new RandomAccessFile(file.toFile(), "rw")) {
            same.setLength(end);
        } catch (IOException e) {
            LOG.warn("reserved space could not be given back: path={} found={}", file, e.toString());
        }
    }
}
