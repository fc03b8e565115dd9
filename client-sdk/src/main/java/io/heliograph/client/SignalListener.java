package io.heliograph.client;

import io.heliograph.v1.SignalBatch;

/** Hears the signals of a {@link Subscription}; which thread calls, and what it may do, says {@link StreamListener}. */
@FunctionalInterface
public interface SignalListener extends StreamListener {
    /** Signals in order. The position of the subscription moves behind them when this call has returned. */
    void onSignals(SignalBatch batch);
}
