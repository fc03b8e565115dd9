package io.heliograph.server.control;

import io.heliograph.codec.event.Refusal;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;

/** What a control event is answered that the core refuses. */
final class Refused {
    private Refused() {}

    /**
     * The rejection of a refusal.
     *
     * @param what the thing asked for, as {@code name=value}
     */
    static Rejection by(Refusal refusal, String what) {
        ErrorReason reason = switch (refusal) {
            case INSTRUMENT_SETTLED -> ErrorReason.ERROR_REASON_INSTRUMENT_SETTLED;
            case TIMEFRAME_NOT_AVAILABLE, TIMEFRAME_INVALID -> ErrorReason.ERROR_REASON_TIMEFRAME_NOT_AVAILABLE;
            case TOO_MANY_STRATEGIES -> ErrorReason.ERROR_REASON_TOO_MANY_STRATEGIES;
            case STATE_LIMIT -> ErrorReason.ERROR_REASON_STATE_LIMIT;
            case STRATEGY_INVALID -> ErrorReason.ERROR_REASON_STRATEGY_INVALID;
            case STRATEGY_UNKNOWN -> ErrorReason.ERROR_REASON_STRATEGY_NOT_FOUND;
            default -> ErrorReason.ERROR_REASON_REQUEST_INVALID;
        };
        return new Rejection(reason, "expected " + expected(refusal) + ", found refused=" + refusal + " " + what);
    }

    private static String expected(Refusal refusal) {
        return switch (refusal) {
            case INSTRUMENT_SETTLED -> "what shapes bars unchanged once the first bar exists";
            case TIMEFRAME_NOT_AVAILABLE, TIMEFRAME_INVALID ->
                "timeframes that are whole multiples of the base and divide the day, or days or weeks; or ticks or volume"
                        + " where bars are built from trades";
            case TOO_MANY_STRATEGIES -> "no more strategies than core.max_strategies";
            case STATE_LIMIT -> "settings and state within their limits";
            case STRATEGY_UNKNOWN -> "a strategy in force";
            case NOT_SUPPORTED -> "what this version supports";
            default -> "what the core accepts";
        };
    }
}
