package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.server.rpc.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the store when its server is killed, stopped at once, or frozen. */
class StoreFaultsTest {
    private static final long SEED = 99;

    @TempDir
    Path directory;

    @Test
    void shouldHoldEveryOutputOnceWhateverHappensToTheServer() throws Exception {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(SEED).take(2_000));
        int offset = new SplittableRandom(SEED).nextInt(4);
        try (EmbeddedDatabase database = new EmbeddedDatabase(directory.resolve("pg"), TestDatabase.PROGRAMS);
                StoreBench bench = new StoreBench(database, outputs)) {
            bench.durableOutput = 100;
            bench.drain();
            for (int fault = 0; fault < 6; fault++) {
                ProcessHandle server = database.server().orElseThrow();
                bench.durableOutput = 100 + 300L * (fault + 1);
                switch ((fault + offset) % 4) {
                    case 0 -> Signals.send("KILL", server.pid());
                    case 1 -> Signals.send("QUIT", server.pid());
                    case 2 ->
                        Signals.send(
                                "KILL",
                                server.descendants()
                                        .mapToLong(ProcessHandle::pid)
                                        .toArray());
                    default -> freezeFor(bench, server);
                }
                bench.drain();
            }
            bench.durableOutput = 2_000;
            bench.drain();

            DatabaseAddress address = database.reach();
            assertThat(TestDatabase.column(address, """
                            SELECT sequence FROM heliograph.bars
                            UNION ALL SELECT sequence FROM heliograph.signals
                            UNION ALL SELECT sequence FROM heliograph.outcomes
                            UNION ALL SELECT sequence FROM heliograph.faults
                            """))
                    .as("seed=%d", SEED)
                    .hasSize(2_000)
                    .doesNotHaveDuplicates();
            assertThat(TestDatabase.number(address, "SELECT output_sequence FROM heliograph.cursor"))
                    .isEqualTo(2_000);
        }
    }

    /** The store notices within the time of an answer, and says so. */
    private static void freezeFor(StoreBench bench, ProcessHandle server) throws IOException, InterruptedException {
        long[] family = Signals.family(server);
        Signals.send("STOP", family);
        try {
            long startNs = System.nanoTime();
            bench.agent.doWork();
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.AWAY);
            // A guard against hanging: six times the promise.
            assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(6));
        } finally {
            Signals.send("CONT", family);
        }
    }

    @Test
    void shouldEndAWriteThatAFrozenServerDoesNotTake() throws Exception {
        RandomOutputs random = new RandomOutputs(SEED);
        ListOutputs outputs = new ListOutputs();
        for (int i = 0; i < 400; i++) {
            outputs.add(List.of(random.fault("much text ".repeat(6_000))));
        }
        StoreLimits large =
                new StoreLimits(400, 10, Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5), 1);
        JournalEnd journal = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, 400);
        try (EmbeddedDatabase database = new EmbeddedDatabase(directory.resolve("pg"), TestDatabase.PROGRAMS);
                StoreBench bench = new StoreBench(database, outputs, journal, large)) {
            bench.durableOutput = 0;
            bench.agent.doWork();
            bench.durableOutput = 400;
            ProcessHandle server = database.server().orElseThrow();
            TestDatabase.execute(database.reach(), """
                    CREATE FUNCTION heliograph.wait_long() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN PERFORM pg_sleep(0.01); RETURN NEW; END $$
                    """, """
                    CREATE TRIGGER wait_long BEFORE INSERT ON heliograph.faults
                    FOR EACH ROW EXECUTE FUNCTION heliograph.wait_long()
                    """);
            Thread freezer = new Thread(() -> {
                try {
                    // The rows are on their way when somebody holds a lock on their table.
                    while (TestDatabase.number(
                                    database.reach(),
                                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY heliograph.faults%'"
                                            + " AND state = 'active'")
                            == 0) {
                        Thread.onSpinWait();
                    }
                    Signals.send("STOP", Signals.family(server));
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            freezer.start();
            long startNs = System.nanoTime();
            bench.agent.doWork();
            freezer.join();
            Signals.send("CONT", Signals.family(server));

            assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(24));
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.AWAY);
            TestDatabase.execute(database.reach(), "DROP TRIGGER wait_long ON heliograph.faults");
            bench.drain();
            assertThat(TestDatabase.number(database.reach(), "SELECT count(*) FROM heliograph.faults"))
                    .isEqualTo(400);
        }
    }

    @Test
    void shouldRefuseQueriesInTimeWhileTheServerIsFrozenAndAnswerAgainAfterwards() throws Exception {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(SEED).take(50));
        JournalEnd journal = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, 50);
        EmbeddedDatabase database = new EmbeddedDatabase(directory.resolve("pg"), TestDatabase.PROGRAMS);
        try (Store store = new Store(database, outputs, journal, () -> 0, () -> 50, StoreBench.LIMITS)) {
            try {
                while (store.progress().storedOutput() < 50) {
                    store.agent().doWork();
                }
                assertThat(store.bars().counts()).containsEntry("dead_letters", 0L);
                long[] family = Signals.family(database.server().orElseThrow());
                Signals.send("STOP", family);
                long startNs = System.nanoTime();
                Rejection refusal =
                        catchThrowableOfType(Rejection.class, () -> store.bars().counts());
                long tookNs = System.nanoTime() - startNs;
                Signals.send("CONT", family);

                assertThat(refusal.reason().name()).isEqualTo("ERROR_REASON_STORE_UNAVAILABLE");
                assertThat(Duration.ofNanos(tookNs)).isLessThan(Duration.ofSeconds(18));
                assertThat(store.bars().counts()).containsEntry("dead_letters", 0L);
            } finally {
                store.agent().onClose();
            }
        }
    }
}
