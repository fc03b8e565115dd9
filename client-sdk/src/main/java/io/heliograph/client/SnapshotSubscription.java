package io.heliograph.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.heliograph.v1.StreamMarketSnapshotsRequest;
import io.heliograph.v1.StreamMarketSnapshotsResponse;
import java.time.Duration;

/**
 * Follows what instruments look like over one stream. There is nothing to resume: who subscribes again is told all of it again.
 *
 * <p>Thread-safe.
 */
public final class SnapshotSubscription implements AutoCloseable {
    private final ClientCore core;
    private final SnapshotListener listener;
    private final StreamCall call;

    SnapshotSubscription(ClientCore core, SnapshotListener listener) {
        this.core = core;
        this.listener = listener;
        this.call = new StreamCall(core, listener::onClosed);
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
        call.awaitEnd(timeout);
    }

    /** Ends the subscription. A callback that runs now goes on; none but {@code onClosed} begins after this. */
    @Override
    public void close() {
        call.close();
    }

    /** What gRPC calls, one call at a time; a message is asked for when the one before was taken. */
    private final class Incoming
            implements ClientResponseObserver<StreamMarketSnapshotsRequest, StreamMarketSnapshotsResponse> {
        @Override
        public void beforeStart(ClientCallStreamObserver<StreamMarketSnapshotsRequest> stream) {
            call.begin(stream, 1);
        }

        @Override
        public void onNext(StreamMarketSnapshotsResponse response) {
            if (call.isClosed()) {
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
            call.fail(thrown);
        }

        @Override
        public void onCompleted() {
            call.complete();
        }
    }
}
