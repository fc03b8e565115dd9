package io.heliograph.journal;

import io.heliograph.journal.frame.FrameLayout;
import io.heliograph.journal.frame.FrameReader;
import io.heliograph.journal.segment.SegmentDamagedException;
import io.heliograph.journal.segment.SegmentTailer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Looks through a log for what a start could not read; changes nothing.
 *
 * <p>Works where the log itself cannot be opened: segments that are missing or not described any more are part of what it
 * finds. What lies before the damage is whole, and is where the log may be cut.
 */
final class DamageSearch {
    private final LogKind log;
    private final Path folder;
    private final int blockSize;
    private final long deleted;
    private final Map<Long, Segment> byOrdinal = new HashMap<>();
    private final List<Path> undescribed = new ArrayList<>();

    private DamageSearch(LogKind log, Path folder, int blockSize, long deleted) {
        this.log = log;
        this.folder = folder;
        this.blockSize = blockSize;
        this.deleted = deleted;
    }

    /**
     * What was found.
     *
     * @param damage what is wrong; null where nothing is
     * @param base the segment in which the whole part ends; null where nothing is whole
     * @param last last sequence of the whole part
     * @param lastIndex Chronicle index of the frame that holds it; -1 for none
     * @param newestOrdinal highest ordinal that any segment has
     * @param newestEpoch highest epoch that any segment has
     * @param undescribed folders whose SEGMENT file cannot be read
     */
    record Result(
            Damage damage,
            Segment base,
            long last,
            long lastIndex,
            long newestOrdinal,
            long newestEpoch,
            List<Path> undescribed) {}

    /**
     * Searches one log.
     *
     * @param durable up to where the log was forced, by what is known besides its frames
     * @param known last sequence that the log is known to have had, by what is known besides its segments
     * @param from last record that need not be read, because a snapshot holds what followed from it
     */
    static Result search(
            LogKind log, Path directory, UUID journalId, int blockSize, long durable, long known, long from) {
        long deleted = new Tombstones(directory.toAbsolutePath(), journalId).through(log);
        DamageSearch search = new DamageSearch(log, directory.resolve(log.folder()), blockSize, deleted);
        for (Path segment : SegmentChain.described(search.folder)) {
            search.describe(segment, journalId);
        }
        return search.run(durable, known, from);
    }

    private void describe(Path segment, UUID journalId) {
        try {
            Segment described = Segment.read(segment, log, journalId);
            byOrdinal.put(described.ordinal(), described);
        } catch (JournalVersionException e) {
            throw e;
        } catch (JournalCorruptException e) {
            undescribed.add(segment); // its successor names it, and it will be missing there
        }
    }

    private Result run(long durable, long known, long from) {
        long newest = highestOrdinal();
        List<Segment> chain = new ArrayList<>();
        Segment missedBy = null;
        long missing = 0;
        for (long ordinal = newest; ordinal > deleted; ) {
            Segment segment = byOrdinal.get(ordinal);
            if (segment == null) {
                missedBy = chain.get(0);
                missing = ordinal;
                chain.clear();
                ordinal = highestBelow(ordinal);
            } else {
                chain.add(0, segment);
                ordinal = segment.previous();
            }
        }
        long lastKnown = Math.max(durable, known);
        for (Segment segment : byOrdinal.values()) {
            lastKnown = Math.max(lastKnown, Math.max(segment.first() - 1, segment.previousEnd()));
        }
        for (int i = 0; i < chain.size(); i++) {
            boolean isNewest = i == chain.size() - 1;
            Segment segment = chain.get(i);
            long end = isNewest ? Long.MAX_VALUE : chain.get(i + 1).previousEnd();
            if (!isNewest && (end <= from || isReadable(segment, Math.max(from, segment.first() - 1), end))) {
                continue;
            }
            TailScan.Result scan = TailScan.scan(log, segment, blockSize);
            if (isNewest) {
                lastKnown = Math.max(lastKnown, Math.max(scan.durable(), scan.lastBehind()));
                if (missedBy == null && undescribed.isEmpty() && scan.last() >= Math.max(durable, scan.durable())) {
                    return result(null, segment, scan.last(), scan.lastIndex());
                }
            }
            String found = scan.isDamaged()
                    ? scan.finding()
                    : undescribed.isEmpty() ? "its data file ends there" : "a SEGMENT file is damaged: " + undescribed;
            return missedBy != null && isNewest
                    ? gone(segment, missing, missedBy, scan, lastKnown)
                    : damaged(segment, segment.folder(), scan.offset(), scan, lastKnown, found);
        }
        if (missedBy == null && undescribed.isEmpty() && lastKnown == 0) {
            return result(null, null, 0, Segment.NO_FRAME);
        }
        Path place = missedBy != null ? missedBy.folder() : undescribed.isEmpty() ? folder : undescribed.get(0);
        String found = missedBy != null
                ? "the segment before it is missing: ordinal=" + missing
                : undescribed.isEmpty() ? "there is no segment" : "its SEGMENT file is damaged";
        Damage damage = new Damage(log, place, 0, new LostRange(1, Math.max(1, lastKnown)), found);
        return result(damage, null, 0, Segment.NO_FRAME);
    }

    private Result gone(Segment base, long missing, Segment missedBy, TailScan.Result scan, long lastKnown) {
        return damaged(
                base,
                missedBy.folder(),
                0,
                scan,
                lastKnown,
                "a segment before it is missing: ordinal=" + missing + " lastSequence=" + missedBy.previousEnd());
    }

    private Result damaged(Segment base, Path place, long offset, TailScan.Result scan, long lastKnown, String found) {
        LostRange range = new LostRange(scan.last() + 1, Math.max(scan.last() + 1, lastKnown));
        return result(new Damage(log, place, offset, range, found), base, scan.last(), scan.lastIndex());
    }

    private Result result(Damage damage, Segment base, long last, long lastIndex) {
        long epoch = byOrdinal.values().stream().mapToLong(Segment::epoch).max().orElse(0);
        return new Result(damage, base, last, lastIndex, highestOrdinal(), epoch, List.copyOf(undescribed));
    }

    /** A sealed segment is read as its readers do, so that damage before what is needed of it harms nobody. */
    private boolean isReadable(Segment segment, long from, long end) {
        FrameReader frame = new FrameReader(FrameLayout.DATA, log.number());
        try (SegmentTailer tailer = SegmentTailer.open(segment.folder(), blockSize)) {
            if (from >= segment.first()) {
                FrameSearch.moveBefore(from + 1, tailer, frame);
            }
            long position = segment.first() - 1;
            boolean isFirst = true;
            while (position < end) {
                int length = tailer.read(frame.bytes());
                if (length == SegmentTailer.NOTHING || frame.check(length) != null) {
                    return false;
                }
                boolean follows = isFirst ? frame.firstSequence() <= from + 1 : frame.firstSequence() == position + 1;
                if (!follows || frame.epoch() != segment.epoch()) {
                    return false;
                }
                isFirst = false;
                position = frame.lastSequence();
            }
            return true;
        } catch (SegmentDamagedException e) {
            return false; // whoever asked scans the segment, and tells what is wrong with it
        }
    }

    private long highestOrdinal() {
        return highestBelow(Long.MAX_VALUE);
    }

    private long highestBelow(long ordinal) {
        return byOrdinal.keySet().stream()
                .mapToLong(Long::longValue)
                .filter(each -> each < ordinal)
                .max()
                .orElse(0);
    }
}
