package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.heliograph.server.query.Filter;
import io.heliograph.server.query.SignalListing;
import io.heliograph.server.query.SignalOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** That what a caller writes is bound, and never becomes part of a statement. */
class InterpolationTest {
    private static final List<String> HOSTILE =
            List.of("x", "'; DROP TABLE heliograph.bars; --", ":as_of", ":value_0", "?", "<table>", "$1", "-- ", "\\'");

    @Test
    void shouldMakeTheSameTextWhateverValuesAFilterNames() {
        String expected = "s.symbol = :value_0 OR (s.confidence IS NOT NULL AND s.confidence > :value_1)";
        for (String value : HOSTILE) {
            String quoted = '"' + value.replace("\\", "\\\\") + '"';

            ListingStatement list = statement("symbol = " + quoted + " OR confidence > 0.5");

            assertThat(list.text()).as(value).contains(expected).doesNotContain("DROP", "<table>", "$1", "--");
        }
    }

    @Test
    void shouldFillNoHolesInAStatementAndTakeParametersAsTheyAre() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (HikariDataSource pool = Connections.queries(TestDatabase.create(), StoreBench.LIMITS, timer)) {
            List<String> back = Connections.jdbi(pool)
                    .withHandle(handle -> HOSTILE.stream()
                            .map(value -> handle.createQuery("SELECT '<table> ' || :value")
                                    .define("table", "filled")
                                    .bind("value", value)
                                    .map((row, context) -> row.getString(1))
                                    .one())
                            .toList());

            assertThat(back)
                    .isEqualTo(HOSTILE.stream().map(value -> "<table> " + value).toList());
        } finally {
            timer.shutdownNow();
        }
    }

    private static ListingStatement statement(String filter) {
        return new ListingStatement(
                new SignalListing(Filter.parse(filter), SignalOrder.NEWEST_FIRST, 10, Optional.empty(), true), 7);
    }
}
