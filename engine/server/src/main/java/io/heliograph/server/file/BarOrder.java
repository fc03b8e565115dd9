package io.heliograph.server.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The bars of one file by their ends, of one end the longest first.
 *
 * <p>A file of several timeframes that is sorted by start has an hour before its minutes, and would give it an hour before
 * it was over. So a bar waits until one is read that starts at its end or later, or the file ends. Bars of one symbol and
 * timeframe keep the order of the file, right or wrong. Owned by one thread.
 */
final class BarOrder {
    /** More wait only in files that are in no order at all, which are given as they are. */
    static final int MOST_WAITING = 1 << 16;

    private final MarketFile file;
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNs)
            .thenComparing(Comparator.comparingLong(Waiting::length).reversed())
            .thenComparingLong(each -> each.row().line()));
    private final Queue<Long> numbers = new ArrayDeque<>();
    private final Map<Series, Long> lastDueNs = new HashMap<>();

    private long newestStartNs = Long.MIN_VALUE;
    private boolean isAtEnd;

    BarOrder(MarketFile file) {
        this.file = file;
    }

    /** What keeps the file's order. */
    private record Series(String symbol, String timeframe) {}

    /** A bar, and its end or that of a bar of its series before it, whichever is later. */
    private record Waiting(MarketRow row, long dueNs) {
        long length() {
            return row.eventNs() - row.timeNs();
        }
    }

    /**
     * The next bar, or null at the end.
     *
     * @throws RowException where a row cannot be read; the next call goes on behind it
     */
    MarketRow next() throws IOException, RowException {
        while (!isAtEnd && !isDue() && waiting.size() < MOST_WAITING) {
            MarketRow row = file.next();
            isAtEnd = row == null;
            if (row != null) {
                add(row);
            }
        }
        Waiting first = waiting.poll();
        return first == null ? null : first.row().numbered(numbers.remove());
    }

    private boolean isDue() {
        return !waiting.isEmpty() && waiting.peek().dueNs() <= newestStartNs;
    }

    private void add(MarketRow row) {
        long due = lastDueNs.merge(new Series(row.symbol(), row.timeframe()), row.eventNs(), Math::max);
        waiting.add(new Waiting(row, due));
        numbers.add(row.number());
        newestStartNs = row.timeNs();
    }
}
