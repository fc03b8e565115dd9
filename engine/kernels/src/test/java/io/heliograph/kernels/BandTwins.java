package io.heliograph.kernels;

import java.util.Arrays;
import java.util.List;

/** The definitions of bands, ranges and directions. */
final class BandTwins {
    private BandTwins() {}

    static void addTo(Twins twins) {
        twins.add("bbands(7, 2)", 1e-9, () -> new BollingerBands(7, 2.0, 0), (bars, x) -> bollinger(x, 7, 2.0, 0));
        twins.add(
                "bbands(7, 1.5, ddof = 1)",
                1e-9,
                () -> new BollingerBands(7, 1.5, 1),
                (bars, x) -> bollinger(x, 7, 1.5, 1));
        twins.add("donchian(7)", 1e-12, () -> new Donchian(7), (bars, x) -> {
            Line upper = Naive.windowed(Naive.of(bars, Bar::high), 7, Naive::max);
            Line lower = Naive.windowed(Naive.of(bars, Bar::low), 7, Naive::min);
            return new Line[] {upper, Naive.map(upper, lower, (p, q) -> (p + q) / 2), lower};
        });
        twins.add(
                "macd(3, 6, 4)",
                1e-10,
                () -> new Macd(3, 6, 4, MacdStart.OWN),
                (bars, x) -> macd(Naive.ema(x, 3), Naive.ema(x, 6), 4));
        twins.add("macd(3, 6, 4, start = slow)", 1e-10, () -> new Macd(3, 6, 4, MacdStart.SLOW), (bars, x) -> {
            Line late = new Line(x.x().clone(), x.flat());
            Arrays.fill(late.x(), 0, 3, Double.NaN);
            return macd(Naive.ema(late, 3), Naive.ema(x, 6), 4);
        });
        twins.add("tr()", 1e-12, TrueRange::new, (bars, x) -> Twins.one(Naive.trueRange(bars, false)));
        twins.add("atr(5)", 1e-11, () -> new Atr(5, AtrFirst.SKIP), (bars, x) -> Twins.one(Naive.atr(bars, 5)));
        twins.add(
                "atr(5, first = range)",
                1e-11,
                () -> new Atr(5, AtrFirst.RANGE),
                (bars, x) -> Twins.one(Naive.recursive(Naive.trueRange(bars, true), 5, 0.2)));
        twins.add(
                "natr(5)",
                1e-11,
                () -> new Natr(5),
                (bars, x) ->
                        Twins.one(Naive.map(Naive.atr(bars, 5), Naive.of(bars, Bar::close), (a, c) -> a / c * 100)));
        twins.add("keltner(6, 4, 2)", 1e-11, () -> new Keltner(6, 4, 2.0), (bars, x) -> {
            Line middle = Naive.ema(Naive.of(bars, Bar::close), 6);
            Line atr = Naive.atr(bars, 4);
            Line upper = Naive.map(middle, atr, (m, a) -> m + 2 * a);
            return new Line[] {upper, middle, Naive.map(middle, atr, (m, a) -> m - 2 * a)};
        });
        twins.add("adx(5)", 1e-9, () -> new Adx(5, AdxSeed.N), (bars, x) -> adx(bars, 5, 5));
        twins.add("adx(5, seed = talib)", 1e-9, () -> new Adx(5, AdxSeed.TALIB), (bars, x) -> adx(bars, 5, 4));
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
            upper,
            middle,
            lower,
            OscillatorTwins.levelIsFlat(percent, x, n),
            Naive.map(width, middle, (w, m) -> 2 * w / m)
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
}
