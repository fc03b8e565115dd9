package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.server.FatalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreAgentTest {
    private static final String ALL = """
            SELECT sequence FROM heliograph.bars
            UNION ALL SELECT sequence FROM heliograph.signals
            UNION ALL SELECT sequence FROM heliograph.outcomes
            UNION ALL SELECT sequence FROM heliograph.faults
            UNION ALL SELECT sequence FROM heliograph.dead_letters
            ORDER BY 1
            """;

    private final DatabaseAddress address = TestDatabase.create();
    private final Database database = Database.outside(address);

    @Test
    void shouldShowEveryFieldOfEveryRecordInItsRow() throws SQLException {
        long seed = 20261120;
        ListOutputs outputs = new ListOutputs(new RandomOutputs(seed).take(500));
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.drain();
        }

        for (String table : List.of("bars", "signals", "outcomes", "faults")) {
            int compared = compare(table, outputs, seed);
            assertThat(compared).as(table).isGreaterThan(20);
        }
        assertThat(TestDatabase.column(address, ALL)).hasSize(500);
    }

    private int compare(String table, ListOutputs outputs, long seed) throws SQLException {
        int rows = 0;
        try (Connection connection = TestDatabase.connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM heliograph." + table)) {
            while (row.next()) {
                long sequence = row.getLong("sequence");
                Output output = outputs.at(sequence);
                assertThat(output.table()).isEqualTo(table);
                for (Map.Entry<String, Object> column : output.columns().entrySet()) {
                    assertThat(found(row, column.getKey()))
                            .as("seed=%d sequence=%d column=%s", seed, sequence, column.getKey())
                            .isEqualTo(exact(column.getValue()));
                    if (column.getKey().endsWith("_ns") && !column.getKey().startsWith("expiry")) {
                        assertThat(row.getObject(column.getKey().replace("_ns", ""), OffsetDateTime.class)
                                        .toInstant())
                                .isEqualTo(micros((long) column.getValue()));
                    }
                }
                rows++;
            }
        }
        return rows;
    }

    private static Instant micros(long ns) {
        return Instant.ofEpochSecond(0, ns - Math.floorMod(ns, 1000));
    }

    private static Object found(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Array array) {
            return exact(Arrays.asList((Object[]) array.getArray()));
        }
        return exact(value instanceof Integer i && column.matches("flags|timeframe_kind") ? i.shortValue() : value);
    }

    /** So that numbers are compared by their bits. */
    private static Object exact(Object value) {
        if (value instanceof Double number) {
            return "bits " + Long.toHexString(Double.doubleToRawLongBits(number));
        } else if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        } else if (value instanceof Number number) {
            return number.longValue();
        } else if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(element -> all.add(exact(element)));
            return all;
        }
        return value;
    }

    @Test
    void shouldTakeNothingBeyondWhatIsDurable() {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(1).take(50));
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.durableOutput = 20;
            bench.drain();
            for (int i = 0; i < 10; i++) {
                bench.agent.doWork();
            }

            assertThat(TestDatabase.column(address, ALL)).hasSize(20);
            assertThat(bench.progress.storedOutput()).isEqualTo(20);
            assertThat(bench.progress.storedEvent()).isEqualTo(outputs.at(20).cause());
        }
    }

    @Test
    void shouldLoseNothingAndRepeatNothingWhenRestartedAtEveryPoint() {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(2).take(60));
        StoreLimits small =
                new StoreLimits(3, 10, Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5), 1);
        JournalEnd journal = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, 60);
        for (int restart = 0; restart < 20; restart++) {
            try (StoreBench bench = new StoreBench(database, outputs, journal, small)) {
                bench.agent.doWork();
                bench.agent.doWork();
                assertThat(bench.progress.storedOutput()).isEqualTo(3L * (restart + 1));
            }
        }

        assertThat(TestDatabase.column(address, ALL)).hasSize(60).doesNotHaveDuplicates();
        assertThat(TestDatabase.number(address, "SELECT output_sequence FROM heliograph.cursor"))
                .isEqualTo(60);
        assertThat(TestDatabase.number(address, "SELECT event_sequence FROM heliograph.cursor"))
                .isEqualTo(outputs.at(60).cause());
    }

    @Test
    void shouldParkWhatATableRefusesAndGoOn() {
        RandomOutputs random = new RandomOutputs(3);
        List<Output> all = new ArrayList<>(random.take(70));
        all.add(random.fault("a zero byte \0 is no text to PostgreSQL"));
        all.addAll(random.take(50));
        byte[] unknown = all.get(30).record().clone();
        unknown[2] = 99;
        all.set(30, new Output("", all.get(30).cause(), unknown, Map.of()));
        byte[] broken = Arrays.copyOf(all.get(100).record(), 40);
        all.set(100, new Output("", all.get(100).cause(), broken, Map.of()));
        ListOutputs outputs = new ListOutputs(all);
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.drain();

            assertThat(TestDatabase.column(address, ALL)).hasSize(121).doesNotHaveDuplicates();
            assertThat(TestDatabase.column(address, "SELECT sequence FROM heliograph.dead_letters ORDER BY sequence"))
                    .containsExactly("31", "71", "101");
            assertThat(TestDatabase.column(address, "SELECT problem FROM heliograph.dead_letters ORDER BY sequence")
                            .get(0))
                    .contains("template=99");
            assertThat(TestDatabase.column(
                            address,
                            "SELECT encode(record, 'escape') FROM heliograph.dead_letters WHERE sequence = 71"))
                    .first()
                    .asString()
                    .contains("a zero byte");
            assertThat(bench.progress.status().deadLetters()).isEqualTo(3);
            assertThat(bench.progress.status().rows()).isEqualTo(118);
        }
    }

    @Test
    void shouldStopAdvancingWhenTooManyOutputsAreParked() {
        List<Output> all = new ArrayList<>();
        RandomOutputs random = new RandomOutputs(4);
        for (int i = 0; i < 12; i++) {
            all.add(random.fault("\0"));
        }
        try (StoreBench bench = new StoreBench(database, new ListOutputs(all))) {
            for (int i = 0; i < 300; i++) {
                bench.agent.doWork();
                bench.clock.advance(Duration.ofSeconds(5));
            }

            assertThat(bench.progress.storedOutput()).isEqualTo(10);
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.AWAY);
            assertThat(bench.progress.status().reason()).contains("dead_letters", "limit=10");
            TestDatabase.execute(address, "DELETE FROM heliograph.dead_letters");
            bench.drain();
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.RUNNING);
        }
    }

    @Test
    void shouldRefuseTheDatabaseOfAnotherJournal() {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(5).take(10));
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.drain();
        }
        UUID other = UUID.fromString("99999999-2222-4333-8444-555555555555");
        JournalEnd foreign = new JournalEnd(other, ListOutputs.EPOCH, Long.MAX_VALUE, 10);
        try (StoreBench bench = new StoreBench(database, outputs, foreign, StoreBench.LIMITS)) {
            assertThatThrownBy(bench.agent::doWork)
                    .isInstanceOf(FatalException.class)
                    .hasMessageContaining("expected=" + other)
                    .hasMessageContaining("found=" + StoreBench.JOURNAL);
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.REFUSED);
            assertThat(bench.agent.doWork()).isZero();
        }
    }

    @Test
    void shouldRefuseADatabaseThatIsAheadOfTheJournal() {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(6).take(10));
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.drain();
        }
        JournalEnd older = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, 9);
        try (StoreBench bench = new StoreBench(database, outputs, older, StoreBench.LIMITS)) {
            assertThatThrownBy(bench.agent::doWork)
                    .isInstanceOf(FatalException.class)
                    .hasMessageContaining("journal_output=9")
                    .hasMessageContaining("database_output=10");
        }
        JournalEnd earlier = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH - 1, Long.MAX_VALUE, 10);
        try (StoreBench bench = new StoreBench(database, outputs, earlier, StoreBench.LIMITS)) {
            assertThatThrownBy(bench.agent::doWork)
                    .isInstanceOf(FatalException.class)
                    .hasMessageContaining("journal_epoch=2 database_epoch=3");
        }
    }

    @Test
    void shouldRefuseToWriteBesideAnotherWriter() {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(7).take(300));
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.agent.doWork();
            bench.agent.doWork();
            assertThat(bench.progress.storedOutput()).isEqualTo(100);
            TestDatabase.execute(address, "UPDATE heliograph.cursor SET output_sequence = 250");

            assertThatThrownBy(bench.agent::doWork)
                    .isInstanceOf(FatalException.class)
                    .hasMessageContaining("found=250");
            assertThat(TestDatabase.column(address, ALL)).hasSize(100);
        }
    }

    @Test
    void shouldGoOnBehindACommitWhoseAnswerWasLost() throws IOException {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(8).take(250));
        try (FaultProxy proxy = new FaultProxy(address);
                StoreBench bench = new StoreBench(Database.outside(proxy.address()), outputs)) {
            bench.agent.doWork();
            proxy.cutAt("COMMIT");
            bench.agent.doWork();
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.AWAY);
            assertThat(bench.progress.storedOutput()).isZero();
            assertThat(TestDatabase.column(address, ALL)).hasSize(100);
            bench.drain();

            assertThat(TestDatabase.column(address, ALL)).hasSize(250).doesNotHaveDuplicates();
            assertThat(bench.progress.status().failures()).isEqualTo(1);
        }
    }

    @Test
    void shouldWriteAgainWhatWasNotCommittedWhenTheWayBroke() throws IOException {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(8).take(250));
        try (FaultProxy proxy = new FaultProxy(address);
                StoreBench bench = new StoreBench(Database.outside(proxy.address()), outputs)) {
            bench.agent.doWork();
            proxy.cutAt("COPY ");
            bench.agent.doWork();
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.AWAY);
            bench.drain();

            assertThat(TestDatabase.column(address, ALL)).hasSize(250).doesNotHaveDuplicates();
            assertThat(bench.progress.status().failures()).isEqualTo(1);
        }
    }

    @Test
    void shouldWaitWhileTheDatabaseTakesNoWrites() {
        ListOutputs outputs = new ListOutputs(new RandomOutputs(9).take(50));
        String name = address.url().replaceAll(".*/", "");
        TestDatabase.execute(address, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.agent.doWork();
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.AWAY);
            assertThat(bench.agent.doWork()).isZero();
            assertThat(bench.progress.status().failures()).isEqualTo(1);

            TestDatabase.execute(
                    address,
                    "SET default_transaction_read_only = off",
                    "ALTER DATABASE " + name + " SET default_transaction_read_only = off");
            bench.drain();
        }
        assertThat(TestDatabase.column(address, ALL)).hasSize(50);
    }

    @Test
    void shouldRefuseTheTablesOfANewerRelease() {
        try (StoreBench bench = new StoreBench(database, new ListOutputs())) {
            bench.agent.doWork();
            assertThat(bench.progress.status().state()).isEqualTo(StoreState.RUNNING);
        }
        TestDatabase.execute(address, """
                INSERT INTO heliograph.flyway_schema_history
                    (installed_rank, version, description, type, script, installed_by, execution_time, success)
                VALUES (1000, '999', 'later', 'SQL', 'V999__later.sql', 'test', 1, true)
                """);
        try (StoreBench bench = new StoreBench(database, new ListOutputs())) {
            assertThatThrownBy(bench.agent::doWork)
                    .isInstanceOf(FatalException.class)
                    .hasMessageContaining("found=V999");
        }
    }

    @Test
    void shouldStoreTextThatLooksLikeSqlAsText() {
        RandomOutputs random = new RandomOutputs(10);
        ListOutputs outputs = new ListOutputs(List.of(random.fault("'; DROP TABLE heliograph.faults; --")));
        try (StoreBench bench = new StoreBench(database, outputs)) {
            bench.drain();
        }
        assertThat(TestDatabase.column(address, "SELECT detail FROM heliograph.faults"))
                .containsExactly(new String("'; DROP TABLE heliograph.faults; --".getBytes(StandardCharsets.UTF_8)));
    }
}
