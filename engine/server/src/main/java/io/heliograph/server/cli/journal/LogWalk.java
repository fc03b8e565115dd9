package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.server.cli.console.Progress;

/** Reads both logs of a journal from end to end, and says how far it is; each frame is checked on the way. */
final class LogWalk {
    private static final int BATCH = 4096;

    private final JournalView journal;
    private final Progress progress;

    LogWalk(JournalView journal, Progress progress) {
        this.journal = journal;
        this.progress = progress;
    }

    /** Hands on every record of the events. */
    void events(RecordHandler handler) {
        walk(LogKind.EVENTS, handler, 0);
    }

    /** Hands on every record of the outputs. */
    void outputs(RecordHandler handler) {
        walk(LogKind.OUTPUTS, handler, count(LogKind.EVENTS));
    }

    private void walk(LogKind log, RecordHandler handler, long before) {
        long first = journal.log(log).first();
        long total = count(LogKind.EVENTS) + count(LogKind.OUTPUTS);
        try (LogReader reader = journal.readerFrom(log, first)) {
            while (reader.position() < journal.log(log).head()) {
                if (reader.poll(handler, BATCH) == 0) {
                    Thread.onSpinWait();
                }
                long done = before + reader.position() - first + 1;
                progress.at(done, (double) done / total);
            }
        }
    }

    private long count(LogKind log) {
        return journal.log(log).head() - journal.log(log).first() + 1;
    }
}
