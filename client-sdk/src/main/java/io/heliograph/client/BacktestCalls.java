package io.heliograph.client;

import com.google.longrunning.Operation;
import io.heliograph.client.PagedIterable.Page;
import io.heliograph.v1.BacktestResult;
import io.heliograph.v1.ListWhatIfChangesRequest;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.RunBacktestRequest;
import io.heliograph.v1.RunWhatIfRequest;
import io.heliograph.v1.SignalChange;
import io.heliograph.v1.WhatIfResult;
import java.util.function.Consumer;

/**
 * Other strategies tried on the engine's journal, as operations of the engine.
 *
 * <p>Thread-safe.
 */
public final class BacktestCalls {
    private final ClientCore core;
    private final OperationCalls operations;

    BacktestCalls(ClientCore core, OperationCalls operations) {
        this.core = core;
        this.operations = operations;
    }

    /**
     * Has the engine try strategies in the place of its journal's; answers at once. The result is for
     * {@link OperationCalls#await} to wait for, or {@link #whatIf} does both.
     *
     * @throws HeliographException REQUEST_INVALID, STRATEGY_INVALID, STRATEGY_NOT_FOUND; BUSY where too many wait
     */
    public Operation runWhatIf(RunWhatIfRequest request) {
        return core.call(() -> core.backtests().runWhatIf(request)).getOperation();
    }

    /**
     * What would have been different with other strategies; blocks until the engine has run its journal twice.
     *
     * @param progress hears how far it is, on the calling thread; what it throws cancels the operation
     * @throws HeliographException as {@link #runWhatIf}, and what failed or cancelled the operation
     */
    public WhatIfResult whatIf(RunWhatIfRequest request, Consumer<OperationProgress> progress) {
        return operations.response(operations.await(runWhatIf(request), progress), WhatIfResult.class);
    }

    /** The changes that a what-if that succeeded keeps, at most 10,000; by the name of its operation. */
    public Iterable<SignalChange> whatIfChanges(String operation) {
        return new PagedIterable<>(token -> {
            var request = ListWhatIfChangesRequest.newBuilder()
                    .setOperation(operation)
                    .setPageSize(PagedIterable.PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            var page = core.call(() -> core.backtests().listWhatIfChanges(request));
            return new Page<>(page.getChangesList(), page.getNextPageToken());
        });
    }

    /** Has the engine try strategies alone on its journal's market; answers at once, as {@link #runWhatIf}. */
    public Operation runBacktest(RunBacktestRequest request) {
        return core.call(() -> core.backtests().runBacktest(request)).getOperation();
    }

    /** What strategies alone make of the journal's market; blocks, as {@link #whatIf}. */
    public BacktestResult backtest(RunBacktestRequest request, Consumer<OperationProgress> progress) {
        return operations.response(operations.await(runBacktest(request), progress), BacktestResult.class);
    }
}
