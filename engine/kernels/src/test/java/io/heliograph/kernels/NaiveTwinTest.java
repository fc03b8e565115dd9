package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.RandomMarket;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kernel against its naive twin, on markets with dead stretches, jumps, large and tiny prices. */
class NaiveTwinTest {
    private static final int BARS = 500;

    /** First price and tick of each market. */
    private static final double[][] MARKETS = {{100.0, 0.01}, {60_000.0, 0.01}, {1e-8, 1e-10}, {5.0, 1.0}};

    private final Map<String, Twin> twins = new LinkedHashMap<>();

    /** The outputs of a twin over bars, given the closes with their FLAT marks. */
    private interface Definition extends BiFunction<List<Bar>, Line, Line[]> {}

    /** A kernel, its definition, and how exact it must be as a share of the values' scale. */
    private record Twin(Supplier<Kernel> kernel, double tolerance, Definition definition) {}

    private static Line[] one(Line line) {
        return new Line[] {line};
    }

    private void add(String call, double tolerance, Supplier<Kernel> kernel, Definition definition) {
        twins.put(call, new Twin(kernel, tolerance, definition));
    }

    private void window(String call, Supplier<Kernel> kernel, int n, Naive.Window window) {
        add(call, 1e-12, kernel, (bars, x) -> one(Naive.windowed(x, n, window)));
    }

    private void averages() {
        for (int n : new int[] {1, 2, 7, 20}) {
            window("sma(" + n + ")", () -> new Sma(n), n, Naive::mean);
            window("wma(" + n + ")", () -> new Wma(n), n, Naive::weighted);
            window("median(" + n + ")", () -> new Median(n), n, Naive::median);
            window("highest(" + n + ")", () -> new Highest(n), n, Naive::max);
            window("lowest(" + n + ")", () -> new Lowest(n), n, Naive::min);
            window("stdev(" + n + ")", () -> new Stdev(n, 0), n, w -> Naive.deviation(w, 0));
            window("stdev(" + n + ", ddof = 1)", () -> new Stdev(n, 1), n, w -> Naive.deviation(w, 1));
            add("ema(" + n + ")", 1e-11, () -> new Ema(n, EmaSeed.SMA), (bars, x) -> one(Naive.ema(x, n)));
            add(
                    "ema(" + n + ", seed = first)",
                    1e-11,
                    () -> new Ema(n, EmaSeed.FIRST),
                    (bars, x) -> one(Naive.recursive(x, 1, 2.0 / (n + 1))));
            add("smma(" + n + ")", 1e-11, () -> new Smma(n), (bars, x) -> one(Naive.recursive(x, n, 1.0 / n)));
        }
        add("dema(5)", 1e-11, () -> new Dema(5), (bars, x) -> {
            Line a = Naive.ema(x, 5);
            return one(Naive.map(a, Naive.ema(a, 5), (p, q) -> 2 * p - q));
        });
        add("tema(5)", 1e-11, () -> new Tema(5), (bars, x) -> {
            Line a = Naive.ema(x, 5);
            Line b = Naive.ema(a, 5);
            Line c = Naive.ema(b, 5);
            return one(Naive.map(Naive.map(a, b, (p, q) -> 3 * p - 3 * q), c, Double::sum));
        });
        add("hma(9)", 1e-11, () -> new Hma(9), (bars, x) -> {
            Line half = Naive.windowed(x, 4, Naive::weighted);
            Line whole = Naive.windowed(x, 9, Naive::weighted);
            return one(Naive.windowed(Naive.map(half, whole, (p, q) -> 2 * p - q), 3, Naive::weighted));
        });
        add("linreg(8)", 1e-11, () -> new Linreg(8), (bars, x) -> new Line[] {
            Naive.windowed(x, 8, w -> Naive.mean(w) + Naive.slope(w) * 3.5), Naive.windowed(x, 8, Naive::slope)
        });
        add("vwma(6)", 1e-11, () -> new Vwma(6), (bars, x) -> one(volumeWeighted(bars, x, 6)));
        add("kama(6, 2, 30)", 1e-10, () -> new Kama(6, 2, 30), (bars, x) -> one(kama(x, 6)));
    }

