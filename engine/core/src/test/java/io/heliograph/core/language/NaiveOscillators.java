package io.heliograph.core.language;

import io.heliograph.core.bar.ClosedBar;
import java.util.List;
import java.util.Map;

/** Strength, stochastics, channel index and their like, from whole series. */
final class NaiveOscillators {
    /** Accumulators below it count as 0. */
    private static final double NOTHING = 1e-200;

    private NaiveOscillators() {}

    /** FLAT at 50 where there is neither gain nor loss; otherwise as the current input. */
    static NaiveLine strength(NaiveLine in, int n, boolean isCutler) {
        NaiveLine out = new NaiveLine(in.size());
        double g = 0.0;
        double l = 0.0;
        for (int i = n; i < in.size(); i++) {
            if (isCutler || i == n) {
                double[] gains = new double[n];
                double[] losses = new double[n];
                for (int j = 0; j < n; j++) {
                    double change = in.x[i - j] - in.x[i - j - 1];
                    gains[j] = Math.max(change, 0.0);
                    losses[j] = Math.max(-change, 0.0);
                }
                g = NaiveIndicators.mean(gains);
                l = NaiveIndicators.mean(losses);
            } else {
                double change = in.x[i] - in.x[i - 1];
                g = kept(g + 1.0 / n * (Math.max(change, 0.0) - g));
                l = kept(l + 1.0 / n * (Math.max(-change, 0.0) - l));
            }
            boolean still = g == 0.0 && l == 0.0;
            double slack = still ? 0.0 : 1e-10 + 1e-12 * in.size(i, isCutler ? 3 * n : i + 1) / (g + l);
            // What a running sum leaves behind of a large price may be all there is.
            out.set(
                    i,
                    still ? 50.0 : 100.0 * g / (g + l),
                    still || in.flat[i],
                    slack > 1.0 ? Double.POSITIVE_INFINITY : slack);
        }
        return out;
    }

    static Map<String, NaiveLine> stochRsi(NaiveLine in, int rsi, int stoch, int smooth, int d) {
        NaiveLine strength = strength(in, rsi, false);
        NaiveLine raw = new NaiveLine(in.size());
        for (int i = 0; i < in.size(); i++) {
            if (strength.hasWindow(i, stoch)) {
                double[] window = strength.window(i, stoch);
                double span = NaiveIndicators.max(window) - NaiveIndicators.min(window);
                boolean level = span < 1e-9;
                double noise = strength.slack(i, stoch);
                boolean isUnsure = span > 1e-11 && span < 1e-8 || !(noise < 1e-2 * span || level);
                double value = level ? 50.0 : 100.0 * (strength.x[i] - NaiveIndicators.min(window)) / span;
                double slack = level ? 0.0 : 1e-9 + 400.0 * noise / span;
                raw.set(i, value, level || strength.hasFlat(i, stoch), isUnsure ? Double.POSITIVE_INFINITY : slack);
            }
        }
        return lines(raw, smooth, d);
    }

    static Map<String, NaiveLine> stochastic(List<ClosedBar> bars, int k, int smooth, int d) {
        NaiveLine raw = new NaiveLine(bars.size());
        for (int i = k - 1; i < bars.size(); i++) {
            double max = bars.subList(i - k + 1, i + 1).stream()
                    .mapToDouble(ClosedBar::high)
                    .max()
                    .getAsDouble();
            double min = bars.subList(i - k + 1, i + 1).stream()
                    .mapToDouble(ClosedBar::low)
                    .min()
                    .getAsDouble();
            double value = max == min ? 50.0 : 100.0 * (bars.get(i).close() - min) / (max - min);
            raw.set(i, value, max == min, 1e-12);
        }
        return lines(raw, smooth, d);
    }

    private static Map<String, NaiveLine> lines(NaiveLine raw, int smooth, int d) {
        NaiveLine k = NaiveIndicators.windowed(raw, smooth, NaiveIndicators::mean, 1e-12);
        return Map.of("raw", raw, "k", k, "d", NaiveIndicators.windowed(k, d, NaiveIndicators::mean, 1e-12));
    }

    static NaiveLine williams(List<ClosedBar> bars, int n) {
        NaiveLine raw = stochastic(bars, n, 1, 1).get("raw");
        NaiveLine out = new NaiveLine(bars.size());
        for (int i = n - 1; i < bars.size(); i++) {
            out.set(i, raw.flat[i] ? -50.0 : raw.x[i] - 100.0, raw.flat[i], 1e-10);
        }
        return out;
    }

    static NaiveLine commodity(NaiveLine typical, int n) {
        NaiveLine out = new NaiveLine(typical.size());
        for (int i = n - 1; i < typical.size(); i++) {
            double[] window = typical.window(i, n);
            double mean = NaiveIndicators.mean(window);
            double[] distances = new double[n];
            for (int j = 0; j < n; j++) {
                distances[j] = Math.abs(window[j] - mean);
            }
            boolean level = NaiveIndicators.max(window) == NaiveIndicators.min(window);
            double spread = 0.015 * NaiveIndicators.mean(distances);
            double value = level ? 0.0 : (typical.x[i] - mean) / spread;
            double noise = 1e-13 * typical.size(i, 3 * n);
            double slack = level ? 0.0 : 1e-9 + (1.0 + Math.abs(value)) * noise / spread;
            out.set(i, value, level, !level && noise > 1e-3 * spread ? Double.POSITIVE_INFINITY : slack);
        }
        return out;
    }

    static Map<String, NaiveLine> aroon(List<ClosedBar> bars, int n) {
        NaiveLine up = new NaiveLine(bars.size());
        NaiveLine down = new NaiveLine(bars.size());
        NaiveLine oscillator = new NaiveLine(bars.size());
        for (int i = n; i < bars.size(); i++) {
            int high = i;
            int low = i;
            for (int j = i - 1; j >= i - n; j--) {
                high = bars.get(j).high() > bars.get(high).high() ? j : high;
                low = bars.get(j).low() < bars.get(low).low() ? j : low;
            }
            up.set(i, 100.0 * (n - (i - high)) / n, false, 0.0);
            down.set(i, 100.0 * (n - (i - low)) / n, false, 0.0);
            oscillator.set(i, up.x[i] - down.x[i], false, 1e-12);
        }
        return Map.of("up", up, "down", down, "oscillator", oscillator);
    }

    static double kept(double accumulator) {
        return Math.abs(accumulator) < NOTHING ? 0.0 : accumulator;
    }
}
