package io.heliograph.server.backtest;

import io.heliograph.codec.event.Refusal;

/** A run cannot be made; the message says what was expected and what was found. */
public final class BacktestException extends Exception {
    private static final long serialVersionUID = 1L;

    public BacktestException(String message) {
        super(message);
    }

    /** Lets pass what the core accepted, or had already. */
    public static void unless(Refusal refusal, String what) throws BacktestException {
        if (refusal != Refusal.ACCEPTED && refusal != Refusal.UNCHANGED) {
            throw new BacktestException("expected what the core accepts, found " + what + " refused=" + refusal);
        }
    }
}
