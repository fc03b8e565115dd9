package io.heliograph.core.bar;

import io.heliograph.core.Timeframe;

/**
 * Where time bars of one instrument begin: at multiples of their timeframe since the epoch, days and weeks shifted by
 * the day's start, weeks to Monday (1969-12-29 is the first).
 */
public final class BarGrid {
    /** From the epoch, a Thursday, back to the first Monday before it. */
    private static final long FIRST_MONDAY = -3 * Timeframe.DAY;

    /** No longer, so that the end of a bar is never beyond what a time can say. */
    private static final long LONGEST = 366 * Timeframe.DAY;

    private final long dayStart;

    /** {@code dayStart}: nanoseconds from midnight UTC to the start of the instrument's day. */
    public BarGrid(long dayStart) {
        this.dayStart = dayStart;
    }

    /** Start of the bar of this timeframe that holds the time. */
    public long start(long time, long timeframe) {
        return time - Math.floorMod(time - offset(timeframe), timeframe);
    }

    /** Number of the trading day that holds the time. */
    public long day(long time) {
        return Math.floorDiv(time - dayStart, Timeframe.DAY);
    }

    /** Whether bars of this timeframe can be built from events: it divides the day, or is days or weeks, up to 366 d. */
    public static boolean isBase(Timeframe timeframe) {
        return timeframe.isTime()
                && timeframe.length() <= LONGEST
                && (timeframe.length() < Timeframe.DAY
                        ? Timeframe.DAY % timeframe.length() == 0
                        : timeframe.length() % Timeframe.DAY == 0);
    }

    /** Whether bars of {@code larger} are made of whole bars of {@code base}. */
    public boolean isMadeOf(Timeframe larger, Timeframe base) {
        return isBase(larger)
                && larger.length() > base.length()
                && larger.length() % base.length() == 0
                && Math.floorMod(offset(larger.length()) - offset(base.length()), base.length()) == 0;
    }

    private long offset(long timeframe) {
        if (timeframe % Timeframe.WEEK == 0) {
            return dayStart + FIRST_MONDAY;
        }
        return timeframe % Timeframe.DAY == 0 ? dayStart : 0;
    }
}
