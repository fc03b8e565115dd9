package io.heliograph.client;

import io.heliograph.client.PagedIterable.Page;
import io.heliograph.v1.BatchGetLatestSignalsRequest;
import io.heliograph.v1.EvaluateStrategiesRequest;
import io.heliograph.v1.ExplainSignalRequest;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.GetSignalRequest;
import io.heliograph.v1.LatestSignals;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.Signal;
import io.heliograph.v1.StrategyEvaluation;
import java.util.Collection;
import java.util.List;

/**
 * Signals that the engine made: one by one, why, what is stored, the latest, and what strategies would say now.
 *
 * <p>Thread-safe.
 */
public final class SignalCalls {
    private final ClientCore core;

    SignalCalls(ClientCore core) {
        this.core = core;
    }

    /** The signal with this id, in full; SIGNAL_NOT_FOUND if there is none. */
    public Signal get(String signalId) {
        return get(GetSignalRequest.newBuilder().setSignalId(signalId).build());
    }

    /** The signal with this output sequence, in full; SIGNAL_NOT_FOUND if there is none. */
    public Signal get(long sequence) {
        return get(GetSignalRequest.newBuilder().setSequence(sequence).build());
    }

    /** The signal as asked for. */
    public Signal get(GetSignalRequest request) {
        return core.call(() -> core.signals().getSignal(request)).getSignal();
    }

    /**
     * Why the signal with this id was made: the engine replays its journal up to it, which takes a while in a long one.
     * SIGNAL_NOT_FOUND if there is none, BUSY where too many ask.
     */
    public Explanation explain(String signalId) {
        return explain(ExplainSignalRequest.newBuilder().setSignalId(signalId).build());
    }

    /** Why the signal with this output sequence was made; as {@link #explain(String)}. */
    public Explanation explain(long sequence) {
        return explain(ExplainSignalRequest.newBuilder().setSequence(sequence).build());
    }

    /** The explanation as asked for. */
    public Explanation explain(ExplainSignalRequest request) {
        return core.call(() -> core.signals().explainSignal(request)).getExplanation();
    }

    /** One page of stored signals. */
    public ListSignalsResponse list(ListSignalsRequest request) {
        return core.call(() -> core.signals().listSignals(request));
    }

    /** All stored signals of a request, page after page; its page_size (0 = 1,000) says how many are fetched at once. */
    public Iterable<Signal> all(ListSignalsRequest request) {
        return new PagedIterable<>(token -> {
            ListSignalsResponse page = list(request.toBuilder()
                    .setPageSize(request.getPageSize() == 0 ? PagedIterable.PAGE_SIZE : request.getPageSize())
                    .setPageToken(token)
                    .build());
            return new Page<>(page.getSignalsList(), page.getNextPageToken());
        });
    }

    /** All stored signals that pass a filter, the newest first; empty = all. */
    public Iterable<Signal> all(String filter) {
        return all(ListSignalsRequest.newBuilder().setFilter(filter).build());
    }

    /** The latest signals of each symbol, in the order given; one that is unknown has a status of its own. */
    public List<LatestSignals> latest(Collection<String> symbols) {
        BatchGetLatestSignalsRequest request =
                BatchGetLatestSignalsRequest.newBuilder().addAllSymbols(symbols).build();
        return latest(request);
    }

    /** The latest signals as asked for. */
    public List<LatestSignals> latest(BatchGetLatestSignalsRequest request) {
        return core.call(() -> core.signals().batchGetLatestSignals(request)).getResultsList();
    }

    /**
     * How strategies stand on symbols now, by symbol, then by strategy: stance, conditions, what a signal would claim.
     * Changes nothing; a pair that cannot be answered has a status of its own.
     *
     * @param strategyIds empty = all that are for the symbol
     */
    public List<StrategyEvaluation> evaluate(Collection<String> symbols, Collection<String> strategyIds) {
        var request = EvaluateStrategiesRequest.newBuilder()
                .addAllSymbols(symbols)
                .addAllStrategyIds(strategyIds)
                .build();
        return core.call(() -> core.signals().evaluateStrategies(request)).getEvaluationsList();
    }
}
