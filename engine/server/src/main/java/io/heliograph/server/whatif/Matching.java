package io.heliograph.server.whatif;

import io.heliograph.codec.output.Side;
import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
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
    private final BarOrdinals ordinals;

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

    /**
     * @param movedWithin most bars that a moved signal may be apart
     * @param ordinals where the bars of the journal's signals stand in the what-if run
     */
    Matching(int movedWithin, BarOrdinals ordinals) {
        this.movedWithin = movedWithin;
        this.ordinals = ordinals;
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
        for (Nearest.Pair pair : movedWithin == 0 ? List.<Nearest.Pair>of() : pairs()) {
            moved.add(pair.removed());
            moved.add(pair.added());
            changes.add(Change.moved(pair.removed(), pair.added(), pair.bars()));
        }
        removed.stream()
                .filter(row -> !moved.contains(row))
                .map(Change::removed)
                .forEach(changes::add);
        added.stream().filter(row -> !moved.contains(row)).map(Change::added).forEach(changes::add);
        return changes;
    }

    private List<Nearest.Pair> pairs() {
        Map<Side, Nearest> sides = new EnumMap<>(Side.class);
        for (SignalRow row : removed) {
            long bar = ordinals.of(row);
            if (bar != BarOrdinals.MISSING) {
                sides.computeIfAbsent(row.side(), side -> new Nearest()).addRemoved(row, bar);
            }
        }
        for (SignalRow row : added) {
            sides.computeIfAbsent(row.side(), side -> new Nearest()).addAdded(row, row.barOrdinal());
        }
        return sides.values().stream()
                .flatMap(side -> side.pairs(movedWithin).stream())
                .toList();
    }
}
