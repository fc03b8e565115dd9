package io.heliograph.client;

import io.grpc.stub.ClientCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One stream that is followed, from its begin to its end: it asks for messages, closes once, and tells its end once.
 *
 * <p>Thread-safe: the thread of the callbacks calls {@link #begin}, {@link #fail} and {@link #complete}, every thread the rest.
 */
final class StreamCall {
    private final ClientCore core;
    private final Consumer<Optional<HeliographException>> onClosed;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile ClientCallStreamObserver<?> stream;

    /**
     * A stream that has not begun.
     *
     * @param onClosed hears the end, and what failed it
     */
    StreamCall(ClientCore core, Consumer<Optional<HeliographException>> onClosed) {
        this.core = core;
        this.onClosed = onClosed;
    }

    /** Takes gRPC's side of it; {@code window}: messages that may be on their way before more are asked for. */
    void begin(ClientCallStreamObserver<?> begun, int window) {
        stream = begun;
        begun.disableAutoRequestWithInitial(window);
    }

    void request(int messages) {
        stream.request(messages);
    }

    /** It is over because of this; what comes after it was closed is no failure. */
    void fail(Throwable thrown) {
        end(closed.get() ? null : core.errors().map(thrown));
    }

    /** It is over and well. */
    void complete() {
        end(null);
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            stream.cancel("closed by the subscriber", null);
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    CompletableFuture<Void> ended() {
        return ended.copy();
    }

    void awaitEnd(Duration timeout) throws InterruptedException {
        core.await(ended, timeout, () -> "waiting for the end of the subscription");
    }

    private void end(HeliographException failure) {
        try {
            onClosed.accept(Optional.ofNullable(failure));
        } finally {
            if (failure == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(failure);
            }
        }
    }
}
