package io.heliograph.client;

import io.heliograph.v1.BarBatch;

/** Hears the bars of a {@link Subscription}; which thread calls, and what it may do, says {@link StreamListener}. */
@FunctionalInterface
public interface BarListener extends StreamListener {
    /** Bars in order. The position of the subscription moves behind them when this call has returned. */
    void onBars(BarBatch batch);
}