    private static Line volumeWeighted(List<Bar> bars, Line x, int n) {
        Line out = new Line(x.size());
        for (int i = n - 1; i < x.size(); i++) {
            double paid = 0.0;
            double volume = 0.0;
            for (int k = i - n + 1; k <= i; k++) {
                paid += x.x()[k] * bars.get(k).volume();
                volume += bars.get(k).volume();
            }
            out.set(i, paid / volume, x.hasFlat(i, n));
        }
        return out;
    }

    private static Line kama(Line x, int n) {
        Line out = new Line(x.size());
        double y = x.x()[n - 1];
        for (int i = n; i < x.size(); i++) {
            double path = 0.0;
            for (int k = i - n + 1; k <= i; k++) {
                path += Math.abs(x.x()[k] - x.x()[k - 1]);
            }
            double efficiency = path == 0.0 ? 1.0 : Math.abs(x.x()[i] - x.x()[i - n]) / path;
            double root = efficiency * (2.0 / 3.0 - 2.0 / 31.0) + 2.0 / 31.0;
            y = y + root * root * (x.x()[i] - y);
            out.set(i, y, x.flat()[i]);
        }
        return out;
    }

    private void oscillators() {
        add("mom(5)", 1e-12, () -> new Mom(5), (bars, x) -> one(ends(x, 5, (now, then) -> now - then)));
        add("roc(5)", 1e-12, () -> new Roc(5), (bars, x) -> one(ends(x, 5, (now, then) -> (now / then - 1) * 100)));
        add("trix(4)", 1e-9, () -> new Trix(4), (bars, x) -> {
            Line c = Naive.ema(Naive.ema(Naive.ema(x, 4), 4), 4);
            Line out = new Line(x.size());
            for (int i = 10; i < x.size(); i++) {
                out.set(i, (c.x()[i] / c.x()[i - 1] - 1) * 100, x.flat()[i]);
            }
            return one(out);
        });
        for (int n : new int[] {1, 2, 14}) {
            add("rsi(" + n + ")", 1e-9, () -> new Rsi(n), (bars, x) -> one(Naive.rsi(x, n)));
            add("rsi(" + n + ", smoothing = cutler)", 1e-9, () -> new CutlerRsi(n), (bars, x) -> {
                Line up = Naive.windowed(Naive.changes(x, 1.0), n, Naive::sum);
                return one(Naive.strength(up, Naive.windowed(Naive.changes(x, -1.0), n, Naive::sum), x));
            });
        }
        add("stochrsi(7, 6, 3, 2)", 1e-5, () -> new StochRsi(7, 6, 3, 2), (bars, x) -> {
            Line r = Naive.rsi(x, 7);
            return smoothed(Naive.stochastic(r, r, r, 6, 1e-9), 3, 2);
        });
        add("stoch(6, 3, 2)", 1e-12, () -> new Stoch(6, 3, 2), (bars, x) -> {
            Line close = Naive.of(bars, Bar::close);
            Line raw = Naive.stochastic(close, Naive.of(bars, Bar::high), Naive.of(bars, Bar::low), 6, 0.0);
            return smoothed(raw, 3, 2);
        });
        add("willr(6)", 1e-12, () -> new Willr(6), (bars, x) -> {
            Line close = Naive.of(bars, Bar::close);
            Line raw = Naive.stochastic(close, Naive.of(bars, Bar::high), Naive.of(bars, Bar::low), 6, 0.0);
            return one(Naive.map(raw, raw, (p, q) -> p - 100.0));
        });
        add("cci(6)", 1e-9, () -> new Cci(6), (bars, x) -> {
            Line price = Naive.of(bars, bar -> (bar.high() + bar.low() + bar.close()) / 3.0);
            Line out = Naive.windowed(price, 6, NaiveTwinTest::cci);
            for (int i = 5; i < out.size(); i++) {
                out.set(i, out.x()[i], price.isLevel(i, 6));
            }
            return one(out);
        });
        add("mfi(6)", 1e-9, () -> new Mfi(6), (bars, x) -> {
            Line up = Naive.windowed(flows(bars, 1.0), 6, Naive::sum);
            Line down = Naive.windowed(flows(bars, -1.0), 6, Naive::sum);
            return one(Naive.strength(up, down, new Line(bars.size())));
        });
        add("aroon(6)", 1e-12, () -> new Aroon(6), (bars, x) -> {
            Line up = Naive.windowed(Naive.of(bars, Bar::high), 7, NaiveTwinTest::freshness);
            Line down = Naive.windowed(Naive.of(bars, bar -> -bar.low()), 7, NaiveTwinTest::freshness);
            return new Line[] {up, down, Naive.map(up, down, (p, q) -> p - q)};
        });
        add("zscore(6)", 1e-7, () -> new Zscore(6, 0), (bars, x) -> {
            Line out =
                    Naive.windowed(x, 6, w -> Naive.isLevel(w) ? 0.0 : (w[5] - Naive.mean(w)) / Naive.deviation(w, 0));
            return one(levelIsFlat(out, x, 6));
        });
    }

