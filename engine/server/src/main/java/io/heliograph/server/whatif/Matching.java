package io.heliograph.server.whatif;

import io.heliograph.codec.output.Side;
import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Pairs the signals of one strategy, arm, symbol and timeframe in two runs: those of one bar and side, then those close to
 * one another. Owned by one thread, used once.
 */
final class Matching {
    private final int movedWithin;
    private final long shift;

    private final Map<Place, Queue<SignalRow>> journaled = new HashMap<>();
    private final List<SignalRow> removed = new ArrayList<>();
    private final List<SignalRow> added = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** @param bar end of a time bar in nanoseconds since the epoch, else its ordinal */
    private record Place(long bar, Side side) {
        static Place of(SignalRow row) {
            boolean isTime = row.timeframe().kind() == Timeframe.Kind.TIME;
            return new Place(isTime ? row.barEndNs() : row.barOrdinal(), row.side());
        }
    }

    private record Pair(SignalRow removed, SignalRow added, long from, long to) {
        long distance() {
            return Math.abs(to - from);
        }
    }

    /**
     * @param movedWithin most bars that a moved signal may be apart
     * @param shift by how much ordinals of the what-if run exceed those of the journal
     */
    Matching(int movedWithin, long shift) {
        this.movedWithin = movedWithin;
        this.shift = shift;
    }

    /** All of the journal come before the first of the other run. */
    void addJournaled(SignalRow row) {
        journaled.computeIfAbsent(Place.of(row), place -> new ArrayDeque<>()).add(row);
    }

    void addOther(SignalRow row) {
        Queue<SignalRow> there = journaled.get(Place.of(row));
        SignalRow from = there == null ? null : there.poll();
        if (from == null) {
            added.add(row);
            return;
        }
        if (!Difference.between(from, row).isEmpty()) {
            changes.add(Change.changed(from, row));
        }
    }

    List<Change> changes() {
        journaled.values().forEach(removed::addAll);
        Set<SignalRow> moved = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Pair pair : pairs()) {
            if (!moved.contains(pair.removed()) && !moved.contains(pair.added())) {
                moved.add(pair.removed());
                moved.add(pair.added());
                changes.add(Change.moved(pair.removed(), pair.added(), pair.to() - pair.from()));
            }
        }
        removed.stream()
                .filter(row -> !moved.contains(row))
                .map(Change::removed)
                .forEach(changes::add);
        added.stream().filter(row -> !moved.contains(row)).map(Change::added).forEach(changes::add);
        return changes;
    }

    /** Every pair that may have moved, the best first. */
    private List<Pair> pairs() {
        if (movedWithin == 0) {
            return List.of();
        }
        Map<Long, List<SignalRow>> byBar = new HashMap<>();
        added.forEach(row -> byBar.computeIfAbsent(row.barOrdinal() - shift, bar -> new ArrayList<>())
                .add(row));
        List<Pair> pairs = new ArrayList<>();
        for (SignalRow from : removed) {
            for (long bar = from.barOrdinal() - movedWithin; bar <= from.barOrdinal() + movedWithin; bar++) {
                for (SignalRow to : byBar.getOrDefault(bar, List.of())) {
                    if (to.side() == from.side()) {
                        pairs.add(new Pair(from, to, from.barOrdinal(), bar));
                    }
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::distance)
                .thenComparingLong(Pair::from)
                .thenComparingLong(Pair::to));
        return pairs;
    }
}
