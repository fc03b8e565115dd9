package io.heliograph.server.feed;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowKind;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps rows of one symbol that stand in several files in their order: each file has a stream of its own, and streams do
 * not wait for each other.
 *
 * <p>What counts is the order among the rows that bars are built from, and that among the others; a quote of a symbol
 * whose bars are built from trades changes no bar, wherever it comes. Only a symbol's first row comes before all others
 * of any kind. Where the order counts and the row before is not yet answered, its answer is awaited: then it is
 * journaled. Owned by the feed's thread.
 */
final class RowOrder {
    /** The last row of a symbol: its stream, and how many rows that had sent with it. */
    private record Sent(FileSource source, long rows) {}

    private final Map<String, Sent> building = new HashMap<>();
    private final Map<String, Sent> others = new HashMap<>();

    private boolean isBuilding;

    /** Waits until a row may be sent. */
    void await(MarketRow row, BarsFrom barsFrom, FileSource source) throws InterruptedException {
        isBuilding = isBuilding(row.kind(), barsFrom);
        Sent before = mine().get(row.symbol());
        if (before == null) {
            before = (isBuilding ? others : building).get(row.symbol());
        }
        if (before != null && before.source() != source) {
            before.source().awaitAnswered(before.rows());
        }
    }

    /** Notes that the row that was awaited last has been sent. */
    void sent(MarketRow row, FileSource source) {
        mine().put(row.symbol(), new Sent(source, source.sent()));
    }

    private Map<String, Sent> mine() {
        return isBuilding ? building : others;
    }

    private static boolean isBuilding(RowKind kind, BarsFrom barsFrom) {
        return switch (kind) {
            case BAR -> true;
            case TRADE -> barsFrom == BarsFrom.TRADES || barsFrom == BarsFrom.AUTO;
            case QUOTE -> barsFrom != BarsFrom.TRADES && barsFrom != BarsFrom.BARS;
        };
    }
}
