package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameWriter;
import io.heliograph.journal.segment.SegmentFiles;
import io.heliograph.journal.segment.SegmentWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment that cuts a log off where its whole part ends, and with which it goes on.
 *
 * <p>What it begins with is written and forced before its SEGMENT file is, so that a process that dies in between leaves a
 * folder that was never used. Only for who holds the directory's lock.
 */
final class CutSegment {
    private CutSegment() {}

    /**
     * Writes it.
     *
     * @param found how the log stands
     * @param first its first sequence
     * @param epoch in which it is written, above all others
     * @param record its first record; null for none
     */
    static void write(
            LogKind log,
            Path folder,
            UUID journalId,
            JournalOptions options,
            DamageSearch.Result found,
            long first,
            long epoch,
            byte[] record) {
        long ordinal = found.newestOrdinal() + 1;
        Path plain = folder.resolve(String.format("%020d", first));
        Path next = Files.exists(plain) ? folder.resolve(String.format("%020d-%d", first, ordinal)) : plain;
        try {
            Files.createDirectories(next);
            for (Path undescribed : found.undescribed()) {
                Path file = undescribed.resolve(Segment.FILE);
                Files.move(file, file.resolveSibling(Segment.FILE + ".damaged"), StandardCopyOption.ATOMIC_MOVE);
                SafeFile.force(undescribed, options.forcer());
            }
        } catch (IOException e) {
            throw SafeFile.failed(next, e);
        }
        append(log, next, options, first, epoch, record);
        for (Path file : new Path[] {SegmentFiles.data(next), SegmentFiles.metadata(next), next}) {
            if (Files.exists(file)) {
                SafeFile.force(file, options.forcer());
            }
        }
        Segment base = found.base();
        new Segment(
                        next,
                        journalId,
                        ordinal,
                        options.epochClock().nanoTime(),
                        epoch,
                        first,
                        base == null ? 0 : base.ordinal(),
                        found.last(),
                        found.lastIndex())
                .write(log, options.forcer());
        SafeFile.force(folder, options.forcer());
    }

    private static void append(
            LogKind log, Path segment, JournalOptions options, long first, long epoch, byte[] record) {
        FrameWriter frame = new FrameWriter(log.number());
        frame.begin();
        try (SegmentWriter writer = SegmentWriter.open(segment, options.blockSize(), frame.bytes())) {
            if (record != null) {
                frame.add(new UnsafeBuffer(record), 0, record.length);
                frame.endCause();
                writer.append(frame.finish(FrameLayout.DATA, epoch, first, first - 1));
            }
        }
    }
}
