package io.heliograph.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Makes the device keep what was written to a file or folder; a seam, so that tests can make it fail. */
@FunctionalInterface
public interface Forcer {
    /** Forces data and, where reading it back needs it, metadata. */
    Forcer FSYNC = (channel, path) -> channel.force(false);

    /** Returns only when everything written to {@code path} before is kept. */
    void force(FileChannel channel, Path path) throws IOException;
}
