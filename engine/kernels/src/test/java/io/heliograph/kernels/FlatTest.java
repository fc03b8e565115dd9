package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Neutral when flat, and how FLAT spreads. */
class FlatTest {

    @ParameterizedTest(name = "{0} output {1}: {2}")
    @CsvSource({
        "rsi(4), 0, 50",
        "'rsi(5, smoothing = cutler)', 0, 50",
        "'stochrsi(4, 5, 3, 2)', 0, 50",
        "'stochrsi(4, 5, 3, 2)', 1, 50",
        "'stochrsi(4, 5, 3, 2)', 2, 50",
        "'stoch(5, 3, 2)', 0, 50",
        "'stoch(5, 3, 2)', 1, 50",
        "'stoch(5, 3, 2)', 2, 50",
        "mfi(5), 0, 50",
        "willr(5), 0, -50",
        "cci(5), 0, 0",
        "zscore(5), 0, 0",
        "'bbands(5, 2)', 3, 0.5",
        "adx(4), 0, 0",
        "adx(4), 1, 0",
        "adx(4), 2, 0",
        "'dynamic_bands(4, 5)', 0, 20",
        "'dynamic_bands(4, 5)', 1, 80",
        "'dynamic_bands(4, 5)', 2, 1"
    })
    void shouldStandAtTheNeutralValueInAMarketThatNeverMoved(String call, int output, double neutral) {
        Kernel kernel = EveryKernel.byCall().get(call).get();

        Bar still = new Bar().set(7.0, 7.0, 7.0, 7.0, 0.0, 0L, 0L);
        for (int i = 0; i <= kernel.firstBar(output); i++) {
            Feed.update(kernel, still);
        }

        assertThat(kernel.value(output)).isEqualTo(neutral);
        assertThat(kernel.isFlat(output)).isTrue();
    }

    @Test
    void shouldHaveNoNeutralValueWhereASampleOfOneHasNoDeviation() {
        BollingerBands bands = new BollingerBands(1, 2.0, 1);

        bands.update(7.0, false);

        assertThat(bands.value(1)).isEqualTo(7.0);
        for (int output : new int[] {0, 2, 3, 4}) {
            assertThat(bands.value(output)).as(bands.outputName(output)).isNaN();
            assertThat(bands.isFlat(output)).as(bands.outputName(output)).isFalse();
        }
    }

    @ParameterizedTest(name = "{0} output {1}")
    @CsvSource({
        "sma(5), 0",
        "ema(5), 0",
        "stdev(5), 0",
        "'bbands(5, 2)', 0",
        "'bbands(5, 2)', 1",
        "'bbands(5, 2)', 4",
        "'macd(3, 6, 4)', 0",
        "median(5), 0",
        "donchian(5), 1",
        "atr(4), 0",
        "tr(), 0",
        "mom(5), 0",
        "kama(5), 0",
        "aroon(5), 0",
        "'supertrend(4, 2)', 0"
    })
    void shouldNotCallAPlainNumberFlatBecauseTheMarketIs(String call, int output) {
        Kernel kernel = EveryKernel.byCall().get(call).get();

        Bar still = new Bar().set(7.0, 7.0, 7.0, 7.0, 0.0, 0L, 0L);
        for (int i = 0; i <= kernel.firstBar(output); i++) {
            Feed.update(kernel, still);
        }

        assertThat(kernel.value(output)).isNotNaN();
        assertThat(kernel.isFlat(output)).isFalse();
    }

