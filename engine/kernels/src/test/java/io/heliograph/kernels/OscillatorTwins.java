package io.heliograph.kernels;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** The definitions of oscillators. */
final class OscillatorTwins {
    private OscillatorTwins() {}

    static void addTo(Twins twins) {
        twins.add("mom(5)", 1e-12, () -> new Mom(5), (bars, x) -> Twins.one(ends(x, 5, (now, then) -> now - then)));
        twins.add(
                "roc(5)",
                1e-12,
                () -> new Roc(5),
                (bars, x) -> Twins.one(ends(x, 5, (now, then) -> (now / then - 1) * 100)));
        twins.add("trix(4)", 1e-9, () -> new Trix(4), (bars, x) -> {
            Line c = Naive.ema(Naive.ema(Naive.ema(x, 4), 4), 4);
            Line out = new Line(x.size());
            for (int i = 10; i < x.size(); i++) {
                out.set(i, (c.x()[i] / c.x()[i - 1] - 1) * 100, x.flat()[i]);
            }
            return Twins.one(out);
        });
        for (int n : new int[] {1, 2, 9, 14}) {
            twins.add("rsi(" + n + ")", 1e-9, () -> new Rsi(n), (bars, x) -> Twins.one(Naive.rsi(x, n)));
            twins.add("rsi(" + n + ", smoothing = cutler)", 1e-9, () -> new CutlerRsi(n), (bars, x) -> {
                Line up = Naive.windowed(Naive.changes(x, 1.0), n, Naive::sum);
                return Twins.one(Naive.strength(up, Naive.windowed(Naive.changes(x, -1.0), n, Naive::sum), x));
            });
        }
        twins.add("stochrsi(7, 6, 3, 2)", 1e-5, () -> new StochRsi(7, 6, 3, 2), (bars, x) -> {
            Line r = Naive.rsi(x, 7);
            return smoothed(Naive.stochastic(r, r, r, 6, 1e-9), 3, 2);
        });
        twins.add("stochrsi(7, 9, 10, 12)", 1e-5, () -> new StochRsi(7, 9, 10, 12), (bars, x) -> {
            Line r = Naive.rsi(x, 7);
            return smoothed(Naive.stochastic(r, r, r, 9, 1e-9), 10, 12);
        });
        twins.add("stoch(6, 3, 2)", 1e-12, () -> new Stoch(6, 3, 2), (bars, x) -> {
            Line close = Naive.of(bars, Bar::close);
            Line raw = Naive.stochastic(close, Naive.of(bars, Bar::high), Naive.of(bars, Bar::low), 6, 0.0);
            return smoothed(raw, 3, 2);
        });
        twins.add("willr(6)", 1e-12, () -> new Willr(6), (bars, x) -> {
            Line close = Naive.of(bars, Bar::close);
            Line raw = Naive.stochastic(close, Naive.of(bars, Bar::high), Naive.of(bars, Bar::low), 6, 0.0);
            return Twins.one(Naive.map(raw, raw, (p, q) -> p - 100.0));
        });
        twins.add("cci(6)", 1e-9, () -> new Cci(6), (bars, x) -> {
            Line price = Naive.of(bars, bar -> (bar.high() + bar.low() + bar.close()) / 3.0);
            Line out = Naive.windowed(price, 6, OscillatorTwins::cci);
            for (int i = 5; i < out.size(); i++) {
                out.set(i, out.x()[i], price.isLevel(i, 6));
            }
            return Twins.one(out);
        });
        twins.add("mfi(6)", 1e-9, () -> new Mfi(6), (bars, x) -> {
            Line up = Naive.windowed(flows(bars, 1.0), 6, Naive::sum);
            Line down = Naive.windowed(flows(bars, -1.0), 6, Naive::sum);
            return Twins.one(Naive.strength(up, down, new Line(bars.size())));
        });
        twins.add("aroon(6)", 1e-12, () -> new Aroon(6), (bars, x) -> {
            Line up = Naive.windowed(Naive.of(bars, Bar::high), 7, OscillatorTwins::freshness);
            Line down = Naive.windowed(Naive.of(bars, bar -> -bar.low()), 7, OscillatorTwins::freshness);
            return new Line[] {up, down, Naive.map(up, down, (p, q) -> p - q)};
        });
        twins.add("zscore(6)", 1e-7, () -> new Zscore(6, 0), (bars, x) -> {
            Line out =
                    Naive.windowed(x, 6, w -> Naive.isLevel(w) ? 0.0 : (w[5] - Naive.mean(w)) / Naive.deviation(w, 0));
            return Twins.one(levelIsFlat(out, x, 6));
        });
    }

    private static Line ends(Line x, int n, DoubleBinaryOperator operator) {
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

    static Line levelIsFlat(Line out, Line x, int n) {
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
}
