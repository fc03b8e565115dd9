package io.heliograph.server.file;

import java.util.List;
import java.util.stream.Stream;

/** What the rows of a file are, told by its header. */
public enum RowKind {
    TRADE(List.of("symbol", "time", "price", "size"), List.of()),
    QUOTE(List.of("symbol", "time", "bid", "bid_size", "ask", "ask_size"), List.of()),
    BAR(
            List.of("symbol", "timeframe", "open_time", "open", "high", "low", "close", "volume"),
            List.of("trades", "vwap"));

    private final List<String> columns;
    private final List<String> allColumns;

    RowKind(List<String> columns, List<String> extras) {
        this.columns = columns;
        this.allColumns = Stream.concat(columns.stream(), extras.stream()).toList();
    }

    /** The columns of such a file, in their usual order. */
    public List<String> columns() {
        return columns;
    }

    /** The usual columns and behind them those that few files have. */
    public List<String> allColumns() {
        return allColumns;
    }

    /** Where the time stands among the columns; numbers follow it. */
    int timeColumn() {
        return this == BAR ? 2 : 1;
    }
}
