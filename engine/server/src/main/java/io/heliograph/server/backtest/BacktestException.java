package io.heliograph.server.backtest;

/** A run cannot be made; the message says what was expected and what was found. */
public final class BacktestException extends Exception {
    private static final long serialVersionUID = 1L;

    BacktestException(String message) {
        super(message);
    }
}
