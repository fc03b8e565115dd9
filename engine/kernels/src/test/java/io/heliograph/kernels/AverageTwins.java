package io.heliograph.kernels;

import java.util.List;

/** The definitions of averages and plain windows. */
final class AverageTwins {
    private AverageTwins() {}

    static void addTo(Twins twins) {
        for (int n : new int[] {1, 2, 7, 20}) {
            twins.window("sma(" + n + ")", () -> new Sma(n), n, Naive::mean);
            twins.window("wma(" + n + ")", () -> new Wma(n), n, Naive::weighted);
            twins.window("median(" + n + ")", () -> new Median(n), n, Naive::median);
            twins.window("highest(" + n + ")", () -> new Highest(n), n, Naive::max);
            twins.window("lowest(" + n + ")", () -> new Lowest(n), n, Naive::min);
            twins.window("stdev(" + n + ")", () -> new Stdev(n, 0), n, w -> Naive.deviation(w, 0));
            twins.window("stdev(" + n + ", ddof = 1)", () -> new Stdev(n, 1), n, w -> Naive.deviation(w, 1));
            twins.add("ema(" + n + ")", 1e-11, () -> new Ema(n, EmaSeed.SMA), (bars, x) -> Twins.one(Naive.ema(x, n)));
            twins.add(
                    "ema(" + n + ", seed = first)",
                    1e-11,
                    () -> new Ema(n, EmaSeed.FIRST),
                    (bars, x) -> Twins.one(Naive.recursive(x, 1, 2.0 / (n + 1))));
            twins.add(
                    "smma(" + n + ")",
                    1e-11,
                    () -> new Smma(n),
                    (bars, x) -> Twins.one(Naive.recursive(x, n, 1.0 / n)));
        }
        twins.add("dema(5)", 1e-11, () -> new Dema(5), (bars, x) -> {
            Line a = Naive.ema(x, 5);
            return Twins.one(Naive.map(a, Naive.ema(a, 5), (p, q) -> 2 * p - q));
        });
        twins.add("tema(5)", 1e-11, () -> new Tema(5), (bars, x) -> {
            Line a = Naive.ema(x, 5);
            Line b = Naive.ema(a, 5);
            Line c = Naive.ema(b, 5);
            return Twins.one(Naive.map(Naive.map(a, b, (p, q) -> 3 * p - 3 * q), c, Double::sum));
        });
        twins.add("hma(9)", 1e-11, () -> new Hma(9), (bars, x) -> {
            Line half = Naive.windowed(x, 4, Naive::weighted);
            Line whole = Naive.windowed(x, 9, Naive::weighted);
            return Twins.one(Naive.windowed(Naive.map(half, whole, (p, q) -> 2 * p - q), 3, Naive::weighted));
        });
        twins.add("linreg(8)", 1e-11, () -> new Linreg(8), (bars, x) -> new Line[] {
            Naive.windowed(x, 8, w -> Naive.mean(w) + Naive.slope(w) * 3.5), Naive.windowed(x, 8, Naive::slope)
        });
        twins.add("vwma(6)", 1e-11, () -> new Vwma(6), (bars, x) -> Twins.one(volumeWeighted(bars, x, 6)));
        twins.add("kama(6, 2, 30)", 1e-10, () -> new Kama(6, 2, 30), (bars, x) -> Twins.one(kama(x, 6)));
    }

    static Line volumeWeighted(List<Bar> bars, Line x, int n) {
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
}
