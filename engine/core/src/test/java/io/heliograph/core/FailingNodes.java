package io.heliograph.core;

import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Nodes with a planted bug: they throw at a bar of a given close, in the nodes or in a strategy's condition. */
final class FailingNodes implements InstrumentNodes {
    enum Place {
        NODES,
        CONDITION
    }

    private final Pipeline pipeline = new Pipeline();
    private final Place place;
    private final String strategy;
    private final double close;

    private double latest;

    /** {@code strategy}: whose condition throws, where that is the place. */
    FailingNodes(Place place, String strategy, double close) {
        this.place = place;
        this.strategy = strategy;
        this.close = close;
    }

    @Override
    public StrategyView add(CompiledStrategy added, BarHistory history) {
        StrategyView view = pipeline.add(added, history);
        if (place == Place.NODES || !added.rules().id().equals(strategy)) {
            return view;
        }
        return (StrategyView) Proxy.newProxyInstance(
                StrategyView.class.getClassLoader(),
                new Class<?>[] {StrategyView.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("condition") && latest == close) {
                        throw new IllegalStateException("planted");
                    }
                    try {
                        return method.invoke(view, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void remove(CompiledStrategy removed) {
        pipeline.remove(removed);
    }

    @Override
    public void onBar(Timeframe timeframe, ClosedBar bar) {
        latest = bar.close();
        if (place == Place.NODES && latest == close) {
            throw new ArithmeticException("planted");
        }
        pipeline.onBar(timeframe, bar);
    }

    @Override
    public void save(StateSink sink) {
        sink.putDouble(latest);
        pipeline.save(sink);
    }

    @Override
    public void restore(StateSource source) {
        latest = source.getDouble();
        pipeline.restore(source);
    }
}
