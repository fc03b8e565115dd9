package io.heliograph.journal;

import io.heliograph.journal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** The bytes of a segment's data file, for tests that damage them. */
public final class FrameFile {
    private final Path file;
    private final byte[] original;
    private final List<Integer> frames = new ArrayList<>();

    public FrameFile(Path segment) throws IOException {
        this.file = SegmentFiles.data(segment);
        this.original = Files.readAllBytes(file);
        for (int i = 0; i + 4 <= original.length; i++) {
            if (original[i] == 'H' && original[i + 1] == 'L' && original[i + 2] == 'G' && original[i + 3] == 'F') {
                frames.add(i);
            }
        }
    }

    /** Where the n-th frame begins, from 0; Chronicle's own header is the four bytes before. */
    public int frame(int n) {
        return frames.get(n);
    }

    public int count() {
        return frames.size();
    }

    public byte at(int offset) {
        return original[offset];
    }

    public void write(int offset, byte... bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    public void flip(int offset, int bit) throws IOException {
        write(offset, (byte) (original[offset] ^ (1 << bit)));
    }

    /** Length of a frame as it says itself, its header included. */
    public int length(int n) {
        return ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getInt(frame(n) + 8);
    }

    /** Changes one byte of a frame and makes its checksum right again, as somebody would who knows the format. */
    public void forge(int n, int offsetInFrame, byte value) throws IOException {
        byte[] frame = Arrays.copyOfRange(original, frame(n), frame(n) + length(n));
        ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(offsetInFrame, value).putInt(12, 0);
        CRC32C crc = new CRC32C();
        crc.update(frame);
        bytes.putInt(12, (int) crc.getValue());
        write(frame(n), frame);
    }

    /** Writes what stood at one place to another. */
    void copy(int from, int to, int length) throws IOException {
        write(to, Arrays.copyOfRange(original, from, from + length));
    }

    public void truncate(int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /** Puts back what stood in a range. */
    public void restore(int offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(original, offset, length), offset);
        }
    }
}
