package io.heliograph.server.whatif;

import io.heliograph.server.backtest.SignalRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Pairs removed signals of one side with added ones, the closest first.
 *
 * <p>The closest pair of all is always one of neighbours in the order of bars, for whatever stood between the two would
 * be closer to one of them. So only neighbours are looked at, and the room is that of the signals, however far a signal
 * may have moved. Owned by one thread, used once.
 */
final class Nearest {
    private static final int NONE = -1;

    private final List<Item> items = new ArrayList<>();

    private int[] before;
    private int[] after;
    private boolean[] isTaken;

    /** @param bar ordinal in the what-if run */
    private record Item(SignalRow row, long bar, boolean isAdded) {}

    /** Two neighbours by their place, of which one was removed and one added. */
    private record Candidate(int left, int right, long distance, long from, long to) {}

    /**
     * A removed signal and the added one that it became.
     *
     * @param bars how many bars later, negative: earlier
     */
    record Pair(SignalRow removed, SignalRow added, long bars) {}

    void addRemoved(SignalRow row, long bar) {
        items.add(new Item(row, bar, false));
    }

    void addAdded(SignalRow row, long bar) {
        items.add(new Item(row, bar, true));
    }

    /** Every pair at most so many bars apart; of equally close ones the earliest removed one, then the earliest added. */
    List<Pair> pairs(int movedWithin) {
        items.sort(Comparator.comparingLong(Item::bar));
        link();
        PriorityQueue<Candidate> closest = new PriorityQueue<>(Comparator.comparingLong(Candidate::distance)
                .thenComparingLong(Candidate::from)
                .thenComparingLong(Candidate::to));
        for (int i = 1; i < items.size(); i++) {
            offer(closest, i - 1, i, movedWithin);
        }
        List<Pair> pairs = new ArrayList<>();
        while (!closest.isEmpty()) {
            Candidate found = closest.poll();
            if (!isTaken[found.left()] && !isTaken[found.right()]) {
                pairs.add(pair(found));
                unlink(found.left());
                unlink(found.right());
                offer(closest, before[found.left()], after[found.right()], movedWithin);
            }
        }
        return pairs;
    }

    private Pair pair(Candidate found) {
        Item left = items.get(found.left());
        Item right = items.get(found.right());
        return new Pair(
                (left.isAdded() ? right : left).row(),
                (left.isAdded() ? left : right).row(),
                found.to() - found.from());
    }

    private void offer(PriorityQueue<Candidate> closest, int left, int right, int movedWithin) {
        if (left == NONE || right == NONE) {
            return;
        }
        Item one = items.get(left);
        Item other = items.get(right);
        if (one.isAdded() != other.isAdded() && other.bar() - one.bar() <= movedWithin) {
            long from = (one.isAdded() ? other : one).bar();
            long to = (one.isAdded() ? one : other).bar();
            closest.add(new Candidate(left, right, other.bar() - one.bar(), from, to));
        }
    }

    private void link() {
        int count = items.size();
        before = new int[count];
        after = new int[count];
        isTaken = new boolean[count];
        for (int i = 0; i < count; i++) {
            before[i] = i - 1;
            after[i] = i + 1 < count ? i + 1 : NONE;
        }
    }

    private void unlink(int item) {
        isTaken[item] = true;
        if (before[item] != NONE) {
            after[before[item]] = after[item];
        }
        if (after[item] != NONE) {
            before[after[item]] = before[item];
        }
    }
}
