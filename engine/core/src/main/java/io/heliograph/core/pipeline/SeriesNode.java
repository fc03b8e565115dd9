package io.heliograph.core.pipeline;

import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.Series;
import io.heliograph.core.language.Step;

/** A series of the bar. */
final class SeriesNode extends Node {
    private static final long MINUTE = 60_000_000_000L;
    private static final long DAY = 1_440L * MINUTE;

    /** 1970-01-01 was a Thursday, the fourth day of its week. */
    private static final int FIRST_WEEKDAY = 3;

    private final Series series;

    SeriesNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.series = Series.values()[(int) step.constant(0)];
    }

    @Override
    void update(Slots slots, Moment moment) {
        slots.number(slot, value(moment.bar), false);
    }

    private double value(ClosedBar bar) {
        return switch (series) {
            case OPEN -> bar.open();
            case HIGH -> bar.high();
            case LOW -> bar.low();
            case CLOSE -> bar.close();
            case VOLUME -> bar.volume();
            case HL2 -> (bar.high() + bar.low()) / 2.0;
            case HLC3 -> (bar.high() + bar.low() + bar.close()) / 3.0;
            case OHLC4 -> (bar.open() + bar.high() + bar.low() + bar.close()) / 4.0;
            case TRADES -> bar.trades() < 0 ? Double.NaN : bar.trades();
            case WAP -> bar.wap();
            case UTC_MINUTE -> Math.floorMod(bar.start(), DAY) / MINUTE;
            case UTC_WEEKDAY -> Math.floorMod(Math.floorDiv(bar.start(), DAY) + FIRST_WEEKDAY, 7L) + 1;
        };
    }
}
