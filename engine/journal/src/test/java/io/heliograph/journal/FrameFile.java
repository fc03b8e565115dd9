package io.heliograph.journal;

import io.heliograph.journal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a segment's data file, for tests that damage them. */
final class FrameFile {
    private final Path file;
    private final byte[] original;
    private final List<Integer> frames = new ArrayList<>();

    FrameFile(Path segment) throws IOException {
        this.file = SegmentFiles.data(segment);
        this.original = Files.readAllBytes(file);
        for (int i = 0; i + 4 <= original.length; i++) {
            if (original[i] == 'H' && original[i + 1] == 'L' && original[i + 2] == 'G' && original[i + 3] == 'F') {
                frames.add(i);
            }
        }
    }

    /** Where the n-th frame begins, from 0; Chronicle's own header is the four bytes before. */
    int frame(int n) {
        return frames.get(n);
    }

    int count() {
        return frames.size();
    }

    byte at(int offset) {
        return original[offset];
    }

    void write(int offset, byte... bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    void flip(int offset, int bit) throws IOException {
        write(offset, (byte) (original[offset] ^ (1 << bit)));
    }

    /** Writes what stood at one place to another. */
    void copy(int from, int to, int length) throws IOException {
        write(to, Arrays.copyOfRange(original, from, from + length));
    }

    void truncate(int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /** Puts back what stood in a range. */
    void restore(int offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(original, offset, length), offset);
        }
    }
}
