package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.frame.FrameWriter;
import io.heliograph.journal.segment.SegmentTailer;
import io.heliograph.journal.segment.SegmentWriter;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in the hands of somebody who knows the format and may write: records are changed at will, and the log is written
 * again, frames, checksums, numbers and segments made right.
 */
public final class ForgedLog {
    private static final int BLOCK_SIZE = 4 * 1024 * 1024;

    private final LogKind kind;
    private final List<ForgedSegment> segments = new ArrayList<>();

    private record ForgedRecord(byte[] bytes, boolean endOfCause) {}

    private record ForgedFrame(long durable, List<ForgedRecord> records) {}

    private record ForgedSegment(Segment description, List<ForgedFrame> frames) {}

    private ForgedLog(LogKind kind) {
        this.kind = kind;
    }

    /** Reads a log whole. */
    public static ForgedLog read(Path directory, LogKind kind) {
        ForgedLog log = new ForgedLog(kind);
        SegmentChain chain = SegmentChain.load(
                directory.resolve(kind.folder()),
                kind,
                JournalIdentity.read(directory).id());
        for (int i = 0; i < chain.size(); i++) {
            long end = chain.isNewest(i) ? Long.MAX_VALUE : chain.end(i);
            log.segments.add(new ForgedSegment(chain.get(i), frames(chain.get(i), kind, end)));
        }
        return log;
    }

    private static List<ForgedFrame> frames(Segment segment, LogKind kind, long end) {
        List<ForgedFrame> frames = new ArrayList<>();
        FrameReader frame = new FrameReader(FrameLayout.DATA, kind.number());
        try (SegmentTailer tailer = SegmentTailer.open(segment.folder(), BLOCK_SIZE)) {
            int length = tailer.read(frame.bytes());
            while (length != SegmentTailer.NOTHING && frame.check(length) == null && frame.firstSequence() <= end) {
                List<ForgedRecord> records = new ArrayList<>();
                while (frame.next()) {
                    byte[] bytes = new byte[frame.recordLength()];
                    frame.buffer().getBytes(frame.recordOffset(), bytes);
                    records.add(new ForgedRecord(bytes, frame.isLastOfCause()));
                }
                frames.add(new ForgedFrame(frame.durable(), records));
                length = tailer.read(frame.bytes());
            }
        }
        return frames;
    }

    /** The bytes of a record. */
    public byte[] get(long sequence) {
        Place place = placeOf(sequence);
        return place.records().get(place.at()).bytes().clone();
    }

    /** Writes a record over. */
    public void set(long sequence, byte[] bytes) {
        Place place = placeOf(sequence);
        place.records().set(place.at(), new ForgedRecord(bytes, true));
    }

    /** Puts a record before another one; all behind it move up. */
    public void insert(long sequence, byte[] bytes) {
        Place place = placeOf(sequence);
        place.records().add(place.at(), new ForgedRecord(bytes, true));
    }

    /** Takes a record out; all behind it move down. */
    public void delete(long sequence) {
        Place place = placeOf(sequence);
        place.records().remove(place.at());
    }

    /** Cuts off what lies behind a record. */
    public void cutBehind(long last) {
        for (long i = count(); i > last; i--) {
            delete(i);
        }
    }

    /** How many records there are. */
    public long count() {
        return segments.stream()
                .flatMap(segment -> segment.frames().stream())
                .mapToLong(frame -> frame.records().size())
                .sum();
    }

    private record Place(List<ForgedRecord> records, int at) {}

    private Place placeOf(long sequence) {
        long rest = sequence - 1;
        for (ForgedSegment segment : segments) {
            for (ForgedFrame frame : segment.frames()) {
                if (rest < frame.records().size()) {
                    return new Place(frame.records(), (int) rest);
                }
                rest -= frame.records().size();
            }
        }
        throw new IllegalArgumentException("no such record: sequence=" + sequence);
    }

    /** Writes the log into a directory, in place of the one there, whose voided events stay; what is left empty is left out. */
    public void write(Path directory) {
        Path folder = directory.resolve(kind.folder());
        VoidedEvents voided = VoidedEvents.read(folder);
        try {
            if (Files.exists(folder)) {
                Directories.delete(folder);
            }
            Files.createDirectories(folder);
            if (!voided.isEmpty()) {
                voided.write(folder, (channel, path) -> {});
            }
            Segment before = null;
            long last = 0;
            long lastIndex = Segment.NO_FRAME;
            for (ForgedSegment segment : segments) {
                Segment next = described(segment.description(), folder, before, last, lastIndex);
                Files.createDirectories(next.folder());
                next.write(kind, (channel, path) -> {});
                lastIndex = Segment.NO_FRAME;
                FrameWriter frame = new FrameWriter(kind.number());
                try (SegmentWriter writer = SegmentWriter.open(next.folder(), BLOCK_SIZE, frame.bytes())) {
                    for (ForgedFrame forged : segment.frames()) {
                        if (!forged.records().isEmpty()) {
                            writer.append(encode(frame, forged, next.epoch(), last + 1));
                            last += forged.records().size();
                            lastIndex = writer.lastIndex();
                        }
                    }
                }
                before = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Segment described(Segment was, Path folder, Segment before, long last, long lastIndex) {
        Path plain = folder.resolve(String.format("%020d", last + 1));
        return new Segment(
                Files.exists(plain) ? folder.resolve(plain.getFileName() + "-" + was.ordinal()) : plain,
                was.journalId(),
                was.ordinal(),
                was.createdNs(),
                was.epoch(),
                last + 1,
                before == null ? 0 : before.ordinal(),
                last,
                lastIndex);
    }

    private static int encode(FrameWriter frame, ForgedFrame forged, long epoch, long first) {
        frame.begin();
        for (ForgedRecord record : forged.records()) {
            frame.add(new UnsafeBuffer(record.bytes()), 0, record.bytes().length);
            if (record.endOfCause()) {
                frame.endCause();
            }
        }
        // A frame says what was forced before it; one that would say more than is left gives the forgery away.
        return frame.finish(FrameLayout.DATA, epoch, first, Math.min(forged.durable(), first - 1));
    }
}
