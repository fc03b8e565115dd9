package io.heliograph.journal.faults;

import io.heliograph.journal.Forcer;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.journal.replay.LiveEngine;
import io.heliograph.journal.segment.SpaceReserver;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A small real journal: two epochs, several segments of both logs, snapshots, a durable mark; and what it holds.
 *
 * @param image its files
 * @param events its events in hexadecimal
 * @param outputs its outputs in hexadecimal
 * @param causes the cause of each output
 * @param durableEvent last event that was promised
 * @param durableOutput last output that was promised
 */
record SampleJournal(
        JournalImage image,
        List<String> events,
        List<String> outputs,
        List<Long> causes,
        long durableEvent,
        long durableOutput) {
    private static final int BLOCK_SIZE = 4 * 1024 * 1024;
    private static final long SEGMENT_BYTES = 9_000;
    private static final long STEP_NS = 5_000_000;
    private static final Forcer NO_FORCE = (channel, path) -> {};

    /** Ended as a kill ends it, a part of both logs not forced. */
    static SampleJournal killed(Path directory) throws IOException {
        return make(directory, false);
    }

    /** Ended cleanly, with a snapshot. */
    static SampleJournal stopped(Path directory) throws IOException {
        return make(directory, true);
    }

    private static SampleJournal make(Path directory, boolean isStopped) throws IOException {
        try (LiveEngine engine = new LiveEngine(directory, options())) {
            work(engine, 120);
        }
        long[] durable = new long[2];
        try (LiveEngine engine = new LiveEngine(directory, options())) {
            work(engine, 150);
            if (isStopped) {
                engine.stop();
                engine.snapshot();
            } else {
                engine.force();
                durable[0] = engine.journal().events().durable();
                durable[1] = engine.journal().outputs().durable();
                for (int i = 0; i < 12; i++) {
                    engine.trade(1 + i % 4);
                }
            }
        }
        try (JournalView journal = JournalView.open(directory, options())) {
            return new SampleJournal(
                    JournalImage.of(directory),
                    records(journal.events()),
                    records(journal.outputs()),
                    causes(journal.outputs()),
                    isStopped ? journal.events().head() : durable[0],
                    isStopped ? journal.outputs().head() : durable[1]);
        }
    }

    private static void work(LiveEngine engine, int groups) {
        for (int i = 1; i <= groups; i++) {
            engine.trade(1 + i % 5);
            if (i % 10 == 0) {
                engine.force();
            }
            if (i % 50 == 0) {
                engine.snapshot();
            }
        }
    }

    /** Small segments, a clock that goes on when it is asked, and a disk in memory. */
    static JournalOptions options() {
        long[] now = {LiveEngine.START};
        return JournalOptions.defaults()
                .withClocks(() -> LiveEngine.START, () -> now[0] += STEP_NS)
                .withForcer(NO_FORCE)
                .withReserver(SpaceReserver.NONE)
                .withSegments(BLOCK_SIZE, SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
    }

    /** Everything that a log hands on, up to its head. */
    static List<String> records(Log log) {
        List<String> records = new ArrayList<>();
        read(log, (sequence, epoch, buffer, offset, length, endOfCause) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            records.add(HexFormat.of().formatHex(bytes));
        });
        return records;
    }

    private static List<Long> causes(Log outputs) {
        List<Long> causes = new ArrayList<>();
        read(
                outputs,
                (sequence, epoch, buffer, offset, length, endOfCause) ->
                        causes.add(buffer.getLong(offset + 8, ByteOrder.LITTLE_ENDIAN)));
        return causes;
    }

    private static void read(Log log, RecordHandler handler) {
        try (LogReader reader = log.openReader(log.first() - 1, log::head)) {
            while (reader.position() < log.head()) {
                reader.poll(handler, 1000);
            }
        }
    }
}
