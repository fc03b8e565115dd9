package io.heliograph.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import io.heliograph.v1.StreamMarketSnapshotsResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows what instruments look like over one stream. There is nothing to resume: who subscribes again is told all of it again.
 *
 * <p>Thread-safe.
 */
public final class SnapshotSubscription implements AutoCloseable {
    private final ClientCore core;
    private final SnapshotListener listener;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile ClientCallStreamObserver<StreamMarketSnapshotsRequest> call;

    SnapshotSubscription(ClientCore core, SnapshotListener listener) {
        this.core = core;
        this.listener = listener;
    }

    void start(StreamMarketSnapshotsRequest request) {
        core.marketDataStream().streamMarketSnapshots(request, new Incoming());
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

    /** What gRPC calls, one call at a time; a message is asked for when the one before was taken. */
    private final class Incoming
            implements ClientResponseObserver<StreamMarketSnapshotsRequest, StreamMarketSnapshotsResponse> {
        @Override
        public void beforeStart(ClientCallStreamObserver<StreamMarketSnapshotsRequest> stream) {
            call = stream;
            stream.disableAutoRequestWithInitial(1);
        }

        @Override
        public void onNext(StreamMarketSnapshotsResponse response) {
            if (closed.get()) {
                return;
            }
            // One without updates only says that the engine is there.
            if (response.getUpdatesCount() > 0) {
                listener.onUpdates(response.getUpdatesList());
            }
            call.request(1);
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
