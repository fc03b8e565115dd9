package io.heliograph.core.language;

import java.util.Locale;

/** The series that every bar has. */
public enum Series {
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    VOLUME,
    HL2,
    HLC3,
    OHLC4,
    /** Undefined where the bar does not say. */
    TRADES,
    /** Undefined where the bar has none. */
    WAP,
    /** Minutes of the bar's start since midnight UTC, 0 to 1439. */
    UTC_MINUTE,
    /** Day of the week of the bar's start in UTC, 1 = Monday. */
    UTC_WEEKDAY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name in the language. */
    public String word() {
        return word;
    }

    /** The series of this name, or null. */
    static Series of(String name) {
        for (Series series : values()) {
            if (series.word.equals(name)) {
                return series;
            }
        }
        return null;
    }
}