    private static Line ends(Line x, int n, java.util.function.DoubleBinaryOperator operator) {
        Line out = new Line(x.size());
        for (int i = n; i < x.size(); i++) {
            out.set(i, operator.applyAsDouble(x.x()[i], x.x()[i - n]), x.flat()[i] || x.flat()[i - n]);
        }
        return out;
    }

    private static Line[] smoothed(Line raw, int smooth, int d) {
        Line k = Naive.windowed(raw, smooth, Naive::mean);
        return new Line[] {raw, k, Naive.windowed(k, d, Naive::mean)};
    }

    private static Line levelIsFlat(Line out, Line x, int n) {
        for (int i = n - 1; i < out.size(); i++) {
            out.set(i, out.x()[i], out.flat()[i] || x.isLevel(i, n));
        }
        return out;
    }

    /** In decimals: at 60,000 doubles lose more here than the kernel does. */
    private static double cci(double[] window) {
        if (Naive.isLevel(window)) {
            return 0.0;
        }
        BigDecimal n = BigDecimal.valueOf(window.length);
        BigDecimal sum = BigDecimal.ZERO;
        for (double x : window) {
            sum = sum.add(new BigDecimal(x));
        }
        BigDecimal mean = sum.divide(n, MathContext.DECIMAL128);
        BigDecimal distances = BigDecimal.ZERO;
        for (double x : window) {
            distances = distances.add(new BigDecimal(x).subtract(mean).abs());
        }
        BigDecimal above = new BigDecimal(window[window.length - 1]).subtract(mean);
        BigDecimal below = distances.divide(n, MathContext.DECIMAL128).multiply(new BigDecimal("0.015"));
        return above.divide(below, MathContext.DECIMAL128).doubleValue();
    }

    private static Line flows(List<Bar> bars, double sign) {
        Line out = new Line(bars.size());
        for (int i = 1; i < bars.size(); i++) {
            double now = (bars.get(i).high() + bars.get(i).low() + bars.get(i).close()) / 3.0;
            Bar last = bars.get(i - 1);
            double then = (last.high() + last.low() + last.close()) / 3.0;
            out.set(i, sign * (now - then) > 0 ? now * bars.get(i).volume() : 0.0, false);
        }
        return out;
    }

    private static double freshness(double[] window) {
        int newest = 0;
        for (int i = 0; i < window.length; i++) {
            newest = window[i] >= window[newest] ? i : newest;
        }
        return 100.0 * newest / (window.length - 1);
    }

