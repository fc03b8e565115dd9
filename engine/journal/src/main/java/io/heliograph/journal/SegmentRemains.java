package io.heliograph.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is left of a segment that a tombstone names.
 *
 * <p>Its description goes last, so that as long as anything is left of it, it is known which segment it was.
 */
final class SegmentRemains {
    private SegmentRemains() {}

    /** The files of {@code folder} and the folder, in the order in which they go; none where another segment lies there. */
    static List<Path> in(Path folder, Tombstone.DeletedSegment segment, UUID journalId) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (Segment.isDescribed(folder)) {
            boolean isIt = Segment.read(folder, segment.log(), journalId).ordinal() == segment.ordinal();
            return isIt ? all(folder) : List.of();
        }
        // One with files was begun and never used.
        return files(folder).isEmpty() ? List.of(folder) : List.of();
    }

    /**
     * The files and folders of all segments of a log up to an ordinal, those too that were cut off and that the log does not
     * reach: what followed from them is deleted, and so are they.
     */
    static List<Path> through(long ordinal, Path logFolder, LogKind log, UUID journalId) {
        List<Path> remains = new ArrayList<>();
        for (Path folder : SegmentChain.described(logFolder)) {
            if (Segment.read(folder, log, journalId).ordinal() <= ordinal) {
                remains.addAll(all(folder));
            }
        }
        return remains;
    }

    private static List<Path> all(Path folder) {
        Path description = folder.resolve(Segment.FILE);
        List<Path> remains = new ArrayList<>();
        files(folder).stream().filter(file -> !file.equals(description)).forEach(remains::add);
        remains.add(description);
        remains.add(folder);
        return remains;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
