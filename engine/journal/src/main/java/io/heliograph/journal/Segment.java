package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameProblem;
import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.frame.FrameWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One segment of a log as its {@code SEGMENT} file describes it (FORMAT.md).
 *
 * @param ordinal place in the order of creation, from 1
 * @param previous ordinal of the segment before; 0 for none
 * @param previousEnd last valid sequence of the segment before
 * @param previousIndex Chronicle index of the frame that holds it; -1 for none
 */
record Segment(
        Path folder,
        UUID journalId,
        long ordinal,
        long createdNs,
        long epoch,
        long first,
        long previous,
        long previousEnd,
        long previousIndex) {

    static final String FILE = "SEGMENT";
    static final long NO_FRAME = -1;

    private static final int LENGTH = 56;

    static boolean isDescribed(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    void write(LogKind log, Forcer forcer) {
        ByteBuffer content = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        JournalIdentity.putId(content, journalId);
        content.putLong(ordinal).putLong(createdNs);
        content.putLong(previous).putLong(previousEnd).putLong(previousIndex);
        FrameWriter frame = new FrameWriter(log.number());
        frame.begin();
        frame.add(new UnsafeBuffer(content.array()), 0, LENGTH);
        frame.endCause();
        int length = frame.finish(FrameLayout.SEGMENT, epoch, first, 0);
        SafeFile.write(folder.resolve(FILE), frame.bytes().position(0).limit(length), forcer);
    }

    static Segment read(Path folder, LogKind log, UUID journalId) {
        Path file = folder.resolve(FILE);
        FrameReader frame = new FrameReader(FrameLayout.SEGMENT, log.number());
        int length = copy(file, frame.bytes());
        FrameProblem problem = frame.check(length);
        if (problem == FrameProblem.FORMAT) {
            throw JournalVersionException.ofFrame(folder, frame.format());
        }
        if (problem != null || !frame.next() || frame.recordLength() != LENGTH) {
            throw new JournalCorruptException("a segment is not described by its file: file=" + file + " length="
                    + length + " found=" + (problem == null ? "a record of another length" : problem.text()));
        }
        byte[] record = new byte[LENGTH];
        frame.buffer().getBytes(frame.recordOffset(), record);
        ByteBuffer content = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        UUID found = JournalIdentity.id(content, 0);
        if (!found.equals(journalId)) {
            throw new JournalCorruptException("a segment belongs to another journal: file=" + file + " expected="
                    + journalId + " found=" + found + "; put the right copy there");
        }
        return new Segment(
                folder,
                found,
                content.getLong(16),
                content.getLong(24),
                frame.epoch(),
                frame.firstSequence(),
                content.getLong(32),
                content.getLong(40),
                content.getLong(48));
    }

    private static int copy(Path file, ByteBuffer target) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            target.clear();
            target.put(bytes, 0, Math.min(bytes.length, target.capacity()));
            return bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
