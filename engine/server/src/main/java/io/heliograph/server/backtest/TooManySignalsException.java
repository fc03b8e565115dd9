package io.heliograph.server.backtest;

/** A run has more signals than it may keep. */
public final class TooManySignalsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySignalsException(long most) {
        super("expected a run with fewer signals, found more than may be kept; narrow its range: limit=" + most);
    }
}