    private void bands() {
        add("bbands(7, 2)", 1e-9, () -> new BollingerBands(7, 2.0, 0), (bars, x) -> bollinger(x, 7, 2.0, 0));
        add(
                "bbands(7, 1.5, ddof = 1)",
                1e-9,
                () -> new BollingerBands(7, 1.5, 1),
                (bars, x) -> bollinger(x, 7, 1.5, 1));
        add("donchian(7)", 1e-12, () -> new Donchian(7), (bars, x) -> {
            Line upper = Naive.windowed(Naive.of(bars, Bar::high), 7, Naive::max);
            Line lower = Naive.windowed(Naive.of(bars, Bar::low), 7, Naive::min);
            return new Line[] {upper, Naive.map(upper, lower, (p, q) -> (p + q) / 2), lower};
        });
        add(
                "macd(3, 6, 4)",
                1e-10,
                () -> new Macd(3, 6, 4, MacdStart.OWN),
                (bars, x) -> macd(Naive.ema(x, 3), Naive.ema(x, 6), 4));
        add("macd(3, 6, 4, start = slow)", 1e-10, () -> new Macd(3, 6, 4, MacdStart.SLOW), (bars, x) -> {
            Line late = new Line(x.x().clone(), x.flat());
            java.util.Arrays.fill(late.x(), 0, 3, Double.NaN);
            return macd(Naive.ema(late, 3), Naive.ema(x, 6), 4);
        });
        add("tr()", 1e-12, TrueRange::new, (bars, x) -> one(Naive.trueRange(bars, false)));
        add("atr(5)", 1e-11, () -> new Atr(5, AtrFirst.SKIP), (bars, x) -> one(Naive.atr(bars, 5)));
        add(
                "atr(5, first = range)",
                1e-11,
                () -> new Atr(5, AtrFirst.RANGE),
                (bars, x) -> one(Naive.recursive(Naive.trueRange(bars, true), 5, 0.2)));
        add(
                "natr(5)",
                1e-11,
                () -> new Natr(5),
                (bars, x) -> one(Naive.map(Naive.atr(bars, 5), Naive.of(bars, Bar::close), (a, c) -> a / c * 100)));
        add("keltner(6, 4, 2)", 1e-11, () -> new Keltner(6, 4, 2.0), (bars, x) -> {
            Line middle = Naive.ema(Naive.of(bars, Bar::close), 6);
            Line atr = Naive.atr(bars, 4);
            Line upper = Naive.map(middle, atr, (m, a) -> m + 2 * a);
            return new Line[] {upper, middle, Naive.map(middle, atr, (m, a) -> m - 2 * a)};
        });
        add("adx(5)", 1e-9, () -> new Adx(5, AdxSeed.N), (bars, x) -> adx(bars, 5, 5));
        add("adx(5, seed = talib)", 1e-9, () -> new Adx(5, AdxSeed.TALIB), (bars, x) -> adx(bars, 5, 4));
    }

    private static Line[] bollinger(Line x, int n, double k, int ddof) {
        Line middle = Naive.windowed(x, n, Naive::mean);
        Line width = Naive.windowed(x, n, w -> Naive.deviation(w, ddof) * k);
        Line upper = Naive.map(middle, width, Double::sum);
        Line lower = Naive.map(middle, width, (m, w) -> m - w);
        Line percent = Naive.windowed(x, n, w -> {
            double reach = k * Naive.deviation(w, ddof);
            return Naive.isLevel(w) ? 0.5 : 0.5 + (w[n - 1] - Naive.mean(w)) / (2 * reach);
        });
        return new Line[] {
            upper, middle, lower, levelIsFlat(percent, x, n), Naive.map(width, middle, (w, m) -> 2 * w / m)
        };
    }

    private static Line[] macd(Line fast, Line slow, int signal) {
        Line line = Naive.map(fast, slow, (f, s) -> f - s);
        for (int i = 0; i < line.size(); i++) {
            line.set(i, line.x()[i], slow.flat()[i]);
        }
        Line average = Naive.ema(line, signal);
        return new Line[] {line, average, Naive.map(line, average, (l, a) -> l - a)};
    }

    private static Line[] adx(List<Bar> bars, int n, int seeding) {
        Line up = new Line(bars.size());
        Line down = new Line(bars.size());
        for (int i = 1; i < bars.size(); i++) {
            double rise = bars.get(i).high() - bars.get(i - 1).high();
            double fall = bars.get(i - 1).low() - bars.get(i).low();
            up.set(i, rise > fall && rise > 0 ? rise : 0.0, false);
            down.set(i, fall > rise && fall > 0 ? fall : 0.0, false);
        }
        Line range = Naive.wilderSum(Naive.trueRange(bars, false), n, seeding);
        Line plus = directional(Naive.wilderSum(up, n, seeding), range);
        Line minus = directional(Naive.wilderSum(down, n, seeding), range);
        Line dx = new Line(bars.size());
        for (int i = n; i < bars.size(); i++) {
            double total = plus.x()[i] + minus.x()[i];
            boolean aimless = total == 0.0;
            dx.set(i, aimless ? 0.0 : Math.abs(plus.x()[i] - minus.x()[i]) / total * 100, aimless);
        }
        return new Line[] {Naive.recursive(dx, n, 1.0 / n), plus, minus};
    }

