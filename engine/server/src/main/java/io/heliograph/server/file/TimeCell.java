package io.heliograph.server.file;

import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * Reads the times of one file as nanoseconds since the epoch.
 *
 * <p>A file counts in one unit: the first count tells which, where the format leaves it open. Owned by one thread.
 */
final class TimeCell {
    private static final long NANOS = 1_000_000_000L;

    private final TimeFormat format;
    private final IsoTime iso;
    private final LocalClock clock;
    private final LocalClock dayClock;

    private EpochUnit unit;

    /** @param zone of times without one; null: they are refused, and a date alone is a day of UTC */
    TimeCell(TimeFormat format, ZoneId zone) {
        this.format = format;
        this.clock = zone == null ? null : new LocalClock(zone);
        this.dayClock = zone == null ? new LocalClock(ZoneOffset.UTC) : clock;
        this.iso = new IsoTime(clock, dayClock);
        this.unit = format.unit();
    }

    /**
     * Reads a cell.
     *
     * @throws DateTimeException saying what was expected
     */
    long parse(char[] chars, int from, int to) {
        try {
            if (format.pattern() != null) {
                return byPattern(CharBuffer.wrap(chars, from, to - from));
            } else if (format.unit() != null || format.isAuto() && EpochCell.isCount(chars, from, to)) {
                return count(chars, from, to);
            }
            return iso.parse(chars, from, to);
        } catch (ArithmeticException e) {
            throw new DateTimeException("expected a time from 1678 to 2262", e);
        }
    }

    private long count(char[] chars, int from, int to) {
        EpochCell count = EpochCell.parse(chars, from, to);
        EpochUnit looks = EpochUnit.of(count.whole());
        if (unit == null) {
            if (looks == null) {
                throw new DateTimeException("expected a time in UTC such as 2013-10-07T08:00:00.464Z, or a count since"
                        + " the epoch from 1990 to 2100; --time-format says how else to read it");
            }
            unit = looks;
        } else if (looks != null && looks != unit) {
            throw new DateTimeException("expected " + unit + " since the epoch"
                    + (format.unit() == null ? " as in the rows before" : "") + ", found what looks like " + looks);
        }
        return count.nanos(unit);
    }

    private long byPattern(CharSequence text) {
        TemporalAccessor read = parsed(text);
        LocalTime time = read.query(TemporalQueries.localTime());
        LocalDateTime local = read.query(TemporalQueries.localDate()).atTime(time == null ? LocalTime.MIDNIGHT : time);
        return Math.addExact(
                Math.multiplyExact(seconds(read, local.toEpochSecond(ZoneOffset.UTC), time == null), NANOS),
                local.getNano());
    }

    private TemporalAccessor parsed(CharSequence text) {
        try {
            return format.pattern().parse(text);
        } catch (DateTimeParseException e) {
            throw new DateTimeException(
                    "expected a time as --time-format says, which fails at its character " + (e.getErrorIndex() + 1),
                    e);
        }
    }

    private long seconds(TemporalAccessor read, long localSeconds, boolean isDay) {
        ZoneId zone = read.query(TemporalQueries.zoneId());
        if (read.isSupported(ChronoField.OFFSET_SECONDS)) {
            return localSeconds - read.getLong(ChronoField.OFFSET_SECONDS);
        } else if (zone != null) {
            return new LocalClock(zone).utcSeconds(localSeconds);
        }
        return isDay ? dayClock.utcSeconds(localSeconds) : IsoTime.zoned(clock, localSeconds);
    }
}
