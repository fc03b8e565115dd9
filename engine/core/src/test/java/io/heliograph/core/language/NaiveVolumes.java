package io.heliograph.core.language;

import io.heliograph.core.bar.ClosedBar;
import java.util.List;

/** What is made of volume, from whole series. */
final class NaiveVolumes {
    private NaiveVolumes() {}

    /** Undefined while no bar of the window has volume. */
    static NaiveLine weighted(NaiveLine in, NaiveLine volumes, int n) {
        NaiveLine out = new NaiveLine(in.size());
        for (int i = n - 1; i < in.size(); i++) {
            double[] products = new double[n];
            for (int j = 0; j < n; j++) {
                products[j] = in.x[i - j] * volumes.x[i - j];
            }
            double volume = NaiveIndicators.sum(volumes.window(i, n));
            double share = volumes.size(i, 3 * n) * n / volume;
            out.set(
                    i,
                    volume == 0.0 ? Double.NaN : NaiveIndicators.sum(products) / volume,
                    in.hasFlat(i, n),
                    1e-13 * in.size(i, 3 * n) * (1.0 + share));
        }
        return out;
    }

    /** From the first bar of the day, or of all. */
    static NaiveLine average(List<ClosedBar> bars, NaiveLine typical, boolean isDaily) {
        NaiveLine out = new NaiveLine(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            int from = i;
            while (from > 0
                    && (!isDaily || bars.get(from - 1).day() == bars.get(i).day())) {
                from--;
            }
            double money = 0.0;
            double volume = 0.0;
            for (int j = from; j <= i; j++) {
                money += typical.x[j] * bars.get(j).volume();
                volume += bars.get(j).volume();
            }
            out.set(i, volume == 0.0 ? Double.NaN : money / volume, false, 1e-12 * typical.size(i, i + 1));
        }
        return out;
    }

    static NaiveLine onBalance(List<ClosedBar> bars, boolean countsFirst) {
        NaiveLine out = new NaiveLine(bars.size());
        double sum = 0.0;
        double all = 0.0;
        for (int i = 0; i < bars.size(); i++) {
            double sign = i == 0
                    ? countsFirst ? 1.0 : 0.0
                    : Math.signum(bars.get(i).close() - bars.get(i - 1).close());
            sum += sign * bars.get(i).volume();
            all += bars.get(i).volume();
            out.set(i, sum, false, 1e-12 * all);
        }
        return out;
    }

    /** FLAT at 50 where no bar of the window has money flow. */
    static NaiveLine moneyFlow(NaiveLine typical, NaiveLine volumes, int n) {
        NaiveLine out = new NaiveLine(typical.size());
        for (int i = n; i < typical.size(); i++) {
            double[] up = new double[n];
            double[] down = new double[n];
            double most = 0.0;
            for (int j = 0; j < n; j++) {
                double flow = typical.x[i - j] * volumes.x[i - j];
                double change = typical.x[i - j] - typical.x[i - j - 1];
                up[j] = change > 0.0 ? flow : 0.0;
                down[j] = change < 0.0 ? flow : 0.0;
            }
            for (int j = 0; j < Math.min(3 * n, i + 1); j++) {
                most = Math.max(most, typical.x[i - j] * volumes.x[i - j]);
            }
            double p = NaiveIndicators.sum(up);
            double m = NaiveIndicators.sum(down);
            boolean still = NaiveIndicators.max(up) == 0.0 && NaiveIndicators.max(down) == 0.0;
            double slack = 1e-9 + 1e-11 * n * most / (p + m);
            out.set(
                    i,
                    still ? 50.0 : m == 0.0 ? 100.0 : 100.0 * p / (p + m),
                    still,
                    still ? 0.0 : slack > 1.0 ? Double.POSITIVE_INFINITY : slack);
        }
        return out;
    }
}
