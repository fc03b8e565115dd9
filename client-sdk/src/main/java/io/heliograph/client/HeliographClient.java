package io.heliograph.client;

import com.google.longrunning.Operation;
import com.google.protobuf.Message;
import io.heliograph.client.PagedIterable.Page;
import io.heliograph.v1.ApplyInstrumentsRequest;
import io.heliograph.v1.ApplyInstrumentsResponse;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.ApplyStrategyResponse;
import io.heliograph.v1.BacktestResult;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BatchGetLatestSignalsRequest;
import io.heliograph.v1.BatchGetMarketSnapshotsRequest;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.Checkpoint;
import io.heliograph.v1.ComputeIndicatorsRequest;
import io.heliograph.v1.ComputeIndicatorsResponse;
import io.heliograph.v1.CoreSnapshot;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.EvaluateStrategiesRequest;
import io.heliograph.v1.ExplainSignalRequest;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.GetCheckpointRequest;
import io.heliograph.v1.GetEngineStatusRequest;
import io.heliograph.v1.GetJournalInfoRequest;
import io.heliograph.v1.GetSignalRequest;
import io.heliograph.v1.GetSourceRequest;
import io.heliograph.v1.GetStrategyRequest;
import io.heliograph.v1.GivenBars;
import io.heliograph.v1.Indicator;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.InstrumentDeclaration;
import io.heliograph.v1.JournalInfo;
import io.heliograph.v1.JournalRecord;
import io.heliograph.v1.LatestSignals;
import io.heliograph.v1.ListBarsRequest;
import io.heliograph.v1.ListBarsResponse;
import io.heliograph.v1.ListIndicatorsRequest;
import io.heliograph.v1.ListInstrumentsRequest;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.ListStrategiesRequest;
import io.heliograph.v1.ListWhatIfChangesRequest;
import io.heliograph.v1.MarketSnapshot;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.ReadJournalRequest;
import io.heliograph.v1.RemoveStrategyRequest;
import io.heliograph.v1.RunBacktestRequest;
import io.heliograph.v1.RunWhatIfRequest;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalChange;
import io.heliograph.v1.Source;
import io.heliograph.v1.Strategy;
import io.heliograph.v1.StrategyEvaluation;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import io.heliograph.v1.VerifyProgress;
import io.heliograph.v1.VerifyResult;
import io.heliograph.v1.WhatIfResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A connection to one engine: publishers, subscriptions and questions.
 *
 * <pre>{@code
 * try (HeliographClient client = HeliographClient.builder().build()) {
 *     System.out.println(client.engineStatus().getState());
 * }
 * }</pre>
 *
 * <p>Questions block until they are answered or the client's deadline has passed, and throw {@link HeliographException}.
 *
 * <p>Thread-safe; one client for a program is enough.
 */
public final class HeliographClient implements AutoCloseable {
    private static final Duration SNAPSHOT_PATIENCE = Duration.ofSeconds(65);

    private static final int PAGE_SIZE = 1000;
    private static final int BARS_PAGE_SIZE = 10_000;

    private final ClientCore core;

    HeliographClient(ClientCore core) {
        this.core = core;
    }

    /** Begins to describe a client. */
    public static HeliographClientBuilder builder() {
        return new HeliographClientBuilder();
    }

    /** Begins to describe a publisher for a source of this name, 0 to 64 bytes; empty = nameless and without numbers. */
    public PublisherBuilder publisher(String sourceId) {
        return new PublisherBuilder(core, sourceId);
    }

    /** Follows signals; answers at once, and the listener hears the rest. */
    public Subscription subscribe(SubscriptionRequest request, SignalListener listener) {
        return Subscription.toSignals(core, request, listener);
    }

    /** Follows closed bars; answers at once, and the listener hears the rest. */
    public Subscription subscribeBars(BarSubscriptionRequest request, BarListener listener) {
        return Subscription.toBars(core, request, listener);
    }

    /** Follows what instruments look like; answers at once, and the listener hears all of it first, then what changed. */
    public SnapshotSubscription subscribeSnapshots(StreamMarketSnapshotsRequest request, SnapshotListener listener) {
        SnapshotSubscription subscription = new SnapshotSubscription(core, listener);
        subscription.start(request);
        return subscription;
    }

    /** Publishes up to 10,000 events in one call and waits for the level it names. */
    public BatchPublishMarketDataResponse publishBatch(BatchPublishMarketDataRequest request) {
        return core.call(() -> core.marketData().batchPublishMarketData(request));
    }

