package io.heliograph.core;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.Origin;

/** A closed bar as a test compares it; without cause and sequence, which differ between runs. */
public record BarRow(
        String symbol,
        Timeframe timeframe,
        long start,
        long end,
        long ordinal,
        double open,
        double high,
        double low,
        double close,
        double volume,
        double wap,
        long trades,
        boolean first,
        boolean filled,
        Origin origin) {
    static BarRow of(BarClosedDecoder bar) {
        return new BarRow(
                bar.symbol(),
                new Timeframe(Timeframe.Kind.values()[bar.kind().value()], bar.timeframe()),
                bar.start(),
                bar.end(),
                bar.ordinal(),
                bar.openPrice(),
                bar.highPrice(),
                bar.lowPrice(),
                bar.closePrice(),
                bar.volume(),
                bar.wap(),
                bar.trades(),
                bar.flags().first(),
                bar.flags().filled(),
                bar.origin());
    }
}
