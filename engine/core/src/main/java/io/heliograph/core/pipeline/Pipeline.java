package io.heliograph.core.pipeline;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of one instrument over all its timeframes, shared by its strategies.
 *
 * <p>Belongs to the core's thread. {@link #onBar} allocates nothing. An exception out of {@link #onBar} leaves the slots
 * half written: the caller drops the pipeline.
 */
public final class Pipeline implements InstrumentNodes {
    private final Graph graph = new Graph();
    private final List<PlanView> views = new ArrayList<>();

    /**
     * Adds a strategy's nodes.
     *
     * <p>Nodes that are already here keep their state. New ones take the state that they have after the kept bars: a graph
     * of the whole strategy is fed all of them, by end, of one end the largest timeframe first.
     *
     * @param history the closed bars up to now
     * @return what the strategy says at the latest bar; good until the strategy is removed
     */
    @Override
    public StrategyView add(CompiledStrategy strategy, BarHistory history) {
        Graph warm = null;
        if (!graph.hasAll(strategy.plan())) {
            warm = new Graph();
            warm.add(strategy.plan(), null);
            warm.feed(history);
        }
        Node[] nodes = graph.add(strategy.plan(), warm);
        PlanView view = new PlanView(strategy, graph.slots, nodes);
        views.add(view);
        return view;
    }

    /**
     * Removes a strategy, and the nodes that no other one uses. It is the one that was added, and not an equal one: both
     * may be here while the one waits to take over from the other.
     *
     * @throws IllegalArgumentException where it was not added
     */
    @Override
    public void remove(CompiledStrategy strategy) {
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).strategy() == strategy) {
                PlanView view = views.remove(i);
                view.release();
                graph.remove(view.nodes());
                return;
            }
        }
        throw new IllegalArgumentException(
                "expected a strategy of this pipeline: id=" + strategy.rules().id());
    }

    /** Runs every node of the timeframe once; for bars of one end the largest timeframe comes first. */
    @Override
    public void onBar(Timeframe timeframe, ClosedBar bar) {
        graph.onBar(timeframe, bar);
    }

    /** Distinct nodes of all strategies, constants not counted. */
    public int nodeCount() {
        return graph.nodeCount();
    }

    /** Writes the state of every node, by key, as raw bits. */
    @Override
    public void save(StateSink sink) {
        graph.save(sink);
    }

    /**
     * Takes a saved state; the strategies that were here then must have been added before, in any order.
     *
     * @throws IllegalStateException where a saved node belongs to none of them, or one of theirs was not saved
     */
    @Override
    public void restore(StateSource source) {
        graph.restore(source);
        views.forEach(PlanView::onRestore);
    }
}
