package io.heliograph.server.report;

import io.heliograph.server.backtest.BarRow;
import java.util.Arrays;
import java.util.List;

/**
 * Tells prices from other numbers by what they do: they double when all prices double, and they lie near the bars.
 *
 * <p>A relative strength does not double; a true range does, and lies near 0. Doubling is exact in binary, so nothing but
 * the formula decides.
 */
final class Overlays {
    /** Bars from the first one on; long look-backs are over by then. */
    static final int LOOKED_AT = 5_000;

    private static final double NEAR = 0.5;
    private static final double ALIKE = 1e-9;

    private Overlays() {}

    /** @param doubled what became of the first values when all prices were twice as high */
    static boolean isPrice(double[] values, double[] doubled, List<BarRow> bars) {
        double[] off = new double[doubled.length];
        int defined = 0;
        for (int i = 0; i < doubled.length; i++) {
            double value = values[i];
            if (Double.isNaN(value) || Double.isNaN(doubled[i])) {
                continue;
            }
            if (Math.abs(doubled[i] - 2 * value) > ALIKE * Math.abs(value)) {
                return false;
            }
            double close = bars.get(i).close();
            off[defined++] = Math.abs(value - close) / close;
        }
        Arrays.sort(off, 0, defined);
        return defined > 0 && off[defined / 2] < NEAR;
    }
}