    /** The signal with this id, in full; SIGNAL_NOT_FOUND if there is none. */
    public Signal getSignal(String signalId) {
        return getSignal(GetSignalRequest.newBuilder().setSignalId(signalId).build());
    }

    /** The signal with this output sequence, in full; SIGNAL_NOT_FOUND if there is none. */
    public Signal getSignal(long sequence) {
        return getSignal(GetSignalRequest.newBuilder().setSequence(sequence).build());
    }

    /** The signal as asked for. */
    public Signal getSignal(GetSignalRequest request) {
        return core.call(() -> core.signals().getSignal(request)).getSignal();
    }

    /**
     * Why the signal with this id was made: the engine replays its journal up to it, which takes a while in a long one.
     * SIGNAL_NOT_FOUND if there is none, BUSY where too many ask.
     */
    public Explanation explainSignal(String signalId) {
        return explainSignal(
                ExplainSignalRequest.newBuilder().setSignalId(signalId).build());
    }

    /** Why the signal with this output sequence was made; as {@link #explainSignal(String)}. */
    public Explanation explainSignal(long sequence) {
        return explainSignal(
                ExplainSignalRequest.newBuilder().setSequence(sequence).build());
    }

    /** The explanation as asked for. */
    public Explanation explainSignal(ExplainSignalRequest request) {
        return core.call(() -> core.signals().explainSignal(request)).getExplanation();
    }

    /** One page of stored signals. */
    public ListSignalsResponse listSignals(ListSignalsRequest request) {
        return core.call(() -> core.signals().listSignals(request));
    }

    /** All stored signals of a request, page after page; its page_size (0 = 1,000) says how many are fetched at once. */
    public Iterable<Signal> signals(ListSignalsRequest request) {
        return new PagedIterable<>(token -> {
            ListSignalsResponse page = listSignals(request.toBuilder()
                    .setPageSize(request.getPageSize() == 0 ? PAGE_SIZE : request.getPageSize())
                    .setPageToken(token)
                    .build());
            return new Page<>(page.getSignalsList(), page.getNextPageToken());
        });
    }

    /** All stored signals that pass a filter, the newest first; empty = all. */
    public Iterable<Signal> signals(String filter) {
        return signals(ListSignalsRequest.newBuilder().setFilter(filter).build());
    }

    /** One page of stored bars. */
    public ListBarsResponse listBars(ListBarsRequest request) {
        return core.call(() -> core.marketData().listBars(request));
    }

    /** All stored bars of a request, page after page; its page_size (0 = 10,000) says how many are fetched at once. */
    public Iterable<Bar> bars(ListBarsRequest request) {
        return new PagedIterable<>(token -> {
            ListBarsResponse page = listBars(request.toBuilder()
                    .setPageSize(request.getPageSize() == 0 ? BARS_PAGE_SIZE : request.getPageSize())
                    .setPageToken(token)
                    .build());
            return new Page<>(page.getBarsList(), page.getNextPageToken());
        });
    }

    /** All stored bars of a symbol and timeframe (such as 1m, 1h, 100t), the oldest first. */
    public Iterable<Bar> bars(String symbol, String timeframe) {
        return bars(ListBarsRequest.newBuilder()
                .setSymbol(symbol)
                .setTimeframe(timeframe)
                .build());
    }

    /** The stored bars that start at or after one time and before another, the oldest first. */
    public Iterable<Bar> bars(String symbol, String timeframe, Instant from, Instant to) {
        return bars(ListBarsRequest.newBuilder()
                .setSymbol(symbol)
                .setTimeframe(timeframe)
                .setFromTime(Nanos.toTimestamp(from))
                .setToTime(Nanos.toTimestamp(to))
                .build());
    }

    /** The latest signals of each symbol, in the order given; one that is unknown has a status of its own. */
    public List<LatestSignals> latestSignals(Collection<String> symbols) {
        BatchGetLatestSignalsRequest request =
                BatchGetLatestSignalsRequest.newBuilder().addAllSymbols(symbols).build();
        return latestSignals(request);
    }

    /** The latest signals as asked for. */
    public List<LatestSignals> latestSignals(BatchGetLatestSignalsRequest request) {
        return core.call(() -> core.signals().batchGetLatestSignals(request)).getResultsList();
    }

    /**
     * What each symbol looks like now, in the order given: last trade, last quote, open bar, latest closed bars; one that
     * is unknown has a status of its own.
     */
    public List<MarketSnapshot> marketSnapshots(Collection<String> symbols) {
        return marketSnapshots(BatchGetMarketSnapshotsRequest.newBuilder()
                .addAllSymbols(symbols)
                .build());
    }

