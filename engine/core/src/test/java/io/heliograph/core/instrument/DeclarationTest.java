package io.heliograph.core.instrument;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.CoreHarness.declaration;
import static io.heliograph.core.Timeframe.HOUR;
import static io.heliograph.core.Timeframe.MINUTE;
import static io.heliograph.core.Timeframe.ONE_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {
    private static final Timeframe FIVE_MINUTES = Timeframe.ofNanos(5 * MINUTE);
    private static final Timeframe ONE_HOUR = Timeframe.ofNanos(HOUR);

    private final CoreHarness harness = CoreHarness.started();

    @Test
    void shouldUseTheLongestPatternThatMatches() {
        harness.declare("*", declaration(ONE_HOUR, 0, GapPolicy.LEAVE));
        harness.declare("BTC*", declaration(FIVE_MINUTES, 0, GapPolicy.LEAVE));
        harness.declare("BTC?", declaration(ONE_MINUTE, 0, GapPolicy.FILL));

        assertThat(settings("ETH").base()).isEqualTo(ONE_HOUR);
        assertThat(settings("BTCUSD").base()).isEqualTo(FIVE_MINUTES);
        assertThat(settings("BTC1").gaps()).isEqualTo(GapPolicy.FILL);
    }

    @Test
    void shouldUseTheSettingsOfTheCoreWhereNothingIsDeclared() {
        assertThat(settings("A")).isEqualTo(harness.core().settings().instrumentDefaults());
        assertThat(harness.core().instruments().barsFrom(0)).isEqualTo(BarsFrom.AUTO);
    }

    @Test
    void shouldChangeAnInstrumentWithoutBarsAndNoOther() {
        harness.instrument("A");
        assertThat(harness.declare("A", declaration(FIVE_MINUTES, 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.ACCEPTED);
        assertThat(settings("A").base()).isEqualTo(FIVE_MINUTES);

        harness.trade("A", MONDAY, 10, 1);

        assertThat(harness.core().instruments().at(0).isSettled()).isTrue();
        assertThat(harness.core().instruments().barsFrom(0)).isEqualTo(BarsFrom.TRADES);
        assertThat(harness.declare("A", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.INSTRUMENT_SETTLED);
        assertThat(harness.declare("*", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.ACCEPTED);
        assertThat(settings("A").base()).isEqualTo(FIVE_MINUTES);
    }

    @Test
    void shouldRememberTheFirstEventWhenADeclarationBeginsTheInstrumentAnew() {
        harness.quote("A", MONDAY, 9, Double.NaN);
        harness.quote("A", MONDAY + 30 * MINUTE, 9, Double.NaN);

        harness.declare("A", declaration(ONE_HOUR, 0, GapPolicy.LEAVE));
        harness.trade("A", MONDAY + 31 * MINUTE, 10, 1);
        harness.watermark("A", MONDAY + HOUR);

        assertThat(harness.bars("A", ONE_HOUR))
                .singleElement()
                .satisfies(bar -> assertThat(bar.first()).isFalse());
    }

    @Test
    void shouldTakeASourceNamedTwiceForOne() {
        harness.declare("A", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE, "one", "one"));
        int one = harness.source("one");

        harness.trade(harness.instrument("A"), one, MONDAY, 10, 1);
        harness.watermark(-1, one, MONDAY + MINUTE);

        assertThat(harness.bars("A", ONE_MINUTE)).hasSize(1);
    }

    @Test
    void shouldBoundTheSourcesOfADeclarationAndTheDeclarations() {
        String[] sources = IntStream.range(0, 65).mapToObj(i -> "s" + i).toArray(String[]::new);
        InstrumentSettings plain = declaration(ONE_MINUTE, 0, GapPolicy.LEAVE);

        assertThat(harness.declare("A", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE, sources)))
                .isEqualTo(Refusal.STATE_LIMIT);
        for (int i = 0; i < 10_000; i++) {
            assertThat(harness.declare("P" + i, plain)).isEqualTo(Refusal.ACCEPTED);
        }
        assertThat(harness.declare("A", plain)).isEqualTo(Refusal.STATE_LIMIT);
        assertThat(harness.declare("P1", declaration(FIVE_MINUTES, 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.ACCEPTED);
    }

    @Test
    void shouldTakeTradesForWhatAutoBecame() {
        harness.declare("A", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE));
        harness.trade("A", MONDAY, 10, 1);

        InstrumentSettings settled =
                new InstrumentSettings(ONE_MINUTE, BarsFrom.TRADES, 0, GapPolicy.LEAVE, List.of(), 0);

        assertThat(harness.declare("A", settled)).isEqualTo(Refusal.ACCEPTED);
        assertThat(harness.declare("A", settled)).isEqualTo(Refusal.UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource({
        "7m, 0, 0, TIMEFRAME_INVALID",
        "36h, 0, 0, TIMEFRAME_INVALID",
        "100t, 0, 0, TIMEFRAME_INVALID",
        "1m, -1, 0, STATE_LIMIT",
        "1m, 3780, 0, ACCEPTED",
        "1m, 3781, 0, STATE_LIMIT",
        "1m, 0, 86400, TIMEFRAME_INVALID",
        "1h, 0, 1800, TIMEFRAME_NOT_AVAILABLE",
        "1d, 0, 1800, ACCEPTED",
        "1w, 0, 0, ACCEPTED",
    })
    void shouldRefuseWhatCannotBeBuilt(String base, long lateness, long dayStart, Refusal expected) {
        InstrumentSettings settings = new InstrumentSettings(
                Timeframe.parse(base),
                BarsFrom.TRADES,
                lateness * Timeframe.SECOND,
                GapPolicy.LEAVE,
                List.of(),
                dayStart * Timeframe.SECOND);

        assertThat(settings.check()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "*, A, true",
        "*, '', true",
        "A?C, ABC, true",
        "A?C, AC, false",
        "A*C, AC, true",
        "A*C, ABBC, true",
        "A*C, ABCD, false",
        "*A*B*, XXAYYB, true",
        "*A*B*, XXBYYA, false",
        "a, A, false",
    })
    void shouldMatchWholeSymbols(String pattern, String symbol, boolean expected) {
        assertThat(SymbolPattern.matches(pattern, symbol)).isEqualTo(expected);
    }

    @Test
    void shouldStopWhenANumberWasNeverGiven() {
        assertThatThrownBy(() -> harness.trade(7, 0, MONDAY, 10, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private InstrumentSettings settings(String symbol) {
        return harness.core().instruments().settings(harness.instrument(symbol));
    }
}
