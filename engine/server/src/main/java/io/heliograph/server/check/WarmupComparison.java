package io.heliograph.server.check;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.check.WarmupReport.Cause;
import io.heliograph.server.check.WarmupReport.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the signals of one strategy over all data with those where the data begin later.
 *
 * <p>A stance goes back to earlier signals, so two runs whose numbers agree may still differ until the same signal at the
 * same bar brings them in step. A change of settled numbers counts against their claim only where they were in step.
 */
final class WarmupComparison {
    private static final Comparator<SignalPlace> IN_TIME =
            Comparator.comparingLong(SignalPlace::barEndNs).thenComparing(SignalPlace::symbol);

    private final CompiledStrategy strategy;
    private final double tolerance;
    private final BarCount bars;
    private final Map<SignalPlace, EmittedSignal> base = new TreeMap<>(IN_TIME);
    private final Map<SignalPlace, EmittedSignal> later = new TreeMap<>(IN_TIME);
    private final Set<String> inStep = new HashSet<>();

    /** Bars of a symbol, of the strategy's timeframe, before the one that ends at a time; -1: no bar ends there. */
    interface BarCount {
        long before(String symbol, long barEndNs);
    }

    /**
     * @param tolerance share by which numbers may differ
     * @param bars of the run whose data begin later
     */
    WarmupComparison(CompiledStrategy strategy, double tolerance, BarCount bars) {
        this.strategy = strategy;
        this.tolerance = tolerance;
        this.bars = bars;
    }

    /** Compares from the first bar on at which the strategy is evaluated in both runs. */
    WarmupReport.Part compare(List<EmittedSignal> all, List<EmittedSignal> fromLaterOn, int leftOut) {
        keep(all, base);
        keep(fromLaterOn, later);
        Map<SignalPlace, EmittedSignal> places = new TreeMap<>(IN_TIME);
        places.putAll(base);
        places.putAll(later);
        List<Change> changes = new ArrayList<>();
        for (SignalPlace place : places.keySet()) {
            compare(place, changes);
        }
        return new WarmupReport.Part(strategy, leftOut, base.size(), List.copyOf(changes));
    }

    private void keep(List<EmittedSignal> signals, Map<SignalPlace, EmittedSignal> into) {
        for (EmittedSignal signal : signals) {
            if (signal.strategy().equals(strategy.rules().id())
                    && bars.before(signal.symbol(), signal.barEndNs()) >= strategy.readyBar()) {
                into.put(signal.place(), signal);
            }
        }
    }

    private void compare(SignalPlace place, List<Change> changes) {
        EmittedSignal first = base.get(place);
        EmittedSignal second = later.get(place);
        long seen = bars.before(place.symbol(), place.barEndNs());
        boolean isSettled = isSettled(first, second, seen);
        if (first != null && second != null && first.isLike(second, tolerance)) {
            if (isSettled) {
                inStep.add(place.symbol());
            }
            return;
        }
        boolean wasInStep = inStep.remove(place.symbol());
        Cause cause = !isSettled ? Cause.UNCONVERGED : wasInStep ? Cause.CLAIM_BROKEN : Cause.STANCE;
        changes.add(new Change(first, second, seen, cause, isSettled ? List.of() : unsettled(seen)));
    }

    /** Whether both runs claim that nothing behind their numbers remembers its start; silence claims what bars allow. */
    private boolean isSettled(EmittedSignal first, EmittedSignal second, long seen) {
        boolean isSecondSettled = second != null
                ? second.isConverged()
                : strategy.convergedBar() != CompiledStrategy.NEVER && seen >= strategy.convergedBar();
        return isSecondSettled && (first == null || first.isConverged());
    }

    private List<CompiledStrategy.Convergence> unsettled(long seen) {
        Set<String> named = new HashSet<>();
        List<CompiledStrategy.Convergence> inOrder = new ArrayList<>();
        for (CompiledStrategy.Convergence node : strategy.convergence()) {
            boolean isUnsettled = node.bars() == CompiledStrategy.NEVER || seen < node.bars();
            if (isUnsettled && named.add(node.expression())) {
                inOrder.add(node);
            }
        }
        return List.copyOf(inOrder);
    }
}
