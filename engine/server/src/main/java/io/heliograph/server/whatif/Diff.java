package io.heliograph.server.whatif;

import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the signals of two runs over the same events do not have in common.
 *
 * <p>Signals are matched by strategy id, arm, symbol, timeframe, bar (its end; of tick and volume bars the ordinal) and
 * side. Of those that are left, a removed one and an added one of the same strategy, arm, symbol, timeframe and side that
 * are at most so many bars apart are one that moved: pairs closest together first, of equally close ones the earliest.
 * Bars are counted as they closed in the what-if run, so a night without bars is no distance; a signal on a bar that this
 * run does not have has not moved.
 *
 * @param changes in order of bar end, the journal's where there is one; then symbol, timeframe, strategy
 * @param counts one of each strategy that has a signal in either run, sorted by id
 * @param movedWithin bars
 */
public record Diff(List<Change> changes, List<DiffCounts> counts, int movedWithin) {
    /** Bars that a moved signal may be apart where nobody says otherwise. */
    public static final int MOVED_WITHIN = 1;

    /** Most bars that a moved signal may be apart. */
    public static final int MOVED_WITHIN_MAX = 1000;

    private static final Comparator<Change> ORDER = Comparator.comparingLong(
                    (Change change) -> change.signal().barEndNs())
            .thenComparing(change -> change.signal().symbol())
            .thenComparing(change -> change.signal().timeframe())
            .thenComparing(change -> change.signal().strategy())
            .thenComparing(change -> change.signal().arm())
            .thenComparing(Change::kind)
            .thenComparing(change -> change.signal().side());

    public Diff {
        changes = List.copyOf(changes);
        counts = List.copyOf(counts);
    }

    /** Signals that may be matched at all. */
    private record Key(String strategy, String arm, String symbol, Timeframe timeframe) {
        static Key of(SignalRow row) {
            return new Key(row.strategy(), row.arm(), row.symbol(), row.timeframe());
        }
    }

    /**
     * Compares two runs.
     *
     * @param journaled signals of the journal, in order of emission
     * @param other signals of the what-if run, likewise
     * @param movedWithin most bars that a moved signal may be apart, 0 (none moves) to {@link #MOVED_WITHIN_MAX}
     * @param ordinals where the bars of the journal's signals stand in the what-if run
     */
    public static Diff between(
            List<SignalRow> journaled, List<SignalRow> other, int movedWithin, BarOrdinals ordinals) {
        if (movedWithin < 0 || movedWithin > MOVED_WITHIN_MAX) {
            throw new IllegalArgumentException(
                    "expected bars from 0 to " + MOVED_WITHIN_MAX + ": movedWithin=" + movedWithin);
        }
        Map<Key, Matching> matchings = new LinkedHashMap<>();
        for (SignalRow row : journaled) {
            matching(matchings, row, movedWithin, ordinals).addJournaled(row);
        }
        for (SignalRow row : other) {
            matching(matchings, row, movedWithin, ordinals).addOther(row);
        }
        List<Change> changes = new ArrayList<>();
        matchings.values().forEach(matching -> changes.addAll(matching.changes()));
        changes.sort(ORDER);
        return new Diff(changes, counts(changes, journaled, other), movedWithin);
    }

    /** Whether both runs have the same signals. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    private static Matching matching(
            Map<Key, Matching> matchings, SignalRow row, int movedWithin, BarOrdinals ordinals) {
        return matchings.computeIfAbsent(Key.of(row), key -> new Matching(movedWithin, ordinals));
    }

    private static List<DiffCounts> counts(
            Collection<Change> changes, List<SignalRow> journaled, List<SignalRow> other) {
        TreeSet<String> strategies = new TreeSet<>();
        journaled.forEach(row -> strategies.add(row.strategy()));
        other.forEach(row -> strategies.add(row.strategy()));
        return strategies.stream()
                .map(strategy -> counts(strategy, changes, of(strategy, journaled), of(strategy, other)))
                .toList();
    }

    private static DiffCounts counts(String strategy, Collection<Change> changes, long journaled, long other) {
        List<Change> own = changes.stream()
                .filter(change -> change.signal().strategy().equals(strategy))
                .toList();
        long removed = of(ChangeKind.REMOVED, own);
        long moved = of(ChangeKind.MOVED, own);
        long changed = of(ChangeKind.CHANGED, own);
        return new DiffCounts(
                strategy,
                journaled,
                other,
                journaled - removed - moved - changed,
                of(ChangeKind.ADDED, own),
                removed,
                moved,
                changed,
                of(Difference.CONFIDENCE, own),
                of(Difference.LEVELS, own),
                of(Difference.REASON, own));
    }

    private static long of(String strategy, List<SignalRow> rows) {
        return rows.stream().filter(row -> row.strategy().equals(strategy)).count();
    }

    private static long of(ChangeKind kind, List<Change> changes) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static long of(Difference difference, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.kind() == ChangeKind.CHANGED
                        && change.differences().contains(difference))
                .count();
    }
}
