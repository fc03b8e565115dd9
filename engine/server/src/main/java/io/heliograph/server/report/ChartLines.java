package io.heliograph.server.report;

import io.heliograph.core.Timeframe;
import java.util.List;

/** The numbers that a strategy computed at each bar of one symbol and timeframe. */
public record ChartLines(String symbol, Timeframe timeframe, String strategy, List<Line> lines) {
    /**
     * One number at each bar.
     *
     * @param name such as {@code r} or {@code m.histogram}
     * @param isOverlay whether it is a price, drawn over the bars
     * @param values one of each bar of the symbol and timeframe, in their order; NaN where undefined. Owned by the
     *     record from now on: not copied
     */
    public record Line(String name, boolean isOverlay, double[] values) {}

    public ChartLines {
        lines = List.copyOf(lines);
    }
}
