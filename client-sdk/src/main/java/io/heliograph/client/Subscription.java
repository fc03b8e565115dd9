package io.heliograph.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.heliograph.v1.Position;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows signals over one stream, and knows how far its listener has come.
 *
 * <p>The position moves only after the listener has returned, so who stores the {@link #resumeToken()} together with what the
 * listener did loses nothing and repeats at most the outputs of one event. After a failure the subscription is done: subscribe
 * again with {@link SubscriptionRequest#resume}. (Reconnecting by itself comes with a later version.)
 *
 * <p>Thread-safe: the thread of the callbacks writes, every thread may read and close.
 */
public final class Subscription implements AutoCloseable {
    private final ClientCore core;
    private final SubscriptionRequest request;
    private final SignalListener listener;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile ClientCallStreamObserver<StreamSignalsRequest> call;
    private volatile StreamInfo info;
    private volatile Place place = new Place(Position.getDefaultInstance(), "");
    private volatile boolean caughtUp;
    private volatile long conflated;

    /** A position and its token, which change together. */
    private record Place(Position position, String token) {}

    Subscription(ClientCore core, SubscriptionRequest request, SignalListener listener) {
        this.core = core;
        this.request = request;
        this.listener = listener;
    }

    void start() {
        core.signalStream().streamSignals(request.request(), new Incoming());
    }

    /** What the engine said first; empty until then. */
    public Optional<StreamInfo> info() {
        return Optional.ofNullable(info);
    }

    /** Behind the last event whose signals the listener has taken in full; all zero before the first. */
    public Position position() {
        return place.position();
    }

    /** The same place as text for {@link SubscriptionRequest#resume}; empty before the first. */
    public String resumeToken() {
        return place.token();
    }

    /** Whether the last progress said that the stream had come to the head. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** With CONFLATE: how many signals were left out so far. */
    public long conflated() {
        return conflated;
    }

    /** Completes when the stream is over and the listener has heard of it; with a {@link HeliographException} if it failed. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /**
     * Waits until the stream is over.
     *
     * @throws HeliographException why it failed; DEADLINE_EXCEEDED if it still goes on
     */
    public void awaitEnd(Duration timeout) throws InterruptedException {
        core.await(ended, timeout, () -> "waiting for the end of the subscription");
    }

    /** Ends the subscription. A callback that runs now goes on; none but {@code onClosed} begins after this. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            call.cancel("closed by the subscriber", null);
        }
    }

    private void take(StreamSignalsResponse response) {
        switch (response.getResponseCase()) {
            case INFO -> {
                info = response.getInfo();
                listener.onInfo(response.getInfo());
            }
            case BATCH -> takeBatch(response.getBatch());
            case PROGRESS -> takeProgress(response.getProgress());
            case RESPONSE_NOT_SET -> {
                // A newer engine may say more; what this client does not know it need not hear.
            }
        }
    }

    private void takeBatch(SignalBatch batch) {
        listener.onSignals(batch);
        conflated += batch.getConflated();
        if (batch.getEndOfEvent() && !batch.getResumeToken().isEmpty()) {
            place = new Place(batch.getPosition(), batch.getResumeToken());
        }
    }

    private void takeProgress(StreamProgress progress) {
        caughtUp = progress.getCaughtUp();
        listener.onProgress(progress);
        if (!progress.getResumeToken().isEmpty()) {
            place = new Place(progress.getPosition(), progress.getResumeToken());
        }
    }

    private void end(HeliographException failure) {
        try {
            listener.onClosed(Optional.ofNullable(failure));
        } finally {
            if (failure == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(failure);
            }
        }
    }

    /** What gRPC calls, one call at a time. */
    private final class Incoming implements ClientResponseObserver<StreamSignalsRequest, StreamSignalsResponse> {
        private int taken;

        @Override
        public void beforeStart(ClientCallStreamObserver<StreamSignalsRequest> stream) {
            call = stream;
            stream.disableAutoRequestWithInitial(request.window());
        }

        @Override
        public void onNext(StreamSignalsResponse response) {
            if (closed.get()) {
                return;
            }
            take(response);
            taken++;
            if (taken * 2 >= request.window()) {
                call.request(taken); // Half a window at a time costs the transport less than one by one.
                taken = 0;
            }
        }

        @Override
        public void onError(Throwable thrown) {
            end(closed.get() ? null : core.errors().map(thrown));
        }

        @Override
        public void onCompleted() {
            end(null);
        }
    }
}
