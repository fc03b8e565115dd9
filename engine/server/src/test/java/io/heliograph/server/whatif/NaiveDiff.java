package io.heliograph.server.whatif;

import io.heliograph.core.Timeframe;
import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The rules of a diff applied by looking at every pair of signals, one line of text for each change. */
final class NaiveDiff {
    private NaiveDiff() {}

    /** What two lists do not have in common, sorted as text. */
    static TreeSet<String> between(List<SignalRow> journaled, List<SignalRow> other, int movedWithin) {
        TreeSet<String> found = new TreeSet<>();
        List<SignalRow> removed = new ArrayList<>(journaled);
        List<SignalRow> added = new ArrayList<>(other);
        for (SignalRow from : journaled) {
            for (SignalRow to : other) {
                if (isSameKey(from, to) && isSameBar(from, to) && added.contains(to) && removed.contains(from)) {
                    removed.remove(from);
                    added.remove(to);
                    if (!isSame(from, to)) {
                        found.add("CHANGED " + text(from) + " " + text(to));
                    }
                }
            }
        }
        for (int distance = 1; distance <= movedWithin; distance++) {
            for (long bar = 0; bar < 1_000; bar++) {
                for (long way : new long[] {-distance, distance}) {
                    move(removed, added, bar, bar + way, found);
                }
            }
        }
        removed.forEach(row -> found.add("REMOVED " + text(row)));
        added.forEach(row -> found.add("ADDED " + text(row)));
        return found;
    }

    /** The changes of a diff in the same words. */
    static TreeSet<String> texts(Diff diff) {
        TreeSet<String> texts = new TreeSet<>();
        for (Change change : diff.changes()) {
            texts.add(change.kind()
                    + change.journaled().map(row -> " " + text(row)).orElse("")
                    + change.other().map(row -> " " + text(row)).orElse(""));
        }
        return texts;
    }

    private static void move(
            List<SignalRow> removed, List<SignalRow> added, long fromBar, long toBar, TreeSet<String> found) {
        for (SignalRow from : List.copyOf(removed)) {
            for (SignalRow to : List.copyOf(added)) {
                if (from.barOrdinal() == fromBar
                        && to.barOrdinal() == toBar
                        && isSameKey(from, to)
                        && removed.contains(from)
                        && added.contains(to)) {
                    removed.remove(from);
                    added.remove(to);
                    found.add("MOVED " + text(from) + " " + text(to));
                }
            }
        }
    }

    private static boolean isSameKey(SignalRow one, SignalRow other) {
        return one.strategy().equals(other.strategy())
                && one.arm().equals(other.arm())
                && one.symbol().equals(other.symbol())
                && one.timeframe().equals(other.timeframe())
                && one.side() == other.side();
    }

    private static boolean isSameBar(SignalRow one, SignalRow other) {
        return one.timeframe().kind() == Timeframe.Kind.TIME
                ? one.barEndNs() == other.barEndNs()
                : one.barOrdinal() == other.barOrdinal();
    }

    private static boolean isSame(SignalRow one, SignalRow other) {
        return List.of(
                                one.confidence(),
                                one.stop(),
                                one.target(),
                                one.referencePrice(),
                                one.expiryBars(),
                                one.expiryNs())
                        .equals(List.of(
                                other.confidence(),
                                other.stop(),
                                other.target(),
                                other.referencePrice(),
                                other.expiryBars(),
                                other.expiryNs()))
                && one.reason() == other.reason();
    }

    private static String text(SignalRow row) {
        return row.strategy() + "/" + row.arm() + "/" + row.symbol() + "/" + row.timeframe() + "/" + row.barEndNs()
                + "/" + row.side() + "/" + row.signalId();
    }
}
