package io.heliograph.server.backtest;

import io.heliograph.core.language.CompiledStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which strategies a run over a journal has, and from where.
 *
 * @param added in force before the first event of the market, in this order
 * @param standIns by id, each applied wherever the journal applies a strategy of its id
 * @param keepsOthers whether the other strategies of the journal are applied as they were
 */
public record StrategyPlan(List<CompiledStrategy> added, Map<String, CompiledStrategy> standIns, boolean keepsOthers) {
    public StrategyPlan {
        added = List.copyOf(added);
        standIns = Map.copyOf(standIns);
    }

    /** Those of the journal, when they were applied. */
    public static StrategyPlan asJournaled() {
        return new StrategyPlan(List.of(), Map.of(), true);
    }

    /** These and none of the journal, in force before the first event of the market. */
    public static StrategyPlan only(List<CompiledStrategy> strategies) {
        return new StrategyPlan(strategies, Map.of(), false);
    }

    /**
     * Those of the journal, where one with the id of a given one is replaced by it, and the rest of the given ones from the
     * first event on.
     *
     * @param journaled ids that the journal applies
     */
    public static StrategyPlan whatIf(List<CompiledStrategy> strategies, Set<String> journaled) {
        List<CompiledStrategy> added = new ArrayList<>();
        Map<String, CompiledStrategy> standIns = new HashMap<>();
        for (CompiledStrategy strategy : strategies) {
            String id = strategy.rules().id();
            if (journaled.contains(id)) {
                standIns.put(id, strategy);
            } else {
                added.add(strategy);
            }
        }
        return new StrategyPlan(added, standIns, true);
    }
}
