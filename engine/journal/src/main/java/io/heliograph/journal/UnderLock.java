package io.heliograph.journal;

import java.nio.file.Path;
import java.util.UUID;

/** What an operator wants done to a journal's files before its logs are opened, while its directory is locked. */
@FunctionalInterface
public interface UnderLock {
    /** Nothing. */
    UnderLock NOTHING = (directory, journal) -> {};

    /**
     * Does it, or throws; the directory is given back then.
     *
     * @param directory of the journal
     * @param journal its id
     */
    void run(Path directory, UUID journal);
}
