package io.heliograph.server.backtest;

import io.heliograph.server.file.MarketRow;
import java.util.List;

/** Which rows of some files a core is given, in their order, and which others after them. Owned by one thread. */
public interface RowChoice {
    /** Whether the core is given a row; asked once for each, until {@link #isComplete}. */
    boolean takes(MarketRow row);

    /** Whether no further row would be taken, so that the files need not be read to their end. */
    default boolean isComplete() {
        return false;
    }

    /** Rows that no file has, asked for after the last one. */
    default List<MarketRow> after() {
        return List.of();
    }
}
