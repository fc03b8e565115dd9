package io.heliograph.server.cli.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.language.IndicatorCatalogue;
import io.heliograph.server.cli.Shell;
import org.junit.jupiter.api.Test;

class IndicatorsCommandTest {
    @Test
    void shouldListEveryIndicatorByItsSignature() {
        Shell.Answer answer = Shell.run("indicators");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .hasSameSizeAs(IndicatorCatalogue.all())
                .contains(
                        "rsi(n, smoothing = wilder, of = close)",
                        "macd(fast, slow, signal, start = own, of = close) -> line signal histogram");
    }

    @Test
    void shouldShowOneWithWhatItEqualsElsewhere() {
        Shell.Answer answer = Shell.run("indicators", "rsi");

        assertThat(answer.out())
                .contains(
                        "rsi(14, smoothing = cutler)  rsi/cutler/1",
                        "  value: first at bar 14, converged bar 201",
                        "flat        50")
                .anyMatch(line -> line.contains("rsi(14) equals TA-Lib Java 0.4.0 RSI(14) (executed"))
                .anyMatch(line -> line.contains("rsi(n) differs from Nautilus") && line.contains("(read: "));
    }

    @Test
    void shouldPrintJsonLineByLine() {
        Shell.Answer answer = Shell.run("indicators", "psar", "--json");

        assertThat(answer.out()).hasSize(1);
        assertThat(answer.out().get(0))
                .startsWith("{\"name\":\"psar\",\"signature\":\"psar(step = 0.02, max = 0.2)\"")
                .contains("\"semantic_ids\":[\"psar/talib/1\"]")
                .contains("\"converged_bars\":[\"psar().line=never\",\"psar().direction=never\"]");
    }

    @Test
    void shouldHelpWhereANameIsNone() {
        Shell.Answer answer = Shell.run("indicators", "rsy");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.said()).contains("no such indicator: 'rsy'").contains("rsi");
    }
}
