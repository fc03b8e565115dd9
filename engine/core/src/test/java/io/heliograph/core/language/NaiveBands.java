package io.heliograph.core.language;

import io.heliograph.core.bar.ClosedBar;
import java.util.List;
import java.util.Map;

/** Deviations, regression, adaptive average and the bands around them, from whole series. */
final class NaiveBands {
    private NaiveBands() {}

    static NaiveLine kama(NaiveLine in, int n, int fast, int slow) {
        NaiveLine out = new NaiveLine(in.size());
        double quick = 2.0 / (fast + 1);
        double calm = 2.0 / (slow + 1);
        double y = Double.NaN;
        double slack = 0.0;
        for (int i = n; i < in.size(); i++) {
            double[] steps = new double[n];
            for (int j = 0; j < n; j++) {
                steps[j] = Math.abs(in.x[i - j] - in.x[i - j - 1]);
            }
            double path = NaiveIndicators.sum(steps);
            double efficiency = path == 0.0 ? 1.0 : Math.min(Math.abs(in.x[i] - in.x[i - n]) / path, 1.0);
            double root = efficiency * (quick - calm) + calm;
            double from = Double.isNaN(y) ? in.x[i - 1] : y;
            y = from + root * root * (in.x[i] - from);
            double share = path == 0.0 ? 0.0 : Math.min(1.0, 1e-14 * in.size(i, 4 * n) / path);
            slack = slack + 1e-13 * in.size(i, 4 * n) + 4.0 * share * Math.abs(in.x[i] - from);
            out.set(i, y, in.flat[i], slack);
        }
        return out;
    }

    /** Least squares around the middle of the window. */
    static Map<String, NaiveLine> regression(NaiveLine in, int n) {
        NaiveLine value = new NaiveLine(in.size());
        NaiveLine slope = new NaiveLine(in.size());
        for (int i = n - 1; i < in.size(); i++) {
            double[] window = in.window(i, n);
            double mean = NaiveIndicators.mean(window);
            double up = 0.0;
            double across = 0.0;
            for (int j = 0; j < n; j++) {
                double t = j - (n - 1) / 2.0;
                up += t * (window[j] - mean);
                across += t * t;
            }
            double slack = 1e-12 * in.size(i, 3 * n);
            boolean flat = in.hasFlat(i, n);
            slope.set(i, up / across, flat, slack);
            value.set(i, n == 1 ? mean : mean + up / across * ((n - 1) / 2.0), flat, 2.0 * slack);
        }
        return Map.of("value", value, "slope", slope);
    }

    static NaiveLine deviation(NaiveLine in, int n, int ddof) {
        NaiveLine out = new NaiveLine(in.size());
        for (int i = n - 1; i < in.size(); i++) {
            if (n > ddof) {
                double d = deviation(in.window(i, n), ddof);
                out.set(i, d, in.hasFlat(i, n), slack(in, i, n, d));
            }
        }
        return out;
    }

    static NaiveLine zscore(NaiveLine in, int n, int ddof) {
        NaiveLine out = new NaiveLine(in.size());
        for (int i = n - 1; i < in.size(); i++) {
            if (n > ddof) {
                double[] window = in.window(i, n);
                boolean isLevel = isLevel(window);
                double d = deviation(window, ddof);
                double z = isLevel ? 0.0 : (in.x[i] - NaiveIndicators.mean(window)) / d;
                double slack = isLevel ? 0.0 : (1.0 + Math.abs(z)) * slack(in, i, n, d) / d;
                out.set(i, z, isLevel || in.hasFlat(i, n), slack);
            }
        }
        return out;
    }

    static Map<String, NaiveLine> bollinger(NaiveLine in, int n, double k, int ddof) {
        NaiveLine upper = new NaiveLine(in.size());
        NaiveLine middle = new NaiveLine(in.size());
        NaiveLine lower = new NaiveLine(in.size());
        NaiveLine percent = new NaiveLine(in.size());
        NaiveLine width = new NaiveLine(in.size());
        for (int i = n - 1; i < in.size(); i++) {
            double[] window = in.window(i, n);
            double mean = isLevel(window) ? window[0] : NaiveIndicators.mean(window);
            boolean flat = in.hasFlat(i, n);
            double d = n > ddof ? deviation(window, ddof) : Double.NaN;
            double slack = 1e-13 * in.size(i, 3 * n) + k * slack(in, i, n, d);
            boolean isLevel = isLevel(window);
            double low = mean - k * d;
            double span = (mean + k * d) - low;
            middle.set(i, mean, flat, 1e-13 * in.size(i, 3 * n));
            upper.set(i, mean + k * d, flat, slack);
            lower.set(i, low, flat, slack);
            double share = isLevel ? 0.5 : (in.x[i] - low) / span;
            percent.set(
                    i,
                    n > ddof ? share : Double.NaN,
                    flat || isLevel,
                    isLevel ? 0.0 : (2.0 + 2.0 * Math.abs(share)) * slack / span);
            double bandwidth = span / mean;
            double error = 2.0 * slack / Math.abs(mean) + Math.abs(bandwidth) * middle.slack[i] / Math.abs(mean);
            // Where the middle is rounding around 0, nobody knows what the width is a share of.
            boolean isNought = Math.abs(mean) <= 1e3 * middle.slack[i];
            width.set(i, bandwidth, flat, isNought ? Double.POSITIVE_INFINITY : 2.0 * error);
        }
        return Map.of("upper", upper, "middle", middle, "lower", lower, "percent_b", percent, "bandwidth", width);
    }

