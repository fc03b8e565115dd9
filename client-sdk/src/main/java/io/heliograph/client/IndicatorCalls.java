package io.heliograph.client;

import io.heliograph.client.PagedIterable.Page;
import io.heliograph.v1.Bar;
import io.heliograph.v1.ComputeIndicatorsRequest;
import io.heliograph.v1.ComputeIndicatorsResponse;
import io.heliograph.v1.GivenBars;
import io.heliograph.v1.Indicator;
import io.heliograph.v1.ListIndicatorsRequest;
import java.util.List;

/**
 * The indicators of the language, and what they are on bars.
 *
 * <p>Thread-safe.
 */
public final class IndicatorCalls {
    private final ClientCore core;

    IndicatorCalls(ClientCore core) {
        this.core = core;
    }

    /** All indicators of the language, by name: signature, definition, look-back, convergence, semantic ids. */
    public Iterable<Indicator> all() {
        return new PagedIterable<>(token -> {
            var request = ListIndicatorsRequest.newBuilder()
                    .setPageSize(PagedIterable.PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            var page = core.call(() -> core.indicators().listIndicators(request));
            return new Page<>(page.getIndicatorsList(), page.getNextPageToken());
        });
    }

    /** What the expressions of a request are at each of its bars, given or stored. */
    public ComputeIndicatorsResponse compute(ComputeIndicatorsRequest request) {
        return core.call(() -> core.indicators().computeIndicators(request));
    }

    /**
     * What expressions are at each of some bars of one instrument, oldest first.
     *
     * @param timeframe of the bars, such as 1m, 4h, 100t
     * @param bars at most 10,000, as {@link MarketCalls#bars} gives them or as {@link Bar} says: start_time, prices, volume
     * @param expressions of the strategy language, at most 64
     * @throws HeliographException REQUEST_INVALID, naming every wrong expression and bar
     */
    public ComputeIndicatorsResponse compute(String timeframe, List<Bar> bars, List<String> expressions) {
        return compute(ComputeIndicatorsRequest.newBuilder()
                .addAllExpressions(expressions)
                .setGiven(GivenBars.newBuilder().setTimeframe(timeframe).addAllBars(bars))
                .build());
    }
}
