package io.heliograph.server.trial;

import com.google.longrunning.Operation;
import io.grpc.stub.StreamObserver;
import io.heliograph.server.rpc.NamePages;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.task.Outcome;
import io.heliograph.server.task.TaskPriority;
import io.heliograph.server.task.Tasks;
import io.heliograph.server.whatif.Diff;
import io.heliograph.v1.BacktestServiceGrpc;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.ListWhatIfChangesRequest;
import io.heliograph.v1.ListWhatIfChangesResponse;
import io.heliograph.v1.RunBacktestRequest;
import io.heliograph.v1.RunBacktestResponse;
import io.heliograph.v1.RunWhatIfRequest;
import io.heliograph.v1.RunWhatIfResponse;
import io.heliograph.v1.SignalChange;
import io.heliograph.v1.WhatIfResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Submits trials as tasks; any thread, strategies are compiled by workers. */
public final class BacktestService extends BacktestServiceGrpc.BacktestServiceImplBase {
    /** Of one run; some hundred bytes each, in memory. */
    static final int MOST_SIGNALS = 200_000;

    private final Path directory;
    private final Tasks tasks;
    private final Desk desk;
    private final Workers workers;
    private final Supplier<String> journalId;
    private final int mostSignals;

    /** @param directory of the journal */
    public BacktestService(Path directory, Tasks tasks, Desk desk, Workers workers, Supplier<String> journalId) {
        this(directory, tasks, desk, workers, journalId, MOST_SIGNALS);
    }

    /** @param mostSignals that one run may have */
    BacktestService(
            Path directory, Tasks tasks, Desk desk, Workers workers, Supplier<String> journalId, int mostSignals) {
        this.directory = directory;
        this.tasks = tasks;
        this.desk = desk;
        this.workers = workers;
        this.journalId = journalId;
        this.mostSignals = mostSignals;
    }

    @Override
    public void runBacktest(RunBacktestRequest request, StreamObserver<RunBacktestResponse> caller) {
        workers.answer(
                caller,
                () -> RunBacktestResponse.newBuilder()
                        .setOperation(submit(request))
                        .build());
    }

    private Operation submit(RunBacktestRequest request) {
        int rows = TrialRequest.rows("max_signals", request.getMaxSignals());
        TaskPriority priority = TrialRequest.priority(request.getPriority());
        Trial trial = new Trial(
                directory,
                TrialRequest.strategies(request.getStrategiesList(), request.getStrategyIdsList(), desk),
                TrialRequest.range(request.getRange()),
                mostSignals);
        return tasks.submit("RunBacktest", priority, progress -> trial.backtest(rows, progress));
    }

    @Override
    public void runWhatIf(RunWhatIfRequest request, StreamObserver<RunWhatIfResponse> caller) {
        workers.answer(
                caller,
                () -> RunWhatIfResponse.newBuilder()
                        .setOperation(submit(request))
                        .build());
    }

    private Operation submit(RunWhatIfRequest request) {
        int rows = TrialRequest.rows("max_changes", request.getMaxChanges());
        int movedWithin = request.hasMovedWithin() ? request.getMovedWithin() : Diff.MOVED_WITHIN;
        if (movedWithin < 0 || movedWithin > Diff.MOVED_WITHIN_MAX) {
            throw Rejection.invalid(
                    "moved_within",
                    "expected bars from 0 to " + Diff.MOVED_WITHIN_MAX + ", found moved_within=" + movedWithin);
        }
        TaskPriority priority = TrialRequest.priority(request.getPriority());
        Trial trial = new Trial(
                directory,
                TrialRequest.strategies(request.getStrategiesList(), request.getStrategyIdsList(), desk),
                TrialRequest.range(request.getRange()),
                mostSignals);
        return tasks.submit("RunWhatIf", priority, progress -> trial.whatIf(movedWithin, rows, progress));
    }

    @Override
    public void listWhatIfChanges(ListWhatIfChangesRequest request, StreamObserver<ListWhatIfChangesResponse> caller) {
        caller.onNext(changes(request, NamePages.size(request.getPageSize())));
        caller.onCompleted();
    }

    private ListWhatIfChangesResponse changes(ListWhatIfChangesRequest request, int size) {
        String operation = request.getOperation();
        Optional<Outcome> outcome = tasks.outcome(operation).filter(found -> found.response() instanceof WhatIfResult);
        if (outcome.isEmpty()) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_OPERATION_NOT_FOUND,
                            "expected a what-if that succeeded, found another operation or one without a response:"
                                    + " operation=" + operation)
                    .with("operation", operation);
        }
        List<Row> rows = new ArrayList<>();
        outcome.get().rows().forEach(change -> rows.add(new Row(name(rows.size()), (SignalChange) change)));
        NamePages.Page<Row> page = new NamePages(journalId.get(), "changes of " + operation)
                .cut(rows, Row::name, size, request.getPageToken());
        return ListWhatIfChangesResponse.newBuilder()
                .addAllChanges(page.items().stream().map(Row::change).toList())
                .setNextPageToken(page.nextToken())
                .build();
    }

    /** A change by its place, as text that sorts. */
    private record Row(String name, SignalChange change) {}

    private static String name(int place) {
        return String.format("%08d", place);
    }
}
