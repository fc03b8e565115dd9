package io.heliograph.server.snapshot;

import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.server.rpc.JoinedService;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.BatchGetMarketSnapshotsRequest;
import io.heliograph.v1.BatchGetMarketSnapshotsResponse;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import io.heliograph.v1.StreamMarketSnapshotsResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * Snapshots as the engine composes them: an agent that reads what is followed and tells it, and the methods that callers
 * reach. Nothing runs by making it.
 */
public final class MarketSnapshots implements MarketDataServiceGrpc.AsyncService {
    private final SnapshotQuestions questions;
    private final SnapshotLimits limits;
    private final AtomicInteger count = new AtomicInteger();
    private final SnapshotAgent agent;

    /**
     * @param workers where questions are answered
     * @param clock steady
     */
    public MarketSnapshots(Desk desk, Workers workers, NanoClock clock, SnapshotLimits limits) {
        this.questions = new SnapshotQuestions(desk, workers);
        this.limits = limits;
        this.agent = new SnapshotAgent(new SnapshotBoard(desk, clock.nanoTime()), limits, clock, count);
    }

    /** What reads and tells; one thread, and nothing it does blocks. */
    public Agent agent() {
        return agent;
    }

    /** The methods of the market data service that are answered here. */
    public List<ServerMethodDefinition<?, ?>> methods() {
        return JoinedService.only(
                MarketDataServiceGrpc.bindService(this), "BatchGetMarketSnapshots", "StreamMarketSnapshots");
    }

    /** How many follow. Any thread. */
    public int subscribers() {
        return count.get();
    }

    /** Ends every subscription with {@code why}, and those that come later. Any thread. */
    public void stop(Rejection why) {
        agent.stop(why);
    }

    @Override
    public void batchGetMarketSnapshots(
            BatchGetMarketSnapshotsRequest request, StreamObserver<BatchGetMarketSnapshotsResponse> caller) {
        questions.batchGetMarketSnapshots(request, caller);
    }

    @Override
    public void streamMarketSnapshots(
            StreamMarketSnapshotsRequest request, StreamObserver<StreamMarketSnapshotsResponse> caller) {
        SnapshotTerms terms = SnapshotRequestMapper.map(request);
        if (count.incrementAndGet() > limits.subscriptions()) {
            count.decrementAndGet();
            throw new Rejection(
                            ErrorReason.ERROR_REASON_TOO_MANY_SUBSCRIPTIONS,
                            "expected room for a subscription, found none: limit=" + limits.subscriptions())
                    .with("limit", limits.subscriptions());
        }
        ServerCallStreamObserver<StreamMarketSnapshotsResponse> subscriber =
                (ServerCallStreamObserver<StreamMarketSnapshotsResponse>) caller;
        SnapshotSubscription subscription =
                new SnapshotSubscription(subscriber, terms, limits.patience().toNanos());
        subscriber.setOnCancelHandler(() -> agent.cancel(subscription));
        agent.add(subscription);
    }
}
