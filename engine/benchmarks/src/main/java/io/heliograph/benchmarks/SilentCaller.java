package io.heliograph.benchmarks;

import io.grpc.stub.ServerCallStreamObserver;

/** A caller that is always ready and reads nothing; an error sent to it ends the benchmark. */
final class SilentCaller<R> extends ServerCallStreamObserver<R> {
    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
        // It never cancels.
    }

    @Override
    public void setCompression(String compression) {
        // Nothing goes over a wire.
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
        // It is ready from the start.
    }

    @Override
    public void request(int count) {
        // It sends when it pleases.
    }

    @Override
    public void setMessageCompression(boolean enable) {
        // Nothing goes over a wire.
    }

    @Override
    public void disableAutoInboundFlowControl() {
        // There is none.
    }

    @Override
    public void disableAutoRequest() {
        // It sends when it pleases.
    }

    @Override
    public void onNext(R message) {
        // Acknowledgements are not what is measured.
    }

    @Override
    public void onError(Throwable failure) {
        throw new IllegalStateException("expected the engine to go on taking trades", failure);
    }

    @Override
    public void onCompleted() {
        // The benchmark ends, not the engine.
    }
}
