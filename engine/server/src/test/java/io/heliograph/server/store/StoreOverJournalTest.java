package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.LogAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store over a journal in files, while both are stopped in the middle and opened again. */
class StoreOverJournalTest {
    private static final long SEED = 20270108;
    private static final int OUTPUTS_AN_EPOCH = 700;
    private static final StoreLimits LIMITS =
            new StoreLimits(64, 10, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(5), 2);

    // Index: none; the whole of a small test.
    private static final String ROWS = """
            SELECT sequence || ' bars ' || cause FROM heliograph.bars
            UNION ALL SELECT sequence || ' signals ' || cause || ' epoch ' || epoch FROM heliograph.signals
            UNION ALL SELECT sequence || ' outcomes ' || cause FROM heliograph.outcomes
            UNION ALL SELECT sequence || ' faults ' || cause FROM heliograph.faults
            """;

    @TempDir
    Path directory;

    private final DatabaseAddress address = TestDatabase.create();
    private final RandomOutputs random = new RandomOutputs(SEED);
    private final SplittableRandom cuts = new SplittableRandom(SEED);
    private final TreeMap<Long, String> expected = new TreeMap<>();

    @Test
    void shouldHoldEveryOutputOfAJournalOnceWhenTheStoreDiesAndTheJournalIsOpenedAgain() throws Exception {
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (Journal journal = Journal.open(directory.resolve("journal"), options())) {
                journal.start(epoch, journal.outputs().head());
                ForceAgent force = new ForceAgent(journal, System::nanoTime, 0, Forcer.FSYNC);
                append(journal, epoch, OUTPUTS_AN_EPOCH);
                workAndDie(journal, epoch, 0);
                force.forceNow();
                long durable = journal.outputs().durable();
                append(journal, epoch, OUTPUTS_AN_EPOCH);

                workAndDie(journal, epoch, durable - cuts.nextInt(OUTPUTS_AN_EPOCH / 2));
                workAndDie(journal, epoch, durable);

                assertThat(rows()).as("seed=%d epoch=%d", SEED, epoch).isEqualTo(expectedThrough(durable));
                force.forceNow();
            }
        }
        try (Journal journal = Journal.open(directory.resolve("journal"), options())) {
            journal.start(4, journal.outputs().head());
            append(journal, 4, 1);
            new ForceAgent(journal, System::nanoTime, 0, Forcer.FSYNC).forceNow();
            workAndDie(journal, 4, journal.outputs().durable());
        }

        assertThat(rows()).as("seed=%d", SEED).isEqualTo(List.copyOf(expected.values()));
        assertThat(TestDatabase.number(address, "SELECT output_sequence FROM heliograph.cursor"))
                .isEqualTo(expected.lastKey());
        assertThat(TestDatabase.number(address, "SELECT epoch FROM heliograph.cursor"))
                .isEqualTo(4);
    }

    private static JournalOptions options() {
        return JournalOptions.defaults()
                .withSegments(
                        4 * 1024 * 1024, JournalOptions.DEFAULT_SEGMENT_BYTES, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
    }

    /** Appends outputs in groups of a few, as the sequencer does. */
    private void append(Journal journal, int epoch, int count) {
        LogAppender log = journal.outputs().appender();
        for (int left = count; left > 0; ) {
            int group = Math.min(left, cuts.nextInt(1, 20));
            log.beginGroup();
            for (Output output : random.take(group)) {
                long sequence = log.add(new UnsafeBuffer(output.record()), 0, output.record().length);
                boolean signal = output.table().equals("signals");
                expected.put(
                        sequence,
                        sequence + " " + output.table() + " " + output.cause() + (signal ? " epoch " + epoch : ""));
            }
            log.commit(LogAppender.LAST_OF_CAUSE);
            left -= group;
        }
    }

    /** Stores at least through an output, then leaves as a killed process does: its session ends, nothing is closed. */
    private void workAndDie(Journal journal, int epoch, long through) throws Exception {
        JournalEnd end = new JournalEnd(
                journal.id(), epoch, Long.MAX_VALUE, journal.outputs().head());
        try (Store store = new Store(
                Database.outside(address),
                journal.outputs().openReader(0, journal.outputs()::durable),
                end,
                journal.events()::durable,
                journal.outputs()::durable,
                LIMITS)) {
            do {
                assertThat(store.agent().doWork()).as("%s", store.state()).isPositive();
            } while (store.progress().storedOutput() < through);
            assertThat(store.progress().storedOutput())
                    .isBetween(through, journal.outputs().durable());
            TestDatabase.execute(address, """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'heliograph store'
                    """);
        }
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>(TestDatabase.column(address, ROWS));
        rows.sort((left, right) -> Long.compare(sequence(left), sequence(right)));
        return rows;
    }

    private List<String> expectedThrough(long sequence) {
        return List.copyOf(expected.headMap(sequence, true).values());
    }

    private static long sequence(String row) {
        return Long.parseLong(row.substring(0, row.indexOf(' ')));
    }
}