    /** The snapshots as asked for. */
    public List<MarketSnapshot> marketSnapshots(BatchGetMarketSnapshotsRequest request) {
        return core.call(() -> core.marketData().batchGetMarketSnapshots(request))
                .getSnapshotsList();
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

    /** All instruments whose symbol matches a pattern with * and ?, by symbol; empty = all. */
    public Iterable<Instrument> instruments(String pattern) {
        return new PagedIterable<>(token -> {
            var request = ListInstrumentsRequest.newBuilder()
                    .setPattern(pattern)
                    .setPageSize(PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            var page = core.call(() -> core.marketData().listInstruments(request));
            return new Page<>(page.getInstrumentsList(), page.getNextPageToken());
        });
    }

    /** Declares how the bars of instruments are built: all or none; INSTRUMENT_SETTLED where it is too late. */
    public ApplyInstrumentsResponse applyInstruments(List<InstrumentDeclaration> declarations, boolean validateOnly) {
        var request = ApplyInstrumentsRequest.newBuilder()
                .addAllDeclarations(declarations)
                .setValidateOnly(validateOnly)
                .build();
        return core.call(() -> core.marketData().applyInstruments(request));
    }

    /** What the engine has accepted from a source; SOURCE_NOT_FOUND if nothing. */
    public Source getSource(String sourceId) {
        var request = GetSourceRequest.newBuilder().setSourceId(sourceId).build();
        return core.call(() -> core.marketData().getSource(request)).getSource();
    }

    /** All strategies in force, by id, without their text. */
    public Iterable<Strategy> strategies() {
        return new PagedIterable<>(token -> {
            var request = ListStrategiesRequest.newBuilder()
                    .setPageSize(PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            var page = core.call(() -> core.strategies().listStrategies(request));
            return new Page<>(page.getStrategiesList(), page.getNextPageToken());
        });
    }

    /** One strategy with its text; STRATEGY_NOT_FOUND if it is not in force. */
    public Strategy getStrategy(String strategyId) {
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
    public ApplyStrategyResponse applyStrategy(String text, Map<String, Double> params) {
        return applyStrategy(text, params, false);
    }

    /** Checks a strategy and changes nothing; what is wrong stands among the problems of the answer. */
    public ApplyStrategyResponse checkStrategy(String text, Map<String, Double> params) {
        return applyStrategy(text, params, true);
    }

    /** Takes a strategy out of force; answers the event sequence from which on it is gone. */
    public long removeStrategy(String strategyId) {
        var request =
                RemoveStrategyRequest.newBuilder().setStrategyId(strategyId).build();
        return core.call(() -> core.strategies().removeStrategy(request)).getEffectiveSequence();
    }

    /** All indicators of the language, by name: signature, definition, look-back, convergence, semantic ids. */
    public Iterable<Indicator> indicators() {
        return new PagedIterable<>(token -> {
            var request = ListIndicatorsRequest.newBuilder()
                    .setPageSize(PAGE_SIZE)
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
     * @param bars at most 10,000, as {@link #bars} gives them or as {@link Bar} says: start_time, prices, volume
     * @param expressions of the strategy language, at most 64
     * @throws HeliographException REQUEST_INVALID, naming every wrong expression and bar
     */
    public ComputeIndicatorsResponse compute(String timeframe, List<Bar> bars, List<String> expressions) {
        return compute(ComputeIndicatorsRequest.newBuilder()
                .addAllExpressions(expressions)
                .setGiven(GivenBars.newBuilder().setTimeframe(timeframe).addAllBars(bars))
                .build());
    }

    /** Where the engine is; also answered while it recovers. */
    public EngineStatus engineStatus() {
        return core.call(() -> core.admin().getEngineStatus(GetEngineStatusRequest.getDefaultInstance()))
                .getEngineStatus();
    }

    /**
     * Has the engine keep its core's state in a file beside its logs, so that a start need not replay what came before;
     * waits, at most a minute, until the file stands.
     *
     * @throws HeliographException BUSY where it could not be kept, or not in time; the engine goes on as before
     */
    public CoreSnapshot createSnapshot() {
        return core.call(() -> core.admin()
                        .withDeadlineAfter(SNAPSHOT_PATIENCE)
                        .createSnapshot(CreateSnapshotRequest.getDefaultInstance()))
                .getCoreSnapshot();
    }

    /** Who the engine's journal is, its epochs, segments and ends. */
    public JournalInfo journalInfo() {
        return core.call(() -> core.audits().getJournalInfo(GetJournalInfoRequest.getDefaultInstance()))
                .getJournalInfo();
    }

    /**
     * The newest signed record of how far the journal was sealed. Who keeps its bytes elsewhere is a witness: what is cut
     * off, put back or forged up to there is found by {@code heliograph verify --witness}.
     *
     * @throws HeliographException SEALS_DISABLED where the engine has no key
     */
    public Checkpoint checkpoint() {
        return core.call(() -> core.audits().getCheckpoint(GetCheckpointRequest.getDefaultInstance()))
                .getCheckpoint();
    }

    /**
     * Has the engine conclude everything again from its journal and compare; blocks until it has, without a deadline.
     *
     * @param progress hears how far it is, on the calling thread; what it throws ends the call
     * @return what was found, a difference or damage included
     * @throws HeliographException BUSY while another verification is at work
     */
    public VerifyResult verifyJournal(Consumer<VerifyProgress> progress) {
        return verifyJournal(0, progress);
    }

    /**
     * As {@link #verifyJournal(Consumer)}, of an event and all behind it, from the nearest snapshot before it.
     *
     * @param fromEvent event sequence; 0 for everything kept
     * @throws HeliographException INVALID_ARGUMENT where the engine's journal does not hold that event
     */
    public VerifyResult verifyJournal(long fromEvent, Consumer<VerifyProgress> progress) {
        return new JournalCalls(core).verify(fromEvent, progress);
    }

    /**
     * Reads records of one log in order; blocks until the last was taken, without a deadline.
     *
     * @param request which log, and which sequences
     * @param records takes each record once, on the calling thread; what it throws ends the call
     * @throws HeliographException SEQUENCE_COMPACTED, SEQUENCE_IN_FUTURE, BUSY
     */
    public void readJournal(ReadJournalRequest request, Consumer<JournalRecord> records) {
        new JournalCalls(core).read(request, records);
    }

    /**
     * Has the engine try strategies in the place of its journal's; answers at once. The result is for
     * {@link #awaitOperation} to wait for, or {@link #whatIf} does both.
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
        return operationResponse(awaitOperation(runWhatIf(request), progress), WhatIfResult.class);
    }

    /** The changes that a what-if that succeeded keeps, at most 10,000; by the name of its operation. */
    public Iterable<SignalChange> whatIfChanges(String operation) {
        return new PagedIterable<>(token -> {
            var request = ListWhatIfChangesRequest.newBuilder()
                    .setOperation(operation)
                    .setPageSize(PAGE_SIZE)
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
        return operationResponse(awaitOperation(runBacktest(request), progress), BacktestResult.class);
    }

    /** The operations that the engine knows, the oldest first; those that ended are forgotten in time. */
    public Iterable<Operation> operations() {
        return new OperationCalls(core).list();
    }

    /** An operation as it is now; OPERATION_NOT_FOUND if it was forgotten. */
    public Operation operation(String name) {
        return new OperationCalls(core).get(name);
    }

    /** Asks an operation to stop, which it soon does; one that ended stays as it is. */
    public void cancelOperation(String name) {
        new OperationCalls(core).cancel(name);
    }

    /** Has an operation that ended forgotten; OPERATION_NOT_DONE if it did not. */
    public void deleteOperation(String name) {
        new OperationCalls(core).delete(name);
    }

    /**
     * Waits until an operation ends, without a deadline.
     *
     * @param progress hears how far it is, about four times a second, on the calling thread; what it throws, and an
     *     interrupt, cancel the operation
     * @return the operation as it ended, with a response or an error
     */
    public Operation awaitOperation(Operation operation, Consumer<OperationProgress> progress) {
        return new OperationCalls(core).await(operation, progress);
    }

    /**
     * The response of an operation that ended.
     *
     * @throws HeliographException what failed or cancelled it
     */
    public <T extends Message> T operationResponse(Operation ended, Class<T> form) {
        return new OperationCalls(core).response(ended, form);
    }

    /** Ends all streams and calls of this client and waits, at most 5 s, until the connection is gone. */
    @Override
    public void close() {
        core.close();
    }

    boolean isTerminated() {
        return core.isTerminated();
    }

    private ApplyStrategyResponse applyStrategy(String text, Map<String, Double> params, boolean validateOnly) {
        var request = ApplyStrategyRequest.newBuilder()
                .setText(text)
                .putAllParams(params)
                .setValidateOnly(validateOnly)
                .build();
        return core.call(() -> core.strategies().applyStrategy(request));
    }
}
