package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Look-backs, convergence and refusals: what is known of a kernel before its first bar. */
class SignatureTest {

    /** First and converged bar of each output, {@code first/converged}, from SEMANTICS and LANGUAGE. */
    @TestFactory
    Stream<DynamicTest> shouldSayWhenItStartsAndWhenItHasConverged() {
        Map<Kernel, String> expected = new LinkedHashMap<>();
        expected.put(new Sma(20), "19/19");
        expected.put(new Wma(20), "19/19");
        expected.put(new Median(20), "19/19");
        expected.put(new Stdev(20, 0), "19/19");
        expected.put(new Zscore(20, 0), "19/19");
        expected.put(new Highest(20), "19/19");
        expected.put(new Lowest(20), "19/19");
        expected.put(new Vwma(20), "19/19");
        expected.put(new Linreg(20), "19/19 19/19");
        expected.put(new Hma(16), "18/18");
        // ema(20): 139 further bars; rsi(14), atr(14): 187.
        expected.put(new Ema(20, EmaSeed.SMA), "19/158");
        expected.put(new Ema(20, EmaSeed.FIRST), "0/139");
        expected.put(new Ema(1, EmaSeed.SMA), "0/0");
        expected.put(new Smma(14), "13/200");
        expected.put(new Dema(20), "38/316");
        expected.put(new Tema(20), "57/474");
        expected.put(new Trix(20), "58/475");
        expected.put(new Kama(10, 2, 30), "10/3323");
        expected.put(new Mom(10), "10/10");
        expected.put(new Roc(10), "10/10");
        expected.put(new Rsi(14), "14/201");
        expected.put(new CutlerRsi(14), "14/14");
        expected.put(new StochRsi(14, 14, 3, 3), "27/214 29/216 31/218");
        expected.put(new TrueRange(), "1/1");
        expected.put(new Atr(14, AtrFirst.SKIP), "14/201");
        expected.put(new Atr(14, AtrFirst.RANGE), "13/200");
        expected.put(new Natr(14), "14/201");
        // slow 26: 180 bars, signal 9: 62.
        expected.put(new Macd(12, 26, 9, MacdStart.OWN), "25/205 33/275 33/275");
        expected.put(new BollingerBands(20, 2.0, 0), "19/19 19/19 19/19 19/19 19/19");
        expected.put(new Adx(14, AdxSeed.N), "27/401 14/201 14/201");
        expected.put(new Keltner(20, 10, 2.0), "19/158 19/158 19/158");
        expected.put(new Keltner(5, 30, 2.0), "30/438 30/438 30/438");
        expected.put(new Donchian(20), "19/19 19/19 19/19");
        expected.put(new Stoch(14, 3, 3), "13/13 15/15 17/17");
        expected.put(new Willr(14), "13/13");
        expected.put(new Cci(14), "13/13");
        expected.put(new Mfi(14), "14/14");
        expected.put(new Aroon(14), "14/14 14/14 14/14");
        expected.put(new Obv(ObvStart.ZERO), "0/-1");
        expected.put(Vwap.daily(), "0/0");
        expected.put(Vwap.cumulative(), "0/-1");
        expected.put(new RollingVwap(14), "13/13");
        expected.put(new Supertrend(10, 3.0), "10/-1 10/-1");
        expected.put(new Psar(0.02, 0.2), "1/-1 1/-1");
        expected.put(
                new DynamicBands(DynamicBandsParams.defaults(DynamicBandsParams.Profile.SYMMETRIC)),
                "33/220 33/220 33/220");
        return expected.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().semanticId() + " " + entry.getValue(),
                        () -> assertThat(bars(entry.getKey())).isEqualTo(entry.getValue())));
    }

    private static String bars(Kernel kernel) {
        StringBuilder bars = new StringBuilder();
        for (int output = 0; output < kernel.outputs(); output++) {
            bars.append(output == 0 ? "" : " ")
                    .append(kernel.firstBar(output))
                    .append('/')
                    .append(kernel.convergedBar(output));
        }
        return bars.toString();
    }

    @Test
    void shouldForgetItsStartByTheBarItCallsConverged() {
        Ema one = new Ema(20, EmaSeed.SMA);
        Ema other = new Ema(20, EmaSeed.SMA);
        for (int i = 0; i <= one.convergedBar(0); i++) {
            one.update(i < 20 ? 1.0 : 0.0, false);
            other.update(0.0, false);
            boolean forgotten = Math.abs(one.value(0) - other.value(0)) < 1e-6;
            assertThat(forgotten).isEqualTo(i >= one.convergedBar(0));
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldRefusePeriodsOutsideTheirRange() {
        Map<String, IntFunction<Kernel>> byName = new LinkedHashMap<>();
        byName.put("n of sma", Sma::new);
        byName.put("n of ema", n -> new Ema(n, EmaSeed.SMA));
        byName.put("n of smma", Smma::new);
        byName.put("n of wma", Wma::new);
        byName.put("n of vwma", Vwma::new);
        byName.put("n of median", Median::new);
        byName.put("n of highest", Highest::new);
        byName.put("n of lowest", Lowest::new);
        byName.put("n of stdev", n -> new Stdev(n, 0));
        byName.put("n of zscore", n -> new Zscore(n, 0));
        byName.put("n of linreg", Linreg::new);
        byName.put("n of dema", Dema::new);
        byName.put("n of tema", Tema::new);
        byName.put("n of trix", Trix::new);
        byName.put("n of mom", Mom::new);
        byName.put("n of roc", Roc::new);
        byName.put("n of kama", n -> new Kama(n, 2, 30));
        byName.put("n of rsi", Rsi::new);
        byName.put("n of cutler", CutlerRsi::new);
        byName.put("rsi of stochrsi", n -> new StochRsi(n, 3, 3, 3));
        byName.put("stoch of stochrsi", n -> new StochRsi(3, n, 3, 3));
        byName.put("smooth of stochrsi", n -> new StochRsi(3, 3, n, 3));
        byName.put("d of stochrsi", n -> new StochRsi(3, 3, 3, n));
        byName.put("n of atr", n -> new Atr(n, AtrFirst.SKIP));
        byName.put("n of natr", Natr::new);
        byName.put("signal of macd", n -> new Macd(3, 6, n, MacdStart.OWN));
        byName.put("n of bbands", n -> new BollingerBands(n, 2.0, 0));
        byName.put("n of adx", n -> new Adx(n, AdxSeed.N));
        byName.put("n of keltner", n -> new Keltner(n, 5, 2.0));
        byName.put("atr of keltner", n -> new Keltner(5, n, 2.0));
        byName.put("n of donchian", Donchian::new);
        byName.put("k of stoch", n -> new Stoch(n, 3, 3));
        byName.put("smooth of stoch", n -> new Stoch(3, n, 3));
        byName.put("d of stoch", n -> new Stoch(3, 3, n));
        byName.put("n of willr", Willr::new);
        byName.put("n of cci", Cci::new);
        byName.put("n of mfi", Mfi::new);
        byName.put("n of aroon", Aroon::new);
        byName.put("n of vwap", RollingVwap::new);
        byName.put("n of supertrend", n -> new Supertrend(n, 3.0));
        return byName.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> checkPeriod(entry)));
    }

    private static void checkPeriod(Map.Entry<String, IntFunction<Kernel>> entry) {
        String name = entry.getKey().substring(0, entry.getKey().indexOf(' '));
        for (int wrong : new int[] {Integer.MIN_VALUE, -1, 0, 5_001, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> entry.getValue().apply(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " must be 1 to 5000: " + name + "=" + wrong);
        }
        assertThatCode(() -> entry.getValue().apply(1)).doesNotThrowAnyException();
        assertThatCode(() -> entry.getValue().apply(5_000)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseWhatIsNoPeriodOutsideItsRange() {
        assertThatThrownBy(() -> new Hma(1)).hasMessage("n must be 2 to 5000: n=1");
        assertThatThrownBy(() -> new Macd(12, 12, 9, MacdStart.OWN))
                .hasMessage("fast must be less than slow: fast=12 slow=12");
        assertThatThrownBy(() -> new Macd(0, 12, 9, MacdStart.OWN)).hasMessage("fast must be 1 to 5000: fast=0");
        assertThatThrownBy(() -> new Kama(10, 30, 30)).hasMessage("fast must be less than slow: fast=30 slow=30");
        assertThatThrownBy(() -> new BollingerBands(20, 0.0, 0))
                .hasMessage("k must be finite and greater than 0: k=0.0");
        assertThatThrownBy(() -> new BollingerBands(20, Double.NaN, 0)).hasMessageEndingWith("k=NaN");
        assertThatThrownBy(() -> new BollingerBands(20, 2.0, 2))
                .hasMessage("ddof must be 0 (population) or 1 (sample): ddof=2");
        assertThatThrownBy(() -> new Stdev(20, -1)).hasMessageEndingWith("ddof=-1");
        assertThatThrownBy(() -> new Keltner(20, 10, Double.POSITIVE_INFINITY)).hasMessageEndingWith("k=Infinity");
        assertThatThrownBy(() -> new Supertrend(10, -3.0)).hasMessageEndingWith("k=-3.0");
        assertThatThrownBy(() -> new Psar(0.0, 0.2)).hasMessage("step must be finite and greater than 0: step=0.0");
        assertThatThrownBy(() -> new Psar(0.02, -0.2)).hasMessageStartingWith("max must be");
        assertThatThrownBy(() -> new Outputs(0)).hasMessage("outputs must be 1 to 8: outputs=0");
    }

    @Test
    void shouldHaveNoDeviationOfASampleOfOneAndNoSlopeOfAPoint() {
        Stdev stdev = new Stdev(1, 1);
        Zscore zscore = new Zscore(1, 1);
        Linreg linreg = new Linreg(1);

        stdev.update(5.0, false);
        zscore.update(5.0, false);
        linreg.update(5.0, false);

        assertThat(stdev.value(0)).isNaN();
        assertThat(zscore.value(0)).isNaN();
        assertThat(linreg.value(0)).isEqualTo(5.0);
        assertThat(linreg.value(1)).isNaN();
    }
}
