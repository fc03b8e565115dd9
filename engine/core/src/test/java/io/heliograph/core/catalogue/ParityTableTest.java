package io.heliograph.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.ExpressionCompiler;
import io.heliograph.core.language.IndicatorCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParityTableTest {
    private static final String HEADER = "indicator,ours,program,theirs,known,source,agreement,difference\n";

    /** Letters and names that stand for numbers in the table. */
    private static final Map<String, Double> LETTERS = Map.ofEntries(
            Map.entry("n", 14.0),
            Map.entry("k", 2.0),
            Map.entry("d", 3.0),
            Map.entry("f", 12.0),
            Map.entry("s", 26.0),
            Map.entry("g", 9.0),
            Map.entry("x", 3.0),
            Map.entry("smooth", 3.0),
            Map.entry("rsi_n", 14.0),
            Map.entry("stoch_n", 14.0));

    @Test
    void shouldNameIndicatorsAndCallsOfOurs() {
        for (Parity row : ParityTable.rows()) {
            assertThat(IndicatorCatalogue.find(row.indicator()))
                    .as(row.toString())
                    .isNotNull();
            assertThat(ExpressionCompiler.compile(List.of(row.ours()), Timeframe.ONE_MINUTE, LETTERS, Map.of())
                            .problems())
                    .as(row.ours())
                    .isEmpty();
            assertThat(row.source()).as(row.toString()).isNotBlank();
        }
    }

    @Test
    void shouldSayWhatDiffersWhereSomethingDoes() {
        assertThat(ParityTable.rows())
                .filteredOn(row -> row.agreement() != Parity.Agreement.EQUAL)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.difference()).isNotBlank());
    }

    @Test
    void shouldTakeWhatTheKernelsTestsExecuted() {
        assertThat(ParityTable.of("ema"))
                .filteredOn(row -> row.known() == Parity.Known.EXECUTED)
                .extracting(Parity::program)
                .contains("TA-Lib Java 0.4.0");
        assertThat(ExecutedParity.parse("program;function;output;call;name;relation;from;within;differs_by\n"
                        + "P 1;F(3);1;macd(1, 2, 3);signal;CONVERGES;7;1e-05;2e-03\n"))
                .containsExactly(new Parity(
                        "macd",
                        "macd(1, 2, 3).signal",
                        "P 1",
                        "F(3) output 1",
                        Parity.Known.EXECUTED,
                        "PeerParityTest",
                        Parity.Agreement.AFTER_START,
                        "another start: the same from bar 7 on, within 1e-05 of the largest value"));
    }

    @Test
    void shouldReadQuotedCells() {
        assertThat(ParityTable.parse(HEADER + "macd,\"macd(1, 2, 3)\",P,\"say \"\"x\"\"\",executed,T,after start,d\n"))
                .containsExactly(new Parity(
                        "macd",
                        "macd(1, 2, 3)",
                        "P",
                        "say \"x\"",
                        Parity.Known.EXECUTED,
                        "T",
                        Parity.Agreement.AFTER_START,
                        "d"));
    }

    @Test
    void shouldNameTheLineThatIsNoRow() {
        assertThatThrownBy(() -> ParityTable.parse(HEADER + "a,b\n")).hasMessage("expected 8 cells: line=2 cells=2");
        assertThatThrownBy(() -> ParityTable.parse("a,b\n")).hasMessageContaining("expected the header");
    }
}
