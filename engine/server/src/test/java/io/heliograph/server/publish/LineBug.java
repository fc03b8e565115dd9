package io.heliograph.server.publish;

import io.grpc.stub.ServerCallStreamObserver;

/** Bugs for what stands between the engine and a subscriber's line, as an interceptor does. */
public enum LineBug {
    NONE {
        @Override
        ServerCallStreamObserver<StreamMessage> around(FakeSubscriber line) {
            return line;
        }
    },

    /** It does not pass on whether the line takes messages: it always does. */
    ALWAYS_READY {
        @Override
        ServerCallStreamObserver<StreamMessage> around(FakeSubscriber line) {
            return new AlwaysReady(line);
        }
    };

    abstract ServerCallStreamObserver<StreamMessage> around(FakeSubscriber line);

    private static final class AlwaysReady extends ServerCallStreamObserver<StreamMessage> {
        private final FakeSubscriber line;

        AlwaysReady(FakeSubscriber line) {
            this.line = line;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void onNext(StreamMessage message) {
            line.onNext(message);
        }

        @Override
        public void onError(Throwable failure) {
            line.onError(failure);
        }

        @Override
        public void onCompleted() {
            line.onCompleted();
        }

        @Override
        public boolean isCancelled() {
            return line.isCancelled();
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            line.setOnCancelHandler(handler);
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            line.setOnReadyHandler(handler);
        }

        @Override
        public void setCompression(String compression) {
            line.setCompression(compression);
        }

        @Override
        public void disableAutoInboundFlowControl() {
            line.disableAutoInboundFlowControl();
        }

        @Override
        public void request(int count) {
            line.request(count);
        }

        @Override
        public void setMessageCompression(boolean enable) {
            line.setMessageCompression(enable);
        }
    }
}
