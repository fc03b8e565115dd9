package io.heliograph.server.faults;

import io.heliograph.server.faults.Failpoint.Point;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What a run of kills came to. One thread. */
final class KillFigures {
    private final Map<Point, Integer> passed = new EnumMap<>(Point.class);

    private int moments;
    private int inStart;
    private int unreached;
    private int starts;
    private int lateStarts;
    private long worstStartMillis;
    private long startMillis;
    private long trades;
    private long replayed;
    private long signals;
    private long epochs;
    private long rows;

    void started(long millis, boolean isLate) {
        lateStarts += isLate ? 1 : 0;
        starts++;
        startMillis += millis;
        worstStartMillis = Math.max(worstStartMillis, millis);
    }

    void killedInStart(Point point) {
        inStart++;
        passed.merge(point, 1, Integer::sum);
    }

    void unreached() {
        unreached++;
    }

    void killed(Point point, long acknowledgedTrades) {
        trades += acknowledgedTrades;
        if (point == null) {
            moments++;
        } else {
            passed.merge(point, 1, Integer::sum);
        }
    }

    void replayed(long events) {
        replayed += events;
    }

    void ended(long signalsHeard, long epoch) {
        signals += signalsHeard;
        epochs += epoch;
    }

    void stored(long stored) {
        rows += stored;
    }

    /** Named points at which a process ended. */
    int points() {
        return passed.size();
    }

    String text() {
        return "random_moments=" + moments + " named_points=" + passed.size() + "/" + Point.values().length
                + " in_start=" + inStart + " not_reached=" + unreached + " starts=" + starts + " start_ms_mean="
                + (starts == 0 ? 0 : startMillis / starts) + " start_ms_worst=" + worstStartMillis
                + " starts_over_5_s_on_a_busy_machine=" + lateStarts
                + " trades_acknowledged_while_dying=" + trades + " events_replayed=" + replayed + " signals_streamed="
                + signals + " epochs=" + epochs + " rows=" + rows;
    }

    @Override
    public String toString() {
        return text() + " " + Arrays.asList(passed);
    }
}
