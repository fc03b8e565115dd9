package io.heliograph.server.file;

import io.heliograph.server.text.TimeText;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads ISO 8601: {@code 2013-10-04}, {@code 2013-10-07 08:00}, {@code 2013-10-07T08:00:00.464Z},
 * {@code 2013-10-07T04:00:00-04:00}.
 *
 * <p>A zone in the text wins over the file's. Owned by one thread.
 */
final class IsoTime {
    private static final long NANOS = 1_000_000_000L;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int DATE = "2013-10-07".length();
    private static final int SECONDS = "2013-10-07T08:00:00Z".length();
    private static final int MINUTES = "08:00".length();
    private static final int MOST_DIGITS = 9;

    private final LocalClock clock;
    private final LocalClock dayClock;
    private final View view = new View();

    private char[] chars;
    private int at;
    private int to;

    /**
     * @param clock of times without a zone; null: they are refused
     * @param dayClock of dates without a time
     */
    IsoTime(LocalClock clock, LocalClock dayClock) {
        this.clock = clock;
        this.dayClock = dayClock;
    }

    /**
     * Reads a cell as nanoseconds since the epoch.
     *
     * @throws DateTimeException where it is no such time
     */
    long parse(char[] line, int from, int end) {
        if (end - from >= SECONDS && line[from + DATE] == 'T' && line[end - 1] == 'Z') {
            view.set(line, from, end);
            try {
                return TimeText.parse(view);
            } catch (DateTimeException e) {
                // The long way finds what is wrong.
            }
        }
        chars = line;
        at = from;
        to = end;
        return parse();
    }

    /** UTC of a local time that has no zone of its own. */
    static long zoned(LocalClock clock, long localSeconds) {
        if (clock == null) {
            throw new DateTimeException(
                    "expected a time with Z or an offset; --time-zone says where one without is from");
        }
        return clock.utcSeconds(localSeconds);
    }

    private long parse() {
        int year = digits(4);
        skip('-');
        int month = digits(2);
        skip('-');
        long days = day(year, month, digits(2));
        if (at == to) {
            return Math.multiplyExact(dayClock.utcSeconds(days * SECONDS_OF_DAY), NANOS);
        }
        if (chars[at] != 'T' && chars[at] != 't' && chars[at] != ' ') {
            throw unreadable();
        }
        at++;
        int hour = digits(2);
        skip(':');
        int minute = digits(2);
        int second = 0;
        long fraction = 0;
        if (at < to && chars[at] == ':') {
            at++;
            second = digits(2);
            fraction = fraction();
        }
        if (hour > 23 || minute > 59 || second > 59) {
            throw unreadable();
        }
        long local = days * SECONDS_OF_DAY + (hour * 60L + minute) * 60 + second;
        long seconds = at == to ? zoned(clock, local) : local - offset();
        return Math.addExact(Math.multiplyExact(seconds, NANOS), fraction);
    }

    private static long day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            throw new DateTimeException("expected a day that the calendar has", e);
        }
    }

    private long fraction() {
        if (at == to || chars[at] != '.' && chars[at] != ',') {
            return 0;
        }
        at++;
        long nanos = 0;
        int count = 0;
        while (at < to && chars[at] >= '0' && chars[at] <= '9') {
            nanos = nanos * 10 + digits(1);
            count++;
        }
        if (count == 0 || count > MOST_DIGITS) {
            throw unreadable();
        }
        for (int i = count; i < MOST_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** {@code Z}, {@code +01:00}, {@code +0100}, {@code +01}, also behind a space; seconds east of Greenwich. */
    private int offset() {
        if (chars[at] == ' ') {
            at++;
        }
        if (to - at == 1 && (chars[at] == 'Z' || chars[at] == 'z')) {
            return 0;
        }
        if (at == to || chars[at] != '+' && chars[at] != '-') {
            throw unreadable();
        }
        int sign = chars[at++] == '-' ? -1 : 1;
        int hours = digits(2);
        if (to - at == MINUTES - 2) {
            skip(':');
        }
        int minutes = at == to ? 0 : digits(2);
        if (at != to || hours > 18 || minutes > 59) {
            throw unreadable();
        }
        return sign * (hours * 60 + minutes) * 60;
    }

    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            char c = at < to ? chars[at++] : ' ';
            if (c < '0' || c > '9') {
                throw unreadable();
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private void skip(char expected) {
        if (at == to || chars[at++] != expected) {
            throw unreadable();
        }
    }

    private static DateTimeException unreadable() {
        return new DateTimeException("expected a time in UTC such as 2013-10-07T08:00:00.464Z");
    }

    /** A part of the line as text, so that none has to be copied. */
    private static final class View implements CharSequence {
        private char[] chars;
        private int from;
        private int length;

        void set(char[] line, int start, int end) {
            chars = line;
            from = start;
            length = end - start;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return chars[from + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new String(chars, from + start, end - start);
        }

        @Override
        public String toString() {
            return new String(chars, from, length);
        }
    }
}
