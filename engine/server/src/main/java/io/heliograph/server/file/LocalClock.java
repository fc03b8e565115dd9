package io.heliograph.server.file;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The clocks of a zone: local time in, UTC out.
 *
 * <p>An hour that clocks skipped is no time, and one that they ran twice is two; both are refused, because either guess
 * would be wrong half of the time. The offset is kept until the clocks change. Owned by one thread.
 */
final class LocalClock {
    private static final long ALL_TIME = Long.MAX_VALUE / 4;

    private final ZoneId zone;
    private final ZoneRules rules;

    private long from;
    private long to;
    private long offset;

    LocalClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    ZoneId zone() {
        return zone;
    }

    /**
     * Seconds since the epoch of a local time, which is given as if it were UTC.
     *
     * @throws DateTimeException where the zone's clocks never showed that time, or twice
     */
    long utcSeconds(long localSeconds) {
        if (localSeconds < from || localSeconds >= to) {
            find(localSeconds);
        }
        return localSeconds - offset;
    }

    private void find(long localSeconds) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = rules.getTransition(local);
            throw new DateTimeException("expected a time that clocks showed; in zone=" + zone + " they went from "
                    + gap.getDateTimeBefore() + " to " + gap.getDateTimeAfter());
        } else if (offsets.size() > 1) {
            throw new DateTimeException("expected a time that clocks showed once; in zone=" + zone
                    + " they showed it at offsets " + offsets.get(0) + " and " + offsets.get(1)
                    + ": give times with their offset, or in UTC");
        }
        ZoneOffset found = offsets.get(0);
        ZoneOffsetTransition before =
                rules.previousTransition(local.toInstant(found).plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(local.toInstant(found));
        offset = found.getTotalSeconds();
        from = before == null
                ? -ALL_TIME
                : Math.max(seconds(before.getDateTimeBefore()), seconds(before.getDateTimeAfter()));
        to = after == null ? ALL_TIME : Math.min(seconds(after.getDateTimeBefore()), seconds(after.getDateTimeAfter()));
    }

    private static long seconds(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC);
    }
}
