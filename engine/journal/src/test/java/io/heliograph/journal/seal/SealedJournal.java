package io.heliograph.journal.seal;

import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.LogAppender;
import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal of made-up records that is forced and sealed by hand; closing it is a kill, unless {@link #stop} came first. */
public final class SealedJournal implements AutoCloseable {
    public static final long INTERVAL_NS = 10_000_000_000L;
    private static final int BLOCK_SIZE = 4 * 1024 * 1024;
    private static final Forcer NOT_AT_ALL = (channel, path) -> {};
    private static final long START = 1_700_000_000_000_000_000L;

    private final ManualClock clock;
    private final Random random;
    private final Journal journal;
    private final ForceAgent force;
    private final SealAgent seals;
    private final List<String> diagnostics = new ArrayList<>();

    private SealedJournal(Path directory, Random random, SealSettings settings, JournalOptions options, long nowNs) {
        this.clock = new ManualClock(nowNs);
        this.random = random;
        this.journal = Journal.open(directory, options.withClocks(clock::nowNs, clock::nowNs));
        journal.start(journal.lastEpoch() + 1, journal.outputs().head());
        this.force = new ForceAgent(journal, clock::nowNs, 0, options.forcer());
        SealAgent opened;
        try {
            opened = SealAgent.open(
                    journal,
                    directory,
                    settings.withInterval(INTERVAL_NS),
                    clock::nowNs,
                    clock::nowNs,
                    diagnostics::add);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        this.seals = opened;
    }

    /** Opens or makes one whose content follows from {@code seed}; nothing is forced to the device. */
    public static SealedJournal open(Path directory, long seed, SealSettings settings) {
        return new SealedJournal(directory, new Random(seed), settings.withForcer(NOT_AT_ALL), options(seed), START);
    }

    /** As {@link #open}, with a disk that refuses to keep seals while {@code refuses[0]}. */
    static SealedJournal openRefusing(Path directory, long seed, SealSettings settings, boolean[] refuses) {
        Forcer moody = (channel, path) -> {
            if (refuses[0]) {
                throw new IOException("refused");
            }
        };
        return new SealedJournal(directory, new Random(seed), settings.withForcer(moody), options(seed), START);
    }

    /** As {@link #open}, with segments of that many bytes. */
    static SealedJournal openWithSegments(Path directory, long seed, SealSettings settings, long segmentBytes) {
        return new SealedJournal(
                directory,
                new Random(seed),
                settings.withForcer(NOT_AT_ALL),
                options(seed).withSegments(BLOCK_SIZE, segmentBytes, JournalOptions.DEFAULT_SEGMENT_AGE_NS),
                START);
    }

    public static JournalOptions options(long seed) {
        return JournalOptions.defaults()
                .withForcer(NOT_AT_ALL)
                .withIds(() -> new UUID(seed, ~seed))
                .withSegments(BLOCK_SIZE, JournalOptions.DEFAULT_SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
    }

    /** Appends that many groups of up to 8 records to each log; nothing of it is forced. */
    public void append(int groups) {
        for (int i = 0; i < groups; i++) {
            appendGroup(journal.events().appender());
            appendGroup(journal.outputs().appender());
        }
    }

    /** Appends groups of as many records as a frame holds. */
    void appendFull(int groups) {
        for (int i = 0; i < groups; i++) {
            appendGroup(journal.events().appender(), 256);
        }
    }

    private void appendGroup(LogAppender log) {
        appendGroup(log, 1 + random.nextInt(8));
    }

    private void appendGroup(LogAppender log, int records) {
        log.beginGroup();
        for (int i = 0; i < records; i++) {
            byte[] bytes = new byte[8 + random.nextInt(64)];
            random.nextBytes(bytes);
            log.add(new UnsafeBuffer(bytes), 0, bytes.length);
            log.endCause();
        }
        log.commit(LogAppender.LAST_OF_CAUSE);
    }

    public void force() {
        force.forceNow();
    }

    /** Lets the agent work until it rests. */
    public void work() {
        while (seals.doWork() > 0) {
            // the next frames
        }
    }

    /** Forces, and lets an interval pass, so that a checkpoint is made. */
    public void checkpoint() {
        force();
        work();
        clock.advance(INTERVAL_NS);
        work();
    }

    void advance(long ns) {
        clock.advance(ns);
    }

    /** Ends as an engine that is stopped does. */
    public void stop() {
        force();
        seals.sealAtEnd();
    }

    public Journal journal() {
        return journal;
    }

    SealAgent seals() {
        return seals;
    }

    List<String> diagnostics() {
        return diagnostics;
    }

    @Override
    public void close() {
        seals.close();
        force.onClose();
        journal.close();
    }
}
