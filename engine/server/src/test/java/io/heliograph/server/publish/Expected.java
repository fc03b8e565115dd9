package io.heliograph.server.publish;

/** What the first signal of {@link Outputs} looks like, written by hand. */
final class Expected {
    static final String SIGNAL = """
            signal_id: "aaaaaaaaaaaacaah"
            sequence: 1
            epoch: 3
            cause: 1
            strategy_id: "trend"
            strategy_hash: "0000000000000000000000000000000000000000000000000000000000000000"
            symbol: "SPY"
            timeframe: "1m"
            bar_start_time {
              seconds: 1704205800
            }
            bar_end_time {
              seconds: 1704205860
            }
            side: SIDE_BUY
            state: SIGNAL_STATE_FINAL
            reason: SIGNAL_REASON_BUY
            confidence: 0.625
            reference_price: 100.25
            stop: 99.5
            expiry_bars: 20
            status: SIGNAL_STATUS_OPEN
            readiness: READINESS_CONVERGED
            bars_seen: 55
            event_time {
              seconds: 1704205860
              nanos: 1
            }
            receive_time {
              seconds: 1704205860
              nanos: 5
            }
            values {
              name: "mean"
              value: 12.5
              flat: true
            }
            values {
              name: "up"
              value: 1.0
              condition: true
            }
            """;

    private Expected() {}
}
