package io.heliograph.server.faults;

import io.heliograph.journal.Forcer;
import io.heliograph.server.faults.Failpoint.Point;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Forces, and passes the failpoints around what is forced: logs, durable mark, snapshots, new segments. */
final class FailingForcer implements Forcer {
    private final Failpoint failpoint;

    FailingForcer(Failpoint failpoint) {
        this.failpoint = failpoint;
    }

    @Override
    public void force(FileChannel channel, Path path) throws IOException {
        String name = path.getFileName().toString();
        if (name.equals("SEGMENT") || name.startsWith("SEGMENT.")) {
            failpoint.pass(Point.BEFORE_ROLL);
        } else if (name.equals("snapshots")) {
            failpoint.pass(Point.AFTER_SNAPSHOT_RENAME);
        } else if (name.equals("DURABLE")) {
            failpoint.pass(Point.BEFORE_MARK_FORCED);
        } else if (name.endsWith(".cq4")) {
            failpoint.pass(Point.BEFORE_FORCE);
        }
        FSYNC.force(channel, path);
        if (name.equals("DURABLE")) {
            failpoint.pass(Point.AFTER_MARK_FORCED);
        } else if (name.endsWith(".cq4")) {
            failpoint.pass(Point.AFTER_FORCE);
        } else if ((name.equals("events") || name.equals("outputs")) && Files.isDirectory(path)) {
            failpoint.pass(Point.AFTER_ROLL);
        } else if (path.getParent() != null
                && path.getParent().getFileName().toString().equals("snapshots")) {
            failpoint.pass(Point.BEFORE_SNAPSHOT_RENAME);
        }
    }
}
