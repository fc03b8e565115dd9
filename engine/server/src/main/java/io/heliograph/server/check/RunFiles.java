package io.heliograph.server.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The market data of one run, for a strategy that is a class and reads files by itself. */
public interface RunFiles {
    /** Files that hold the rows of this run and no others; good until the run ends. */
    List<Path> paths() throws IOException;
}
