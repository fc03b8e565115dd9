package io.heliograph.server.file;

import java.util.Locale;

/** What a count since 1970-01-01T00:00Z counts. */
public enum EpochUnit {
    SECONDS("s", 1_000_000_000L),
    MILLISECONDS("ms", 1_000_000L),
    MICROSECONDS("us", 1_000L),
    NANOSECONDS("ns", 1L);

    private static final long FIRST_PLAUSIBLE_SECOND = 631_152_000L;
    private static final long LAST_PLAUSIBLE_SECOND = 4_102_444_800L;

    private final String text;
    private final long nanos;

    EpochUnit(String text, long nanos) {
        this.text = text;
        this.nanos = nanos;
    }

    /** As options and messages name it. */
    public String text() {
        return text;
    }

    /** Nanoseconds of one. */
    long nanos() {
        return nanos;
    }

    /** Whether so many since the epoch lie from 1990 to 2100; at most one unit says so of a count. */
    boolean isPlausible(long count) {
        long inSecond = 1_000_000_000L / nanos;
        return count >= FIRST_PLAUSIBLE_SECOND * inSecond && count < LAST_PLAUSIBLE_SECOND * inSecond;
    }

    /** The unit in which a count lies from 1990 to 2100; null: none. */
    static EpochUnit of(long count) {
        for (EpochUnit unit : values()) {
            if (unit.isPlausible(count)) {
                return unit;
            }
        }
        return null;
    }

    /** As messages say it: {@code milliseconds (ms)}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + " (" + text + ")";
    }
}
