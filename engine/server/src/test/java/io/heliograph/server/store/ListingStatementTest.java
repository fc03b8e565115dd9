package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.query.Filter;
import io.heliograph.server.query.PagePosition;
import io.heliograph.server.query.SignalListing;
import io.heliograph.server.query.SignalOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** That every list is read along an index, at any depth, without sorting. */
class ListingStatementTest {
    private static final int OUTPUTS = 30_000;

    private static DatabaseAddress address;
    private static Jdbi jdbi;

    @BeforeAll
    static void fill() {
        address = TestDatabase.create();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        jdbi = Connections.jdbi(source);
        RandomOutputs random = new RandomOutputs(12);
        List<Output> signals = new ArrayList<>();
        for (int i = 0; i < OUTPUTS; i++) {
            signals.add(i % 10 == 9 ? random.ending() : random.signal());
        }
        ListOutputs outputs = new ListOutputs(signals);
        StoreLimits limits = StoreLimits.DEFAULT;
        JournalEnd journal = new JournalEnd(StoreBench.JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, OUTPUTS);
        try (StoreBench bench = new StoreBench(Database.outside(address), outputs, journal, limits)) {
            bench.drain();
        }
        TestDatabase.execute(address, "ANALYZE");
    }

    @ParameterizedTest
    @CsvSource({
        "'', sequence desc, signals_pkey",
        "'', sequence, signals_pkey",
        "'', bar_end_time desc, signals_by_bar_end",
        "'', event_time, signals_by_event_time",
        "'', confidence desc, signals_by_confidence",
        "symbol = NONE, sequence desc, signals_by_symbol",
        "strategy = none, sequence desc, signals_by_strategy",
        "symbol = SPY AND strategy = trend AND timeframe = 1h AND arm = b, sequence desc, signals_by"
    })
    void shouldReadAlongItsIndexWithoutSorting(String filter, String order, String index) {
        SignalOrder by = SignalOrder.parse(order);
        for (Optional<PagePosition> after :
                List.of(Optional.<PagePosition>empty(), Optional.of(new PagePosition(OUTPUTS, middle(by), 15_000)))) {
            String plan = plan(new SignalListing(Filter.parse(filter), by, 100, after, true));

            assertThat(plan).as("%s %s", filter, after).contains(index).doesNotContain("Sort", "Seq Scan");
        }
    }

    @Test
    void shouldReadEndingsAlongTheirIndex() {
        String plan = plan(new SignalListing(
                Filter.parse("status = STOP"), SignalOrder.NEWEST_FIRST, 100, Optional.empty(), true));

        assertThat(plan).contains("outcomes_endings", "signals_pkey").doesNotContain("Sort", "Seq Scan");
    }

    private static long middle(SignalOrder order) {
        return switch (order.key()) {
            case SEQUENCE -> 15_000;
            case CONFIDENCE -> Double.doubleToRawLongBits(0.5);
            case BAR_END_TIME, EVENT_TIME ->
                TestDatabase.number(address, "SELECT max(bar_end_ns) FROM heliograph.signals WHERE sequence <= 15000");
        };
    }

    private static String plan(SignalListing listing) {
        ListingStatement list = new ListingStatement(listing, OUTPUTS);
        List<String> plan = jdbi.withHandle(handle -> list.bind(handle.createQuery("EXPLAIN " + list.text()))
                .map((row, context) -> row.getString(1))
                .list());
        return String.join("\n", plan);
    }
}
