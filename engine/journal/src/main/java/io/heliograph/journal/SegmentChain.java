package io.heliograph.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The segments that make up a log, oldest first: the newest one and, following what each names as the segment before, all
 * that came before it. Immutable.
 */
final class SegmentChain {
    private final Segment[] segments;
    private final long highestOrdinal;

    private SegmentChain(Segment[] segments, long highestOrdinal) {
        this.segments = segments;
        this.highestOrdinal = highestOrdinal;
    }

    /**
     * Reads the segments of one log from its folder, which may not exist yet. What a tombstone names is left out, be it
     * there still or not; beside a running engine it may be deleted while this looks.
     */
    static SegmentChain load(Path logFolder, LogKind log, UUID journalId) {
        Tombstones tombstones = new Tombstones(logFolder.toAbsolutePath().getParent(), journalId);
        long deleted = tombstones.through(log);
        while (true) {
            try {
                return load(logFolder, log, journalId, deleted);
            } catch (JournalCorruptException | UncheckedIOException e) {
                long now = tombstones.through(log);
                if (now == deleted) {
                    throw e;
                }
                deleted = now;
            }
        }
    }

    private static SegmentChain load(Path logFolder, LogKind log, UUID journalId, long deleted) {
        Map<Long, Segment> byOrdinal = new HashMap<>();
        long newest = 0;
        for (Path folder : described(logFolder)) {
            Segment segment = Segment.read(folder, log, journalId);
            byOrdinal.put(segment.ordinal(), segment);
            newest = Math.max(newest, segment.ordinal());
        }
        ArrayDeque<Segment> chain = new ArrayDeque<>();
        for (long ordinal = newest;
                ordinal > deleted;
                ordinal = chain.getFirst().previous()) {
            Segment segment = byOrdinal.get(ordinal);
            if (segment == null) {
                throw new JournalCorruptException("a segment is missing: log=" + log.folder() + " ordinal=" + ordinal
                        + " lastSequence=" + chain.getFirst().previousEnd() + " namedBy="
                        + chain.getFirst().folder() + "; restore it from a copy");
            }
            if (!chain.isEmpty() && ordinal >= chain.getFirst().ordinal()) {
                throw new JournalCorruptException(
                        "segments name each other in a circle: log=" + log.folder() + " ordinal=" + ordinal);
            }
            chain.addFirst(segment);
        }
        return new SegmentChain(chain.toArray(new Segment[0]), newest);
    }

    /** With one more segment at the end; those whose records it cuts off are left out. */
    SegmentChain with(Segment next) {
        int kept = segments.length;
        while (kept > 0 && segments[kept - 1].ordinal() != next.previous()) {
            kept--;
        }
        Segment[] longer = Arrays.copyOf(segments, kept + 1);
        longer[kept] = next;
        return new SegmentChain(longer, next.ordinal());
    }

    /** Without the segments up to an ordinal, of which the newest is none. */
    SegmentChain without(long ordinal) {
        int deleted = 0;
        while (segments[deleted].ordinal() <= ordinal) {
            deleted++;
        }
        return new SegmentChain(Arrays.copyOfRange(segments, deleted, segments.length), highestOrdinal);
    }

    boolean isEmpty() {
        return segments.length == 0;
    }

    int size() {
        return segments.length;
    }

    Segment get(int i) {
        return segments[i];
    }

    Segment newest() {
        return segments[segments.length - 1];
    }

    long nextOrdinal() {
        return highestOrdinal + 1;
    }

    /** First sequence kept, or lost; 1 for an empty log. */
    long first() {
        return isEmpty() ? 1 : segments[0].previousEnd() + 1;
    }

    boolean isNewest(int i) {
        return i == segments.length - 1;
    }

    /** Last valid sequence of a segment that is not the newest. */
    long end(int i) {
        return segments[i + 1].previousEnd();
    }

    /** Chronicle index of the last valid frame of a segment that is not the newest. */
    long endIndex(int i) {
        return segments[i + 1].previousIndex();
    }

    /** Where the first segment of a later epoch goes on from; {@code head} if there is none. */
    long lastOf(long epoch, long head) {
        for (Segment segment : segments) {
            if (segment.epoch() > epoch) {
                return segment.previousEnd();
            }
        }
        return head;
    }

    /** The sequence itself, or where it was lost the first one behind the loss. */
    long nextKept(long sequence) {
        int place = holding(sequence);
        if (place < 0 && !isEmpty() && sequence > segments[0].previousEnd()) {
            return segments[0].first();
        }
        boolean isLost = place >= 0 && !isNewest(place) && sequence > end(place);
        return isLost ? segments[place + 1].first() : sequence;
    }

    /** What lies between the segments and was accepted as lost, oldest first. */
    List<LostRange> lost() {
        List<LostRange> lost = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.first() > segment.previousEnd() + 1) {
                lost.add(new LostRange(segment.previousEnd() + 1, segment.first() - 1));
            }
        }
        return lost;
    }

    /** Place of the segment that holds a sequence, or would hold it if it is beyond the end; -1 before the first kept. */
    int holding(long sequence) {
        for (int i = segments.length - 1; i >= 0; i--) {
            if (segments[i].first() <= sequence) {
                return i;
            }
        }
        return -1;
    }

    /** Folders that a SEGMENT file describes; others were never used. */
    static List<Path> described(Path logFolder) {
        if (!Files.isDirectory(logFolder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(logFolder)) {
            return folders.filter(Segment::isDescribed).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
