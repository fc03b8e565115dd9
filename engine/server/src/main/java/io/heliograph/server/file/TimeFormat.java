package io.heliograph.server.file;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * How times are written: by ISO 8601, as a count since the epoch, or by a pattern.
 *
 * @param unit the count's unit; null: no count, or told by its size where {@code isAuto}
 * @param pattern the pattern; null: none
 * @param isAuto whether looks tell ISO from a count, and a count's size its unit
 */
public record TimeFormat(EpochUnit unit, DateTimeFormatter pattern, boolean isAuto) {
    /** ISO, or a count since the epoch in the unit that gives a year from 1990 to 2100. */
    public static final TimeFormat AUTO = new TimeFormat(null, null, true);

    /** ISO 8601 and nothing else. */
    public static final TimeFormat ISO = new TimeFormat(null, null, false);

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2013, 10, 7, 8, 0, 0, 0, ZoneId.of("Etc/UTC"));

    /**
     * Reads {@code auto}, {@code iso}, {@code s}, {@code ms}, {@code us}, {@code ns} or a pattern of
     * {@link DateTimeFormatter}, such as {@code dd.MM.yyyy HH:mm}.
     *
     * <p>Patterns are read strictly, without regard to case, with English names of months and days.
     *
     * @throws IllegalArgumentException where the text is none of them, or gives no date
     */
    public static TimeFormat parse(String text) {
        return switch (text) {
            case "auto" -> AUTO;
            case "iso" -> ISO;
            case "s" -> new TimeFormat(EpochUnit.SECONDS, null, false);
            case "ms" -> new TimeFormat(EpochUnit.MILLISECONDS, null, false);
            case "us" -> new TimeFormat(EpochUnit.MICROSECONDS, null, false);
            case "ns" -> new TimeFormat(EpochUnit.NANOSECONDS, null, false);
            default -> new TimeFormat(null, formatter(text), false);
        };
    }

    /** Strictly, because other ways of the JDK make the 28th of February out of the 31st. */
    private static DateTimeFormatter formatter(String pattern) {
        try {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            formatter.parse(formatter.format(SAMPLE)).getLong(ChronoField.EPOCH_DAY);
            return formatter;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected auto, iso, s, ms, us, ns or a pattern that gives a date, such as dd.MM.yyyy HH:mm:ss:"
                            + " pattern=" + pattern + " (" + e.getMessage() + ")",
                    e);
        }
    }
}
