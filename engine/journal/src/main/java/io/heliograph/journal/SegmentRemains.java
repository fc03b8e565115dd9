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
        List<Path> files = files(folder);
        Path description = folder.resolve(Segment.FILE);
        List<Path> remains = new ArrayList<>();
        if (Files.exists(description)) {
            if (Segment.read(folder, segment.log(), journalId).ordinal() != segment.ordinal()) {
                return List.of();
            }
            files.stream().filter(file -> !file.equals(description)).forEach(remains::add);
            remains.add(description);
        } else if (!files.isEmpty()) {
            // A segment that was begun and never used.
            return List.of();
        }
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
