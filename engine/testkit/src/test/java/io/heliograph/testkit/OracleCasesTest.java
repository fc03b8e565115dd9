package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.OracleCases.Case;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleCasesTest {

    @Test
    void shouldReadEveryCaseWithItsBarsAndRows() {
        SharedData.assumePresent();

        OracleCases oracle = OracleCases.load();

        assertThat(oracle.cases()).hasSizeGreaterThan(100);
        for (Case one : oracle.cases()) {
            List<OracleCases.Row> rows = oracle.rows(one);
            assertThat(rows).as(one.id()).isNotEmpty();
            assertThat(rows.get(0).index()).as(one.id()).isGreaterThanOrEqualTo(one.firstIndex());
            assertThat(rows.get(0).expected()).hasSize(one.outputs().size());
            assertThat(oracle.bars(one).rows())
                    .isGreaterThan(rows.get(rows.size() - 1).index());
        }
    }

    @Test
    void shouldAcceptWithinAbsoluteAndRelativeTolerance() {
        Case one = new Case("x", "sma", java.util.Map.of("n", "5"), "s", List.of("value"), "std", 4, 0.5, 0.01);

        assertThat(one.accepts(101.5, 100.0)).isTrue();
        assertThat(one.accepts(101.6, 100.0)).isFalse();
        assertThat(one.accepts(Double.NaN, 100.0)).isFalse();
        assertThat(one.number("n")).isEqualTo(5);
    }
}
