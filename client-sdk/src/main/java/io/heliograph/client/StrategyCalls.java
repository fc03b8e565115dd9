package io.heliograph.client;

import io.heliograph.client.PagedIterable.Page;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.ApplyStrategyResponse;
import io.heliograph.v1.GetStrategyRequest;
import io.heliograph.v1.ListStrategiesRequest;
import io.heliograph.v1.RemoveStrategyRequest;
import io.heliograph.v1.Strategy;
import java.util.Map;

/**
 * The strategies in force: what they are, and putting them in and out of force.
 *
 * <p>Thread-safe.
 */
public final class StrategyCalls {
    private final ClientCore core;

    StrategyCalls(ClientCore core) {
        this.core = core;
    }

    /** All strategies in force, by id, without their text. */
    public Iterable<Strategy> all() {
        return new PagedIterable<>(token -> {
            var request = ListStrategiesRequest.newBuilder()
                    .setPageSize(PagedIterable.PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            var page = core.call(() -> core.strategies().listStrategies(request));
            return new Page<>(page.getStrategiesList(), page.getNextPageToken());
        });
    }

    /** One strategy with its text; STRATEGY_NOT_FOUND if it is not in force. */
    public Strategy get(String strategyId) {
        var request = GetStrategyRequest.newBuilder().setStrategyId(strategyId).build();
        return core.call(() -> core.strategies().getStrategy(request)).getStrategy();
    }

    /**
     * Puts a strategy in force.
     *
     * @param text the document, at most 64 KiB
     * @param params constants that replace those of the document, by name
     * @throws HeliographException STRATEGY_INVALID with all its {@link HeliographException#problems()}
     */
    public ApplyStrategyResponse apply(String text, Map<String, Double> params) {
        return apply(text, params, false);
    }

    /** Checks a strategy and changes nothing; what is wrong stands among the problems of the answer. */
    public ApplyStrategyResponse check(String text, Map<String, Double> params) {
        return apply(text, params, true);
    }

    /** Takes a strategy out of force; answers the event sequence from which on it is gone. */
    public long remove(String strategyId) {
        var request =
                RemoveStrategyRequest.newBuilder().setStrategyId(strategyId).build();
        return core.call(() -> core.strategies().removeStrategy(request)).getEffectiveSequence();
    }

    private ApplyStrategyResponse apply(String text, Map<String, Double> params, boolean validateOnly) {
        var request = ApplyStrategyRequest.newBuilder()
                .setText(text)
                .putAllParams(params)
                .setValidateOnly(validateOnly)
                .build();
        return core.call(() -> core.strategies().applyStrategy(request));
    }
}
