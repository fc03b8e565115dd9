package io.heliograph.server.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/** Reads and prints times in UTC: {@code 2013-10-07T08:00:00.464Z}, with 0, 3, 6 or 9 digits of a second. */
public final class TimeText {
    private static final long NANOS = 1_000_000_000L;
    private static final int SHORTEST = "2013-10-07T08:00:00Z".length();
    private static final int LONGEST = "2013-10-07T08:00:00.123456789Z".length();

    private TimeText() {}

    /** Nanoseconds since the epoch as text. */
    public static String of(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS))
                .toString();
    }

    /** The time of day alone, to the millisecond, for lines that people watch. */
    public static String timeOfDay(long epochNanos) {
        return DateTimeFormatter.ofPattern("HH:mm:ss")
                .format(Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS)).atOffset(ZoneOffset.UTC));
    }

    /**
     * Reads a time in UTC.
     *
     * @throws DateTimeException where the text is no time, naming what was expected
     */
    public static long parse(CharSequence text) {
        int length = text.length();
        if (length < SHORTEST
                || length > LONGEST
                || text.charAt(length - 1) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            throw unreadable(text);
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (month < 1
                || month > 12
                || day < 1
                || day > daysIn(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            throw unreadable(text);
        }
        long seconds = ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        long fraction = fraction(text, length);
        if (seconds > Long.MAX_VALUE / NANOS - 1 || seconds < Long.MIN_VALUE / NANOS + 1) {
            throw new DateTimeException("expected a time from 1678 to 2262, found time=" + text);
        }
        return seconds * NANOS + fraction;
    }

    /** An {@link Instant} as nanoseconds since the epoch. */
    public static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.get(ChronoField.NANO_OF_SECOND));
    }

    private static long fraction(CharSequence text, int length) {
        if (length == SHORTEST) {
            return 0;
        }
        if (text.charAt(19) != '.' || length == SHORTEST + 1) {
            throw unreadable(text);
        }
        long nanos = digits(text, 20, length - 1);
        for (int i = length - 1 - 20; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int digits(CharSequence text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw unreadable(text);
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days from civil, after Howard Hinnant's "chrono-compatible low-level date algorithms". */
    private static long daysSinceEpoch(int year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private static DateTimeException unreadable(CharSequence text) {
        return new DateTimeException(
                "expected a time in UTC such as 2013-10-07T08:00:00.464Z: time=" + (text.isEmpty() ? "(empty)" : text));
    }
}