    static Map<String, NaiveLine> dynamic(List<ClosedBar> bars, NaiveArguments p) {
        NaiveLine range = NaiveTrends.averageRange(bars, (int) p.real("atr"), false);
        NaiveLine mean = NaiveIndicators.windowed(range, (int) p.real("mean"), NaiveIndicators::mean, 1e-13);
        NaiveLine lower = new NaiveLine(bars.size());
        NaiveLine upper = new NaiveLine(bars.size());
        NaiveLine ratio = new NaiveLine(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            if (!mean.isDefined(i)) {
                boolean isBase = p.is("warmup", "base");
                lower.set(i, isBase ? p.real("lower") : Double.NaN, false, 0.0);
                upper.set(i, isBase ? p.real("upper") : Double.NaN, false, 0.0);
                continue;
            }
            boolean still = mean.x[i] == 0.0;
            double r = still ? 1.0 : range.x[i] / mean.x[i];
            double error = still ? 0.0 : 1e-14 + 2.0 * (mean.slack[i] + range.slack[i]) / mean.x[i];
            boolean isSeed = p.is("profile", "seed");
            double[] bands = isSeed ? seed(r, p) : symmetric(r, p);
            double gap = p.real("min_width") - (bands[1] - bands[0]);
            if (gap > 0.0) {
                double middle = (bands[0] + bands[1]) / 2.0;
                bands[0] = middle - p.real("min_width") / 2.0;
                bands[1] = middle + p.real("min_width") / 2.0;
            }
            // The founding formula jumps at its two borders, and there rounding decides.
            double near = Math.min(Math.abs(r - p.real("sensitivity")), Math.abs(r - 1.0 / p.real("sensitivity")));
            double slack = 2e-13 + 200.0 * p.real("factor") * error;
            slack = isSeed && near < 1e-9 + error ? Double.POSITIVE_INFINITY : slack + 1e-13 * Math.abs(bands[1]);
            lower.set(i, bands[0], still, slack);
            upper.set(i, bands[1], still, slack);
            ratio.set(i, r, still, error * (1.0 + r));
        }
        return Map.of("lower", lower, "upper", upper, "ratio", ratio);
    }

    private static double[] seed(double r, NaiveArguments p) {
        double low = p.real("lower");
        double high = p.real("upper");
        double wider = (r - 1.0) * p.real("factor") * 100.0;
        double closer = (1.0 - r) * p.real("factor") * 100.0;
        if (r > p.real("sensitivity")) {
            return new double[] {
                Math.max(low - wider, low - p.real("max_width")), Math.min(high + wider, high + p.real("max_width"))
            };
        } else if (r < 1.0 / p.real("sensitivity")) {
            return new double[] {
                Math.min(low + closer, low + p.real("min_width")), Math.max(high - closer, high - p.real("min_width"))
            };
        }
        return new double[] {low, high};
    }

    private static double[] symmetric(double r, NaiveArguments p) {
        double inside = p.real("sensitivity");
        double outside = 1.0 / inside;
        double shift = 0.0;
        if (r > outside) {
            shift = p.real("factor") * 100.0 * (r - outside);
        } else if (r < inside) {
            shift = p.real("factor") * 100.0 * (r - inside);
        }
        shift = Math.max(-p.real("min_width"), Math.min(p.real("max_width"), shift));
        double floor = p.real("floor");
        return new double[] {Math.max(floor, p.real("lower") - shift), Math.min(100.0 - floor, p.real("upper") + shift)
        };
    }

    /** Two passes. */
    private static double deviation(double[] window, int ddof) {
        if (isLevel(window)) {
            return 0.0;
        }
        double mean = NaiveIndicators.mean(window);
        double[] squares = new double[window.length];
        for (int i = 0; i < window.length; i++) {
            squares[i] = (window[i] - mean) * (window[i] - mean);
        }
        return Math.sqrt(NaiveIndicators.sum(squares) / (window.length - ddof));
    }

    /** 1e-8 of the deviation is what is promised; below the last digits of the values there is only rounding. */
    private static double slack(NaiveLine in, int i, int n, double deviation) {
        return 1e-8 * deviation + 4e-15 * in.size(i, n);
    }

    private static boolean isLevel(double[] window) {
        return NaiveIndicators.max(window) == NaiveIndicators.min(window);
    }
}
