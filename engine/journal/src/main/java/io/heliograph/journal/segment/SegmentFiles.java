package io.heliograph.journal.segment;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** The two files of a segment's queue, for those who force them. */
public final class SegmentFiles {
    private static final String DATA = "19700101F.cq4";
    private static final String METADATA = "metadata.cq4t";

    /** How Chronicle marks the record that it begins a file with, and one that is not written yet. */
    private static final int UNFINISHED = 0x8000_0000;

    private static final int METADATA_RECORD = 0x4000_0000;
    private static final int LENGTH = 0x3fff_ffff;

    /** How the two headers go on: as the header of a Chronicle table, and of a Chronicle queue. */
    private static final byte[] METADATA_HEADER = headerOf("STStore");

    private static final byte[] DATA_HEADER = headerOf("SCQStore");

    /** A page: Chronicle makes its table longer, at once, and the table's header is a small part of it. */
    private static final long METADATA_PAGE = 4096;

    private static final int ATTEMPTS = 100;
    private static final long PAUSE_NS = 1_000_000;

    private SegmentFiles() {}

    /** The file that holds the frames; it appears before the first frame does. */
    public static Path data(Path segment) {
        return segment.resolve(DATA);
    }

    /** Chronicle's table of locks and cycles. */
    public static Path metadata(Path segment) {
        return segment.resolve(METADATA);
    }

    /**
     * Refuses a segment whose files do not begin with a header that was finished, or are shorter than they are made:
     * Chronicle would wait for seconds for somebody to finish them. Those that a running engine is about to finish are
     * waited for, shortly.
     *
     * @throws SegmentDamagedException where a file is so
     */
    static void requireHeaders(Path segment) {
        requireHeader(segment, metadata(segment), METADATA_HEADER, METADATA_PAGE, METADATA_PAGE);
        requireHeader(segment, data(segment), DATA_HEADER, 0, Long.MAX_VALUE);
    }

    private static void requireHeader(Path segment, Path file, byte[] begin, long least, long reach) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + begin.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ATTEMPTS; i++) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                channel.read(bytes.clear(), 0);
                if (isFinished(bytes.getInt(0), Math.min(channel.size(), reach))
                        && channel.size() >= least
                        && Arrays.mismatch(bytes.array(), Integer.BYTES, bytes.capacity(), begin, 0, begin.length)
                                < 0) {
                    return;
                }
            } catch (NoSuchFileException e) {
                return; // then nothing is wrong with its header
            } catch (IOException e) {
                throw new SegmentDamagedException(segment, -1, e);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        throw new SegmentDamagedException(
                segment,
                -1,
                new StreamCorruptedException(
                        "a file does not begin with a finished header, or is cut off: file=" + file));
    }

    /** A field named {@code header} that holds a type of that name, in Chronicle's binary wire. */
    private static byte[] headerOf(String type) {
        String text = "\u00b9\u0006header\u00b6" + (char) type.length() + type;
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isFinished(int header, long reach) {
        int length = header & LENGTH;
        return (header & (UNFINISHED | METADATA_RECORD)) == METADATA_RECORD
                && length != 0
                && Integer.BYTES + (long) length <= reach;
    }
}
