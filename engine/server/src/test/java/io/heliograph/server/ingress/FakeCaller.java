package io.heliograph.server.ingress;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A caller that keeps what it was sent, and is ready or not as the test says. */
public final class FakeCaller<R> extends ServerCallStreamObserver<R> {
    private final List<R> messages = new ArrayList<>();

    private int requested;
    private boolean isReady = true;
    private boolean isCancelled;
    private boolean isCompleted;
    private Throwable error;
    private Runnable onCancel = () -> {};
    private Consumer<R> onMessage = message -> {};

    public List<R> messages() {
        return messages;
    }

    public R last() {
        return messages.get(messages.size() - 1);
    }

    /** Messages asked for so far. */
    public int requested() {
        return requested;
    }

    public boolean isCompleted() {
        return isCompleted;
    }

    public Throwable error() {
        return error;
    }

    /** Does something within the sending of each message from now on, as a quick caller might. */
    public void onMessage(Consumer<R> action) {
        onMessage = action;
    }

    public void ready(boolean ready) {
        isReady = ready;
    }

    /** Hangs up. */
    public void vanish() {
        isCancelled = true;
        onCancel.run();
    }

    @Override
    public boolean isCancelled() {
        return isCancelled;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
        onCancel = handler;
    }

    @Override
    public void setCompression(String compression) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isReady() {
        return isReady && !isCancelled;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void request(int count) {
        requested += count;
    }

    @Override
    public void setMessageCompression(boolean enable) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void disableAutoInboundFlowControl() {
        disableAutoRequest();
    }

    @Override
    public void disableAutoRequest() {
        requested = 0;
    }

    @Override
    public void onNext(R message) {
        if (!isReady()) {
            throw new AssertionError("sent to a caller that is not ready: message=" + message);
        }
        messages.add(message);
        onMessage.accept(message);
    }

    @Override
    public void onError(Throwable failure) {
        error = failure;
    }

    @Override
    public void onCompleted() {
        isCompleted = true;
    }
}