    private static Line directional(Line movement, Line range) {
        Line out = new Line(movement.size());
        for (int i = 0; i < out.size(); i++) {
            boolean still = range.x()[i] == 0.0;
            out.set(i, still ? 0.0 : movement.x()[i] / range.x()[i] * 100, still);
        }
        return out;
    }

    private void volumes() {
        add(
                "vwap(6)",
                1e-11,
                () -> new RollingVwap(6),
                (bars, x) -> one(volumeWeighted(
                        bars, Naive.of(bars, bar -> (bar.high() + bar.low() + bar.close()) / 3.0), 6)));
        add("vwap_cum()", 1e-11, Vwap::cumulative, (bars, x) -> one(anchored(bars, false)));
        add("vwap()", 1e-11, Vwap::daily, (bars, x) -> one(anchored(bars, true)));
        add("obv()", 1e-12, () -> new Obv(ObvStart.ZERO), (bars, x) -> one(obv(bars, 0.0)));
        add(
                "obv(start = volume)",
                1e-12,
                () -> new Obv(ObvStart.VOLUME),
                (bars, x) -> one(obv(bars, bars.get(0).volume())));
    }

    private static Line anchored(List<Bar> bars, boolean daily) {
        Line out = new Line(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            double paid = 0.0;
            double volume = 0.0;
            for (int k = 0; k <= i; k++) {
                Bar bar = bars.get(k);
                if (!daily || bar.day() == bars.get(i).day()) {
                    paid += (bar.high() + bar.low() + bar.close()) / 3.0 * bar.volume();
                    volume += bar.volume();
                }
            }
            out.set(i, paid / volume, false);
        }
        return out;
    }

    private static Line obv(List<Bar> bars, double first) {
        Line out = new Line(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            double sum = first;
            for (int k = 1; k <= i; k++) {
                sum += Math.signum(bars.get(k).close() - bars.get(k - 1).close())
                        * bars.get(k).volume();
            }
            out.set(i, sum, false);
        }
        return out;
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerWhatItsDefinitionSays() {
        averages();
        oscillators();
        bands();
        volumes();
        return twins.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getValue())));
    }

    private static void compare(Twin twin) {
        for (int market = 0; market < MARKETS.length; market++) {
            long seed = 77L + market;
            List<Bar> bars = Feed.bars(new RandomMarket(seed, MARKETS[market][0], MARKETS[market][1]).bars(BARS));
            Line closes = Naive.of(bars, Bar::close);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < BARS; i++) {
                closes.flat()[i] = i > BARS / 2 && random.nextInt(12) == 0;
            }
            Line[] expected = twin.definition().apply(bars, closes);
            compare(twin, bars, closes, expected, "seed=" + seed + " start=" + MARKETS[market][0]);
        }
    }

    private static void compare(Twin twin, List<Bar> bars, Line closes, Line[] expected, String market) {
        Kernel kernel = twin.kernel().get();
        double[] scale = new double[expected.length];
        for (int output = 0; output < expected.length; output++) {
            for (double value : expected[output].x()) {
                scale[output] = Math.max(scale[output], Double.isNaN(value) ? 0.0 : Math.abs(value));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            feed(kernel, bars.get(i), closes.x()[i], closes.flat()[i]);
            for (int output = 0; output < expected.length; output++) {
                double actual = kernel.value(output);
                double wanted = expected[output].x()[i];
                boolean same = Double.isNaN(wanted)
                        ? Double.isNaN(actual)
                        : Math.abs(actual - wanted) <= twin.tolerance() * scale[output];
                if (!same || kernel.isFlat(output) != expected[output].flat()[i]) {
                    wrong.add(market + " bar=" + i + " output=" + kernel.outputName(output) + " expected=" + wanted
                            + " actual=" + actual + " expected_flat="
                            + expected[output].flat()[i] + " flat="
                            + kernel.isFlat(output));
                }
            }
        }
        assertThat(kernel.outputs()).isEqualTo(expected.length);
        assertThat(wrong).isEmpty();
    }

    private static void feed(Kernel kernel, Bar bar, double x, boolean flat) {
        if (kernel instanceof SeriesKernel series) {
            series.update(x, flat);
        } else if (kernel instanceof WeightedKernel weighted) {
            weighted.update(x, bar.volume(), flat);
        } else {
            ((BarKernel) kernel).update(bar);
        }
    }
}
