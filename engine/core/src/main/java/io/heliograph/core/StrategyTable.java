package io.heliograph.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The strategies in force, in order of application; a new version goes to the end.
 *
 * <p>Belongs to the core's thread.
 */
public final class StrategyTable {
    private final List<AppliedStrategy> strategies = new ArrayList<>();

    public int count() {
        return strategies.size();
    }

    public AppliedStrategy at(int index) {
        return strategies.get(index);
    }

    /** The strategy with this id, or null. */
    public AppliedStrategy find(CharSequence id) {
        for (AppliedStrategy strategy : strategies) {
            if (strategy.id().contentEquals(id)) {
                return strategy;
            }
        }
        return null;
    }

    /** Puts a strategy in force in the place of the one with its id. */
    void put(AppliedStrategy strategy) {
        remove(strategy.id());
        strategies.add(strategy);
    }

    void remove(String id) {
        strategies.removeIf(strategy -> strategy.id().equals(id));
    }
}
