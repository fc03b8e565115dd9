package io.heliograph.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.heliograph.v1.BarBatch;
import io.heliograph.v1.Position;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamBarsRequest;
import io.heliograph.v1.StreamBarsResponse;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Follows signals or bars over one stream, and knows how far its listener has come.
 *
 * <p>The position moves only after the listener has returned, so who stores the {@link #resumeToken()} together with what the
 * listener did loses nothing and repeats at most the outputs of one event. After a failure the subscription is done: subscribe
 * again with {@link SubscriptionRequest#resume} or {@link BarSubscriptionRequest#resume}. (Reconnecting by itself comes with a later version.)
 *
 * <p>Thread-safe: the thread of the callbacks writes, every thread may read and close.
 */
public final class Subscription implements AutoCloseable {
    private final StreamListener listener;
    private final int window;
    private final StreamCall call;

    private volatile StreamInfo info;
    private volatile Place place = new Place(Position.getDefaultInstance(), "");
    private volatile boolean caughtUp;
    private volatile long conflated;

    /** A position and its token, which change together. */
    private record Place(Position position, String token) {}

    /** {@code window}: messages that may be on their way to a listener that is busy. */
    Subscription(ClientCore core, StreamListener listener, int window) {
        this.listener = listener;
        this.window = window;
        this.call = new StreamCall(core, listener::onClosed);
    }

    static Subscription toSignals(ClientCore core, SubscriptionRequest request, SignalListener listener) {
        Subscription subscription = new Subscription(core, listener, request.window());
        core.signalStream()
                .streamSignals(
                        request.request(),
                        subscription.new Incoming<StreamSignalsRequest, StreamSignalsResponse>(response ->
                                subscription.take(response, listener)));
        return subscription;
    }

    static Subscription toBars(ClientCore core, BarSubscriptionRequest request, BarListener listener) {
        Subscription subscription = new Subscription(core, listener, request.window());
        core.marketDataStream()
                .streamBars(
                        request.request(),
                        subscription.new Incoming<StreamBarsRequest, StreamBarsResponse>(response ->
                                subscription.take(response, listener)));
        return subscription;
    }

    /** What the engine said first; empty until then. */
    public Optional<StreamInfo> info() {
        return Optional.ofNullable(info);
    }

    /** Behind the last event whose signals or bars the listener has taken in full; all zero before the first. */
    public Position position() {
        return place.position();
    }

    /** The same place as text to resume from; empty before the first. */
    public String resumeToken() {
        return place.token();
    }

    /** Whether the last progress said that the stream had come to the head. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** With CONFLATE: how many signals or bars were left out so far. */
    public long conflated() {
        return conflated;
    }

    /** Completes when the stream is over and the listener has heard of it; with a {@link HeliographException} if it failed. */
    public CompletableFuture<Void> ended() {
        return call.ended();
    }

    /**
     * Waits until the stream is over.
     *
     * @throws HeliographException why it failed; DEADLINE_EXCEEDED if it still goes on
     */
    public void awaitEnd(Duration timeout) throws InterruptedException {
        call.awaitEnd(timeout);
    }

    /** Ends the subscription. A callback that runs now goes on; none but {@code onClosed} begins after this. */
    @Override
    public void close() {
        call.close();
    }

    private void take(StreamSignalsResponse response, SignalListener signals) {
        switch (response.getResponseCase()) {
            case INFO -> takeInfo(response.getInfo());
            case BATCH -> {
                SignalBatch batch = response.getBatch();
                takeBatch(
                        () -> signals.onSignals(batch),
                        batch.getConflated(),
                        batch.getEndOfEvent(),
                        batch.getPosition(),
                        batch.getResumeToken());
            }
            case PROGRESS -> takeProgress(response.getProgress());
            case RESPONSE_NOT_SET -> {
                // A newer engine may say more; what this client does not know it need not hear.
            }
        }
    }

    private void take(StreamBarsResponse response, BarListener bars) {
        switch (response.getResponseCase()) {
            case INFO -> takeInfo(response.getInfo());
            case BATCH -> {
                BarBatch batch = response.getBatch();
                takeBatch(
                        () -> bars.onBars(batch),
                        batch.getConflated(),
                        batch.getEndOfEvent(),
                        batch.getPosition(),
                        batch.getResumeToken());
            }
            case PROGRESS -> takeProgress(response.getProgress());
            case RESPONSE_NOT_SET -> {
                // As above.
            }
        }
    }

    private void takeInfo(StreamInfo first) {
        info = first;
        listener.onInfo(first);
    }

    /** {@code delivery} hands the batch to the listener; the rest is what the batch says of itself. */
    private void takeBatch(Runnable delivery, long leftOut, boolean endOfEvent, Position position, String token) {
        delivery.run();
        conflated += leftOut;
        if (endOfEvent && !token.isEmpty()) {
            place = new Place(position, token);
        }
    }

    private void takeProgress(StreamProgress progress) {
        caughtUp = progress.getCaughtUp();
        listener.onProgress(progress);
        if (!progress.getResumeToken().isEmpty()) {
            place = new Place(progress.getPosition(), progress.getResumeToken());
        }
    }

    /** What gRPC calls, one call at a time. */
    private final class Incoming<Q, R> implements ClientResponseObserver<Q, R> {
        private final Consumer<R> take;

        private int taken;

        Incoming(Consumer<R> take) {
            this.take = take;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Q> stream) {
            call.begin(stream, window);
        }

        @Override
        public void onNext(R response) {
            if (call.isClosed()) {
                return;
            }
            take.accept(response);
            taken++;
            if (taken * 2 >= window) {
                call.request(taken); // Half a window at a time costs the transport less than one by one.
                taken = 0;
            }
        }

        @Override
        public void onError(Throwable thrown) {
            call.fail(thrown);
        }

        @Override
        public void onCompleted() {
            call.complete();
        }
    }
}
