package io.heliograph.journal.replay;

import io.heliograph.codec.event.Numbering;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.UnderLock;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.journal.snapshot.SnapshotWriter;
import io.heliograph.journal.snapshot.StateCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The smallest engine there is: recovers from a journal, then sequences a made-up market, each trade a function of its number.
 *
 * <p>Closing it leaves the journal as a killed process would, unless {@link #stop} came first.
 */
public final class LiveEngine implements AutoCloseable {
    public static final long START = 1_381_104_000_000_000_000L;
    private static final String[] SYMBOLS = {"AAA", "BBB", "CCC"};
    private static final int SOURCE = 1;

    private final Journal journal;
    private final Recovery recovery;
    private final SignalCore core;
    private final OutputSink sink;
    private final EngineMarks marks;
    private final ForceAgent force;
    private final SnapshotStore snapshots;
    private final SnapshotWriter writer;
    private final StateCopy copy = new StateCopy();
    private final List<String> problems = new ArrayList<>();
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer record = new ExpandableArrayBuffer();

    LiveEngine(Path directory) {
        this(directory, options());
    }

    /** Over a journal opened so. */
    public LiveEngine(Path directory, JournalOptions options) {
        this(directory, options, UnderLock.NOTHING);
    }

    LiveEngine(Path directory, UnderLock before) {
        this(directory, options(), before);
    }

    private LiveEngine(Path directory, JournalOptions options, UnderLock before) {
        journal = Journal.open(directory, options, before);
        try {
            snapshots = SnapshotStore.in(directory, journal.id());
            recovery = new Recovery(journal, () -> START, ReplayProgress.NONE, snapshots, problems::add);
            recovery.replay();
            marks = recovery.begin("test");
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        core = recovery.core();
        sink = recovery.sink();
        force = new ForceAgent(journal, SystemNanoClock.INSTANCE, ForceAgent.DEFAULT_INTERVAL_NS, Forcer.FSYNC);
        writer = new SnapshotWriter(journal, snapshots, Forcer.FSYNC, recovery.digest());
        prepare();
    }

    static JournalOptions options() {
        return JournalOptions.defaults()
                .withSegments(
                        4 * 1024 * 1024, JournalOptions.DEFAULT_SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
    }

    /** What a fresh journal begins with, as far as it is not there yet. */
    private void prepare() {
        if (core.settings() == null) {
            applyOne(encoder.coreSettings(record, 0, START, CoreSettings.defaults()));
        }
        if (core.sources().count() == SOURCE) {
            applyOne(encoder.sourceOpened(record, 0, START, 1, SOURCE, Numbering.DENSE, "market"));
        }
        while (core.instruments().count() < SYMBOLS.length) {
            int number = core.instruments().count();
            applyOne(encoder.instrumentAdded(record, 0, START, number, SYMBOLS[number]));
        }
    }

    private void applyOne(int length) {
        LogAppender events = journal.events().appender();
        events.beginGroup();
        long sequence = events.add(record, 0, length);
        events.commit(LogAppender.LAST_OF_CAUSE);
        sink.beginGroup();
        core.onEvent(sequence, record, 0, length);
        sink.endCause();
        sink.commit();
    }

    /** Puts a strategy in force. */
    public void apply(CompiledStrategy strategy) {
        String id = strategy.rules().id();
        applyOne(encoder.strategyApplied(record, 0, START, strategy.hash(), id, strategy.canonical(), strategy.text()));
    }

    /** Sequences the next trades, as one group. */
    public void trade(int count) {
        LogAppender events = journal.events().appender();
        long first = core.sources().lastSequence(SOURCE) + 1;
        long event = core.eventSequence();
        events.beginGroup();
        for (int i = 0; i < count; i++) {
            events.add(record, 0, encode(first + i));
            events.endCause();
        }
        events.commit(0);
        sink.beginGroup();
        for (int i = 0; i < count; i++) {
            core.onEvent(event + 1 + i, record, 0, encode(first + i));
            sink.endCause();
        }
        sink.commit();
    }

    private int encode(long number) {
        return encode(encoder, record, number);
    }

    private static int encode(EventEncoder encoder, ExpandableArrayBuffer record, long number) {
        long time = START + number * 7_000_000_000L;
        double price = 100 + number * 37 % 101 / 10.0;
        return encoder.trade(record, 0, time, number, time, price, number % 9, (int) (number % 3), SOURCE);
    }

    /** The record of a trade by its number. */
    static byte[] tradeRecord(long number) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        byte[] bytes = new byte[encode(new EventEncoder(), buffer, number)];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    public void force() {
        force.forceNow();
    }

    /** Takes the state now, and writes it whole. */
    public void snapshot() {
        copy.take(core, START);
        force();
        writer.begin(copy);
        while (!writer.step()) {
            // the next piece
        }
        writer.prune();
    }

    /** Takes the state now, and writes all of it but the end. */
    void halfSnapshot() {
        copy.take(core, START);
        force();
        writer.begin(copy);
        writer.step();
        writer.close();
    }

    /** Sequences of the events after which there is a snapshot, newest first. */
    List<Long> snapshots() {
        return snapshots.sequences();
    }

    /** Last event that the start found in a snapshot. */
    long restoredEvent() {
        return recovery.restoredEvent();
    }

    /** What the start said of snapshots. */
    List<String> problems() {
        return problems;
    }

    public void stop() {
        marks.stop();
        force.forceNow();
    }

    long trades() {
        return core.sources().lastSequence(SOURCE);
    }

    public Journal journal() {
        return journal;
    }

    public SignalCore core() {
        return core;
    }

    Recovery recovery() {
        return recovery;
    }

    @Override
    public void close() {
        force.onClose();
        journal.close();
    }

    /** The records of a log, in hexadecimal. */
    static List<String> records(Log log) {
        return records(log, 1, 0);
    }

    /** The records of a log from one on, in hexadecimal. */
    static List<String> records(Log log, long first) {
        return records(log, first, 0);
    }

    /** The outputs without their cause, which restarts shift: what was concluded, whatever happened in between. */
    static List<String> conclusions(Log outputs) {
        return records(outputs, 1, 16);
    }

    private static List<String> records(Log log, long first, int skip) {
        List<String> records = new ArrayList<>();
        try (LogReader reader = log.openReader(first - 1, log::head)) {
            while (reader.position() < log.head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            byte[] bytes = new byte[length - skip];
                            buffer.getBytes(offset + skip, bytes);
                            records.add(HexFormat.of().formatHex(bytes));
                        },
                        1000);
            }
        }
        return records;
    }
}
