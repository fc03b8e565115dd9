package io.heliograph.server.file;

import java.util.List;

/** What the rows of a file are, told by its header. */
public enum RowKind {
    TRADE(List.of("symbol", "time", "price", "size")),
    QUOTE(List.of("symbol", "time", "bid", "bid_size", "ask", "ask_size")),
    BAR(List.of("symbol", "timeframe", "open_time", "open", "high", "low", "close", "volume"));

    private final List<String> columns;

    RowKind(List<String> columns) {
        this.columns = columns;
    }

    /** The columns of such a file, in their usual order. */
    public List<String> columns() {
        return columns;
    }
}
