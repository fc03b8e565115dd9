package io.heliograph.server.publish;

import io.grpc.BindableService;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.journal.Log;
import io.heliograph.server.query.BarLister;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.rpc.JoinedService;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.StreamBarsRequest;
import io.heliograph.v1.StreamSignalsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The delivery of signals and bars as the engine composes it: an agent that follows the output log, and the services that
 * callers reach.
 *
 * <p>Nothing runs by making it. {@link #rebuild} comes before the agent's first work and before the first call.
 */
public final class OutputPublishing {
    private final AtomicInteger count = new AtomicInteger();
    private final LatestProjection latest = new LatestProjection();
    private final PublisherAgent agent;
    private final StreamRequestMapper requests;
    private final Streams streams;
    private final SignalService service;
    private final BarQuestions bars;

    /**
     * @param outputs the output log, started
     * @param stored the last output in the store, -1 until that is known; empty without a store
     * @param times when events were received
     * @param lister of stored signals; of {@code SignalSource.disabled()} without a store
     * @param barLister of stored bars; of {@code BarSource.disabled()} without a store
     * @param workers where calls run that read the log or the store
     * @param instruments whether a symbol is known; any thread
     * @param clock steady
     * @param version of this build, told to subscribers
     */
    public OutputPublishing(
            UUID journalId,
            Log outputs,
            Optional<LongSupplier> stored,
            EventTimes times,
            SignalLister lister,
            BarLister barLister,
            Workers workers,
            Predicate<String> instruments,
            NanoClock clock,
            PublishLimits limits,
            String version) {
        Places places = new Places(journalId, outputs);
        Reach reach = new Reach(outputs, stored);
        Bookmarks bookmarks = new Bookmarks(journalId, outputs, reach);
        agent = new PublisherAgent(
                new Tails(outputs, reach, times, latest),
                new History(outputs, times, places, limits.catchUpReaders()),
                latest,
                bookmarks,
                clock,
                version,
                count);
        requests = new StreamRequestMapper(places, reach);
        streams = new Streams(agent, bookmarks, limits, count);
        service = new SignalService(
                requests,
                streams,
                new SignalQuestions(latest, new SignalReader(outputs), lister, workers, instruments));
        bars = new BarQuestions(barLister, workers);
    }

    /** Reads the output log up to its head, so that questions can be answered. */
    public void rebuild() {
        agent.rebuild();
    }

    /** The last output that was taken in, for questions and for subscribers that keep up. Any thread. */
    public long position() {
        return latest.asOf();
    }

    /** What delivers; one thread, and nothing it does blocks. */
    public Agent agent() {
        return agent;
    }

    /** The service that callers reach. */
    public BindableService service() {
        return service;
    }

    /** The methods of the market data service that give bars out. */
    public List<ServerMethodDefinition<?, ?>> barMethods() {
        List<ServerMethodDefinition<?, ?>> methods =
                new ArrayList<>(JoinedService.only(MarketDataServiceGrpc.bindService(bars), "ListBars"));
        methods.add(StreamMethod.of(
                MarketDataServiceGrpc.getStreamBarsMethod(),
                (request, subscriber) -> streams.open(requests.map(request), subscriber)));
        return methods;
    }

    /** Begins to deliver signals; throws what is wrong with the request. */
    void follow(StreamSignalsRequest request, ServerCallStreamObserver<StreamMessage> subscriber) {
        streams.open(requests.map(request), subscriber);
    }

    /** Begins to deliver bars; throws what is wrong with the request. */
    void follow(StreamBarsRequest request, ServerCallStreamObserver<StreamMessage> subscriber) {
        streams.open(requests.map(request), subscriber);
    }

    /** How many subscriptions are open. Any thread. */
    public int subscribers() {
        return count.get();
    }

    /** Ends every subscription with {@code why} and the place to go on from, and those that come later. Any thread. */
    public void stop(Rejection why) {
        agent.stop(why);
    }
}
