package io.heliograph.server.faults;

import io.heliograph.codec.event.Numbering;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.replay.OutputSink;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.journal.snapshot.SnapshotWriter;
import io.heliograph.journal.snapshot.StateCopy;
import io.heliograph.server.market.SyntheticMarket;
import java.nio.file.Path;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Writes a journal as a long day would leave it: a snapshot, many trades behind it, and no clean end.
 *
 * <p>Straight into the log and the core, for a day by the door would take as long as one; what lies there is what the
 * sequencer would have written in full frames.
 */
final class LongTail {
    private static final int SYMBOLS = 20;
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long SEED = 20;
    private static final int GROUP = 256;

    private final Journal journal;
    private final SignalCore core;
    private final OutputSink sink;
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer[] records = new ExpandableArrayBuffer[GROUP];
    private final int[] lengths = new int[GROUP];
    private final SyntheticMarket market = new SyntheticMarket(SYMBOLS, SEED, START);

    private int waiting;
    private int source;
    private long sourceSequence;
    private int firstInstrument;

    private LongTail(Journal journal, Recovery recovery) {
        this.journal = journal;
        this.core = recovery.core();
        this.sink = recovery.sink();
        for (int i = 0; i < GROUP; i++) {
            records[i] = new ExpandableArrayBuffer(128);
        }
    }

    /**
     * Goes on in a journal whose settings and strategies are in force.
     *
     * @param before trades before the snapshot
     * @param tail events behind it
     */
    static void write(Path data, int before, int tail) {
        try (Journal journal = Journal.open(data, JournalOptions.defaults())) {
            SnapshotStore snapshots = SnapshotStore.in(data, journal.id());
            Recovery recovery =
                    new Recovery(journal, SystemEpochNanoClock.INSTANCE, ReplayProgress.NONE, snapshots, problem -> {});
            recovery.replay();
            recovery.begin("long tail");
            ForceAgent force = new ForceAgent(journal, SystemNanoClock.INSTANCE, 0, Forcer.FSYNC);
            LongTail day = new LongTail(journal, recovery);
            day.open();
            day.trade(before);
            force.forceNow();
            day.snapshot(snapshots, recovery.digest());
            day.trade(tail);
            force.forceNow();
            force.onClose();
        }
    }

    private void open() {
        source = core.sources().count();
        add(encoder.sourceOpened(record(), 0, START, 1, source, Numbering.SPARSE, "long-day"));
        firstInstrument = core.instruments().count();
        for (int i = 0; i < SYMBOLS; i++) {
            add(encoder.instrumentAdded(record(), 0, START, firstInstrument + i, SyntheticMarket.symbol(i)));
        }
        commit();
    }

    /** So many events: trades, and a watermark after each thousand. */
    private void trade(int events) {
        int left = events;
        while (left > 0) {
            left -= market.advance(Long.MAX_VALUE, Math.min(left, 1_000), this::onTrade);
            if (left > 0) {
                add(encoder.watermark(record(), 0, market.now(), market.now(), -1, source));
                left--;
            }
        }
        commit();
    }

    private void onTrade(int symbol, long timeNs, double price, double size) {
        add(encoder.trade(
                record(), 0, timeNs, ++sourceSequence, timeNs, price, size, firstInstrument + symbol, source));
    }

    private ExpandableArrayBuffer record() {
        return records[waiting];
    }

    private void add(int length) {
        lengths[waiting++] = length;
        if (waiting == GROUP) {
            commit();
        }
    }

    private void commit() {
        LogAppender events = journal.events().appender();
        events.beginGroup();
        for (int i = 0; i < waiting; i++) {
            events.add(records[i], 0, lengths[i]);
        }
        events.commit(LogAppender.LAST_OF_CAUSE);
        sink.beginGroup();
        for (int i = 0; i < waiting; i++) {
            core.onEvent(core.eventSequence() + 1, records[i], 0, lengths[i]);
            sink.endCause();
        }
        sink.commit();
        waiting = 0;
    }

    private void snapshot(SnapshotStore snapshots, ContentDigest digest) {
        StateCopy copy = new StateCopy();
        copy.take(core, START);
        try (SnapshotWriter writer = new SnapshotWriter(journal, snapshots, Forcer.FSYNC, digest)) {
            writer.begin(copy);
            while (!writer.step()) {
                // the next piece
            }
        }
    }
}