    /** One FLAT input at bar 20 of a market that moves; which answers from bar 18 to 29 are FLAT. */
    @ParameterizedTest(name = "{0} output {1}: {2}")
    @CsvSource({
        // Windows that hold it.
        "sma(5), 0, ..#####.....",
        "wma(5), 0, ..#####.....",
        "vwma(5), 0, ..#####.....",
        "median(5), 0, ..#####.....",
        "highest(5), 0, ..#####.....",
        "lowest(5), 0, ..#####.....",
        "stdev(5), 0, ..#####.....",
        "zscore(5), 0, ..#####.....",
        "linreg(5), 1, ..#####.....",
        "'bbands(5, 2)', 0, ..#####.....",
        "'bbands(5, 2)', 3, ..#####.....",
        "'bbands(5, 2)', 4, ..#####.....",
        // wma of 9, then of 3 of those: 9 + 2 bars.
        "hma(9), 0, ..##########",
        // Recursive ones: only while the input is.
        "ema(5), 0, ..#.........",
        "'ema(5, seed = first)', 0, ..#.........",
        "smma(5), 0, ..#.........",
        "dema(4), 0, ..#.........",
        "tema(4), 0, ..#.........",
        "trix(4), 0, ..#.........",
        "kama(5), 0, ..#.........",
        "rsi(4), 0, ..#.........",
        "'macd(3, 6, 4)', 0, ..#.........",
        "'macd(3, 6, 4)', 1, ..#.........",
        "'macd(3, 6, 4)', 2, ..#.........",
        // Either end.
        "mom(5), 0, ..#....#....",
        "roc(5), 0, ..#....#....",
        // The RSI is FLAT once; raw looks back over 5 of them, k over 3 raws, d over 2 ks.
        "'stochrsi(4, 5, 3, 2)', 0, ..#####.....",
        "'stochrsi(4, 5, 3, 2)', 1, ..#######...",
        "'stochrsi(4, 5, 3, 2)', 2, ..########.."
    })
    void shouldSpreadAFlatInput(String call, int output, String expected) {
        Kernel kernel = EveryKernel.byCall().get(call).get();
        StringBuilder flats = new StringBuilder();

        for (int i = 0; i < 30; i++) {
            double x = 100.0 + (i * 37 % 11) + i * 0.1;
            boolean flat = i == 20;
            if (kernel instanceof WeightedKernel weighted) {
                weighted.update(x, 1.0, flat);
            } else {
                ((SeriesKernel) kernel).update(x, flat);
            }
            if (i >= 18) {
                flats.append(kernel.isFlat(output) ? '#' : '.');
            }
        }

        assertThat(flats).hasToString(expected);
    }

    @Test
    void shouldSpreadAFlatRawOfTheStochasticOverItsLines() {
        Stoch stoch = new Stoch(1, 3, 2);
        List<String> flats = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            double reach = i == 4 ? 0.0 : 1.0;
            stoch.update(new Bar().set(5.0, 5.0 + reach, 5.0 - reach, 5.0, 1.0, 0L, 0L));
            flats.add((stoch.isFlat(0) ? "r" : "") + (stoch.isFlat(1) ? "k" : "") + (stoch.isFlat(2) ? "d" : ""));
        }

        assertThat(flats).containsExactly("", "", "", "", "rkd", "kd", "kd", "d", "", "");
    }

    @Test
    void shouldTakeAnRsiThatOnlyRoundsForAFlatOne() {
        StochRsi stochRsi = new StochRsi(3, 4, 1, 1);
        double[] moves = {100.0, 101.3, 100.7, 102.9, 101.1, 103.7};
        for (double x : moves) {
            stochRsi.update(x, false);
        }

        for (int i = 0; i < 5; i++) {
            stochRsi.update(103.7, false);
        }

        assertThat(stochRsi.value(0)).isEqualTo(50.0);
        assertThat(stochRsi.isFlat(0)).isTrue();
    }

    @Test
    void shouldBeFlatInDirectionButNotInRangeWhenBarsOnlyShrinkInside() {
        Adx adx = new Adx(2, AdxSeed.N);

        for (int i = 0; i < 6; i++) {
            adx.update(new Bar().set(10.0, 11.0, 9.0, 10.0, 1.0, 0L, 0L));
        }

        assertThat(adx.value(0)).isZero();
        assertThat(adx.isFlat(0)).isTrue();
        assertThat(adx.value(1)).isZero();
        assertThat(adx.isFlat(1)).isFalse();
    }

    @Test
    void shouldBeUndefinedWithoutVolumeAndNotFlat() {
        RollingVwap vwap = new RollingVwap(3);
        Vwap day = Vwap.daily();
        Vwma vwma = new Vwma(3);
        double[] volumes = {0.0, 0.3, 0.7, 0.0, 0.0, 0.0, 0.1};
        List<Boolean> defined = new ArrayList<>();

        for (int i = 0; i < volumes.length; i++) {
            Bar bar = new Bar().set(5.0, 5.0, 5.0, 5.0, volumes[i], 0L, i / 5);
            vwap.update(bar);
            day.update(bar);
            vwma.update(5.0, volumes[i], true);
            defined.add(!Double.isNaN(vwap.value(0)));
            assertThat(Double.isNaN(vwma.value(0))).isEqualTo(Double.isNaN(vwap.value(0)));
            assertThat(vwma.isFlat(0)).isEqualTo(!Double.isNaN(vwma.value(0)));
            assertThat(Double.isNaN(day.value(0))).isEqualTo(i == 0 || i == 5);
        }

        assertThat(defined).containsExactly(false, false, true, true, true, false, true);
    }
}
