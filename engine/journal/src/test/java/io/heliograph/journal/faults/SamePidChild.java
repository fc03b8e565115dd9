package io.heliograph.journal.faults;

import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.segment.HalfAppend;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** A process that journals, and ends inside an append when it is told to. */
final class SamePidChild {
    static final int HALTED = 77;
    static final int BLOCK_SIZE = 4 * 1024 * 1024;
    static final int RECORDS = 100;

    private SamePidChild() {}

    static JournalOptions options() {
        return JournalOptions.defaults()
                .withSegments(BLOCK_SIZE, JournalOptions.DEFAULT_SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
    }

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        boolean isNewEpoch = Boolean.parseBoolean(args[1]);
        boolean halts = Boolean.parseBoolean(args[2]);
        // Loading Chronicle takes as long as the machine is busy; what is timed is the start, where a lock would be
        // waited for.
        journal(directory.resolveSibling("warm"), true);
        long startNs = System.nanoTime();
        try (Journal journal = Journal.open(directory, options())) {
            journal.start(Math.max(1, journal.lastEpoch() + (isNewEpoch ? 1 : 0)), 0);
            append(journal.events().appender());
            long tookMs = (System.nanoTime() - startNs) / 1_000_000;
            ForceAgent force = new ForceAgent(journal, SystemNanoClock.INSTANCE, 0, Forcer.FSYNC);
            force.forceNow();
            System.out.println("journaled pid=" + ProcessHandle.current().pid() + " head="
                    + journal.events().head() + " tookMs=" + tookMs);
            if (halts) {
                HalfAppend.halt(newestSegment(directory), BLOCK_SIZE, HALTED);
            }
        }
    }

    private static void journal(Path directory, boolean isNewEpoch) {
        try (Journal journal = Journal.open(directory, options())) {
            journal.start(Math.max(1, journal.lastEpoch() + (isNewEpoch ? 1 : 0)), 0);
            append(journal.events().appender());
        }
    }

    private static void append(LogAppender events) {
        for (int i = 0; i < RECORDS; i++) {
            byte[] text = Long.toString(events.sequence() + 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            events.beginGroup();
            events.add(new UnsafeBuffer(text), 0, text.length);
            events.commit(LogAppender.LAST_OF_CAUSE);
        }
    }

    private static Path newestSegment(Path directory) {
        try (JournalView view = JournalView.open(directory, options())) {
            List<JournalView.SegmentRange> segments = view.segments(LogKind.EVENTS);
            return segments.get(segments.size() - 1).folder();
        }
    }
}
