package io.heliograph.core.pipeline;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/** What the core asks of the nodes of one instrument; {@link Pipeline} is how it is done. */
public interface InstrumentNodes {
    /** Adds a strategy's nodes, warm from the history; answers what the strategy says at the latest bar. */
    StrategyView add(CompiledStrategy strategy, BarHistory history);

    /** Removes a strategy, and the nodes that no other one uses. */
    void remove(CompiledStrategy strategy);

    /** Runs every node of the timeframe once; for bars of one end the largest timeframe comes first. */
    void onBar(Timeframe timeframe, ClosedBar bar);

    /** Writes the state of every node. */
    void save(StateSink sink);

    /**
     * Takes a saved state; the strategies that were here then have been added before, without history.
     *
     * @throws IllegalStateException where the saved nodes are not exactly theirs
     */
    void restore(StateSource source);
}
