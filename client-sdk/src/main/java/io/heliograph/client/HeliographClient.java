package io.heliograph.client;

import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.CoreSnapshot;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.GetEngineStatusRequest;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import java.time.Duration;

/**
 * A connection to one engine: publishers, subscriptions, and questions grouped by what they are about.
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

    private final ClientCore core;
    private final SignalCalls signals;
    private final MarketCalls market;
    private final StrategyCalls strategies;
    private final IndicatorCalls indicators;
    private final JournalCalls journal;
    private final OperationCalls operations;
    private final BacktestCalls backtests;

    HeliographClient(ClientCore core) {
        this.core = core;
        this.signals = new SignalCalls(core);
        this.market = new MarketCalls(core);
        this.strategies = new StrategyCalls(core);
        this.indicators = new IndicatorCalls(core);
        this.journal = new JournalCalls(core);
        this.operations = new OperationCalls(core);
        this.backtests = new BacktestCalls(core, operations);
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

    /** Signals: one by one, why they were made, what is stored, the latest; what strategies would say now. */
    public SignalCalls signals() {
        return signals;
    }

    /** Bars, snapshots, instruments and sources. */
    public MarketCalls market() {
        return market;
    }

    /** The strategies in force. */
    public StrategyCalls strategies() {
        return strategies;
    }

    /** The indicators of the language. */
    public IndicatorCalls indicators() {
        return indicators;
    }

    /** The engine's journal. */
    public JournalCalls journal() {
        return journal;
    }

    /** What-if and backtest. */
    public BacktestCalls backtests() {
        return backtests;
    }

    /** Long-running operations, such as those of {@link #backtests()}. */
    public OperationCalls operations() {
        return operations;
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

    /** Ends all streams and calls of this client and waits, at most 5 s, until the connection is gone. */
    @Override
    public void close() {
        core.close();
    }

    boolean isTerminated() {
        return core.isTerminated();
    }
}
