package io.heliograph.server.file;

import java.time.DateTimeException;

/**
 * A count since the epoch as it is written: {@code 1381132800}, {@code 1381132800.464}.
 *
 * @param whole what stands before the point
 * @param fraction what stands behind it, in billionths
 */
record EpochCell(long whole, long fraction) {
    private static final long BILLION = 1_000_000_000L;
    private static final int MOST_DIGITS = 19;

    /** Whether a cell looks like a count: digits, with at most one point within them. */
    static boolean isCount(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** @throws DateTimeException where the cell is no count that a long holds */
    static EpochCell parse(char[] chars, int from, int to) {
        long whole = 0;
        long fraction = 0;
        long unit = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c == '.' && unit == 0 && i > from) {
                unit = BILLION;
            } else if (c < '0' || c > '9' || i - from >= MOST_DIGITS && unit == 0) {
                throw unreadable();
            } else if (unit == 0) {
                whole = Math.addExact(Math.multiplyExact(whole, 10), c - '0');
            } else {
                unit /= 10;
                fraction += (c - '0') * unit;
                if (unit == 0) {
                    throw unreadable();
                }
            }
        }
        if (from == to) {
            throw unreadable();
        }
        return new EpochCell(whole, fraction);
    }

    /**
     * Nanoseconds since the epoch, what is finer than one cut off.
     *
     * @throws ArithmeticException beyond the year 2262
     */
    long nanos(EpochUnit unit) {
        return Math.addExact(Math.multiplyExact(whole, unit.nanos()), fraction * unit.nanos() / BILLION);
    }

    private static DateTimeException unreadable() {
        return new DateTimeException("expected a count since the epoch, digits with at most nine behind a point");
    }
}
