package io.heliograph.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a file or an empty folder away; a seam, so that tests can stop between two. */
@FunctionalInterface
public interface Remover {
    /** Takes it away; it may be gone already. */
    Remover UNLINK = Files::deleteIfExists;

    void remove(Path path) throws IOException;
}
