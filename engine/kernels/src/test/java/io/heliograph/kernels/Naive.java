package io.heliograph.kernels;

import java.util.Arrays;
import java.util.List;

/**
 * The naive twins: each indicator written straight from its definition over whole arrays, every window walked in full
 * at every bar and every recursion started from its beginning; nothing is shared with the kernels.
 */
final class Naive {
    private Naive() {}

    /** A window's answer. */
    interface Window {
        double of(double[] window);
    }

    static Line windowed(Line in, int n, Window window) {
        Line out = new Line(in.size());
        for (int i = 0; i < in.size(); i++) {
            if (in.hasWindow(i, n)) {
                out.set(i, window.of(Arrays.copyOfRange(in.x(), i - n + 1, i + 1)), in.hasFlat(i, n));
            }
        }
        return out;
    }

    static double sum(double[] window) {
        double sum = 0.0;
        double lost = 0.0;
        for (double x : window) {
            double y = x - lost;
            double t = sum + y;
            lost = (t - sum) - y;
            sum = t;
        }
        return sum;
    }

    static double mean(double[] window) {
        return sum(window) / window.length;
    }

    /** Two passes. */
    static double deviation(double[] window, int ddof) {
        double mean = mean(window);
        double[] squares = new double[window.length];
        for (int i = 0; i < window.length; i++) {
            squares[i] = (window[i] - mean) * (window[i] - mean);
        }
        return isLevel(window) && window.length > ddof ? 0.0 : Math.sqrt(sum(squares) / (window.length - ddof));
    }

    static boolean isLevel(double[] window) {
        return max(window) == min(window);
    }

    static double max(double[] window) {
        return Arrays.stream(window).max().orElseThrow();
    }

    static double min(double[] window) {
        return Arrays.stream(window).min().orElseThrow();
    }

    static double median(double[] window) {
        double[] sorted = window.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0;
    }

    static double weighted(double[] window) {
        double weights = 0.0;
        double sum = 0.0;
        for (int i = 0; i < window.length; i++) {
            weights += i + 1;
            sum += (i + 1) * window[i];
        }
        return sum / weights;
    }

    static double slope(double[] window) {
        double meanX = mean(window);
        double meanT = (window.length - 1) / 2.0;
        double above = 0.0;
        double below = 0.0;
        for (int i = 0; i < window.length; i++) {
            above += (i - meanT) * (window[i] - meanX);
            below += (i - meanT) * (i - meanT);
        }
        return above / below;
    }

    /** Mean of the first n, then by factor: written out with explicit weights instead of step by step. */
    static Line recursive(Line in, int n, double factor) {
        Line out = new Line(in.size());
        int start = in.start();
        for (int i = start + n - 1; i < in.size(); i++) {
            double seed = mean(Arrays.copyOfRange(in.x(), start, start + n));
            double value = seed * Math.pow(1.0 - factor, i - (start + n - 1.0));
            for (int k = start + n; k <= i; k++) {
                value += factor * Math.pow(1.0 - factor, i - k) * in.x()[k];
            }
            out.set(i, value, in.flat()[i]);
        }
        return out;
    }

    static Line ema(Line in, int n) {
        return recursive(in, n, 2.0 / (n + 1));
    }

    static Line map(Line a, Line b, java.util.function.DoubleBinaryOperator operator) {
        Line out = new Line(a.size());
        for (int i = 0; i < a.size(); i++) {
            out.set(i, operator.applyAsDouble(a.x()[i], b.x()[i]), a.flat()[i] || b.flat()[i]);
        }
        return out;
    }

    /** Gains (or, for -1, losses) from bar to bar. */
    static Line changes(Line in, double sign) {
        Line out = new Line(in.size());
        for (int i = 1; i < in.size(); i++) {
            out.set(i, Math.max(sign * (in.x()[i] - in.x()[i - 1]), 0.0), in.flat()[i]);
        }
        return out;
    }

    static Line strength(Line up, Line down, Line in) {
        Line out = new Line(up.size());
        for (int i = 0; i < up.size(); i++) {
            double u = up.x()[i];
            double d = down.x()[i];
            boolean neutral = u == 0.0 && d == 0.0;
            out.set(i, neutral ? 50.0 : 100.0 - 100.0 / (1.0 + u / d), neutral || in.flat()[i]);
            if (u > 0.0 && d == 0.0) {
                out.set(i, 100.0, in.flat()[i]);
            }
        }
        return out;
    }

    static Line rsi(Line in, int n) {
        return strength(recursive(changes(in, 1.0), n, 1.0 / n), recursive(changes(in, -1.0), n, 1.0 / n), in);
    }

    static Line trueRange(List<Bar> bars, boolean withFirst) {
        Line out = new Line(bars.size());
        if (withFirst) {
            out.set(0, bars.get(0).high() - bars.get(0).low(), false);
        }
        for (int i = 1; i < bars.size(); i++) {
            double close = bars.get(i - 1).close();
            out.set(
                    i,
                    Math.max(bars.get(i).high(), close) - Math.min(bars.get(i).low(), close),
                    false);
        }
        return out;
    }

    static Line atr(List<Bar> bars, int n) {
        return recursive(trueRange(bars, false), n, 1.0 / n);
    }

    static Line of(List<Bar> bars, java.util.function.ToDoubleFunction<Bar> field) {
        Line out = new Line(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            out.set(i, field.applyAsDouble(bars.get(i)), false);
        }
        return out;
    }

    /** Raw between the extremes of two lines, FLAT where they are fewer than {@code noise} apart. */
    static Line stochastic(Line x, Line highs, Line lows, int n, double noise) {
        Line out = new Line(x.size());
        for (int i = 0; i < x.size(); i++) {
            if (highs.hasWindow(i, n)) {
                double max = max(Arrays.copyOfRange(highs.x(), i - n + 1, i + 1));
                double min = min(Arrays.copyOfRange(lows.x(), i - n + 1, i + 1));
                boolean level = noise == 0.0 ? max == min : max - min < noise;
                boolean flat = level || highs.hasFlat(i, n);
                out.set(i, level ? 50.0 : (x.x()[i] - min) / (max - min) * 100.0, flat);
            }
        }
        return out;
    }

    /** Wilder's sums of a movement: s = s - s/n + x as a weighted sum, from a seed of {@code seeding} movements. */
    static Line wilderSum(Line in, int n, int seeding) {
        Line out = new Line(in.size());
        for (int i = n; i < in.size(); i++) {
            double sum = 0.0;
            for (int k = 1; k <= i; k++) {
                int steps = i - Math.max(k, seeding);
                sum += in.x()[k] * Math.pow(1.0 - 1.0 / n, steps);
            }
            out.set(i, sum, false);
        }
        return out;
    }
}
