package io.heliograph.server.backtest;

import io.heliograph.server.file.RowKind;

/** What an input of a run holds. */
public enum InputKind {
    TRADES,
    QUOTES,
    BARS,
    JOURNAL;

    static InputKind of(RowKind kind) {
        return switch (kind) {
            case TRADE -> TRADES;
            case QUOTE -> QUOTES;
            case BAR -> BARS;
        };
    }
}
