package io.heliograph.core.language;

import io.heliograph.core.bar.ClosedBar;
import java.util.List;
import java.util.Map;

/** True range and what follows it, from whole series. */
final class NaiveTrends {
    private NaiveTrends() {}

    /** From bar 1 on; {@code withFirst}: the first bar's range is its high less its low. */
    static NaiveLine trueRange(List<ClosedBar> bars, boolean withFirst) {
        NaiveLine out = new NaiveLine(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            ClosedBar bar = bars.get(i);
            double range = bar.high() - bar.low();
            if (i > 0) {
                double before = bars.get(i - 1).close();
                range = Math.max(range, Math.max(Math.abs(bar.high() - before), Math.abs(bar.low() - before)));
            }
            out.set(i, i == 0 && !withFirst ? Double.NaN : range, false, 0.0);
        }
        return out;
    }

    static NaiveLine averageRange(List<ClosedBar> bars, int n, boolean withFirst) {
        NaiveLine range = trueRange(bars, withFirst);
        NaiveLine out = new NaiveLine(bars.size());
        double y = Double.NaN;
        for (int i = 0; i < bars.size(); i++) {
            if (!Double.isNaN(y)) {
                y = NaiveOscillators.kept(y + 1.0 / n * (range.x[i] - y));
            } else if (range.hasWindow(i, n)) {
                y = NaiveIndicators.mean(range.window(i, n));
            }
            if (!Double.isNaN(y)) {
                out.set(i, y, false, 1e-13 * range.size(i, i + 1));
            }
        }
        return out;
    }

    /** FLAT at 0 where nothing moves. */
    static Map<String, NaiveLine> directional(List<ClosedBar> bars, int n, boolean isTalib) {
        int size = bars.size();
        NaiveLine range = trueRange(bars, false);
        double[] up = new double[size];
        double[] down = new double[size];
        for (int i = 1; i < size; i++) {
            double higher = bars.get(i).high() - bars.get(i - 1).high();
            double lower = bars.get(i - 1).low() - bars.get(i).low();
            up[i] = higher > lower && higher > 0.0 ? higher : 0.0;
            down[i] = lower > higher && lower > 0.0 ? lower : 0.0;
        }
        NaiveLine plus = new NaiveLine(size);
        NaiveLine minus = new NaiveLine(size);
        NaiveLine dx = new NaiveLine(size);
        double[] s = new double[3];
        for (int i = 1; i < size; i++) {
            double[] now = {up[i], down[i], range.x[i]};
            boolean isSeed = i <= (isTalib ? n - 1 : n);
            for (int j = 0; j < 3; j++) {
                s[j] = NaiveOscillators.kept(isSeed ? s[j] + now[j] : s[j] - s[j] / n + now[j]);
            }
            if (i >= n) {
                double slack = 1e-9 + 1e-12 * n * range.size(i, i + 1) / s[2];
                boolean still = s[2] == 0.0;
                plus.set(i, still ? 0.0 : 100.0 * s[0] / s[2], still, still ? 0.0 : slack);
                minus.set(i, still ? 0.0 : 100.0 * s[1] / s[2], still, still ? 0.0 : slack);
                double sum = plus.x[i] + minus.x[i];
                double noise = sum == 0.0 ? 0.0 : 300.0 * slack / sum;
                dx.set(
                        i,
                        sum == 0.0 ? 0.0 : 100.0 * Math.abs(plus.x[i] - minus.x[i]) / sum,
                        sum == 0.0,
                        noise > 1.0 ? Double.POSITIVE_INFINITY : noise);
            }
        }
        NaiveLine adx = NaiveIndicators.recursive(dx, n, 1.0 / n);
        return Map.of("adx", adx, "plus_di", plus, "minus_di", minus);
    }

    static Map<String, NaiveLine> supertrend(List<ClosedBar> bars, int n, double k) {
        NaiveLine range = averageRange(bars, n, false);
        NaiveLine line = new NaiveLine(bars.size());
        NaiveLine direction = new NaiveLine(bars.size());
        double upper = Double.NaN;
        double lower = Double.NaN;
        double side = Double.NaN;
        double unsure = 0.0;
        for (int i = n; i < bars.size(); i++) {
            double close = bars.get(i).close();
            double middle = (bars.get(i).high() + bars.get(i).low()) / 2.0;
            double width = k * range.x[i];
            double slack = k * range.slack[i] + 1e-15 * middle;
            if (Double.isNaN(side)) {
                upper = middle + width;
                lower = middle - width;
                side = -1.0;
            } else {
                double before = bars.get(i - 1).close();
                boolean isNear = Math.abs(before - upper) <= slack || Math.abs(before - lower) <= slack;
                upper = before > upper ? middle + width : Math.min(upper, middle + width);
                lower = before < lower ? middle - width : Math.max(lower, middle - width);
                isNear |= Math.abs(close - upper) <= slack || Math.abs(close - lower) <= slack;
                // Where rounding decides on which side the close is, nothing after it can be compared.
                unsure = isNear && slack > 0.0 && width > 0.0 ? Double.POSITIVE_INFINITY : unsure;
                side = close > upper ? 1.0 : close < lower ? -1.0 : side;
            }
            line.set(i, side > 0.0 ? lower : upper, false, unsure + range.slack(i, i + 1) * k + 1e-14 * middle);
            direction.set(i, side, false, unsure);
        }
        return Map.of("line", line, "direction", direction);
    }

    /** Wilder's stop and reverse as TA-Lib runs it. */
    static Map<String, NaiveLine> parabolic(List<ClosedBar> bars, double step, double max) {
        NaiveLine line = new NaiveLine(bars.size());
        NaiveLine direction = new NaiveLine(bars.size());
        double first = Math.min(step, max);
        boolean isLong = true;
        double stop = 0.0;
        double extreme = 0.0;
        double speed = first;
        double most = 0.0;
        for (int i = 1; i < bars.size(); i++) {
            ClosedBar bar = bars.get(i);
            ClosedBar last = bars.get(i == 1 ? 1 : i - 1);
            if (i == 1) {
                double down = bars.get(0).low() - bar.low();
                double up = bar.high() - bars.get(0).high();
                isLong = !(down > 0.0 && down > up);
                stop = isLong ? bars.get(0).low() : bars.get(0).high();
                extreme = isLong ? bar.high() : bar.low();
            }
            boolean turns = isLong ? bar.low() <= stop : bar.high() >= stop;
            if (turns) {
                isLong = !isLong;
                stop = outside(isLong, extreme, last, bar);
            }
            most = Math.max(most, bar.high());
            line.set(i, stop, false, 1e-13 * most);
            direction.set(i, isLong ? 1.0 : -1.0, false, 0.0);
            if (turns) {
                speed = first;
                extreme = isLong ? bar.high() : bar.low();
            } else if (isLong ? bar.high() > extreme : bar.low() < extreme) {
                extreme = isLong ? bar.high() : bar.low();
                speed = Math.min(speed + step, max);
            }
            stop = outside(isLong, stop + speed * (extreme - stop), last, bar);
        }
        return Map.of("line", line, "direction", direction);
    }

    private static double outside(boolean isLong, double stop, ClosedBar last, ClosedBar bar) {
        return isLong
                ? Math.min(stop, Math.min(last.low(), bar.low()))
                : Math.max(stop, Math.max(last.high(), bar.high()));
    }
}
