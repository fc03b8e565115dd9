package io.heliograph.server.rpc;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.heliograph.server.MappedFault;
import io.heliograph.v1.ErrorReason;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stands before every handler: lets a call in or refuses it, refuses requests that are no message, and turns whatever a
 * handler throws into a status.
 */
final class CallGuard implements ServerInterceptor {
    private final Function<String, Rejection> gate;
    private final Consumer<Throwable> onFault;

    /**
     * @param gate the full name of a method to why it is closed now, or null where it is open
     * @param onFault is told, on the thread of the call, of a {@link MappedFault}
     */
    CallGuard(Function<String, Rejection> gate, Consumer<Throwable> onFault) {
        this.gate = gate;
        this.onFault = onFault;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        GuardedCall<Q, R> guarded = new GuardedCall<>(call);
        Rejection closed = gate.apply(call.getMethodDescriptor().getFullMethodName());
        if (closed != null) {
            return refused(guarded, closed);
        }
        try {
            return new Guarded<>(next.startCall(guarded, headers), guarded, onFault);
        } catch (RuntimeException e) {
            tell(e, onFault);
            return refused(guarded, e);
        } catch (InternalError e) {
            tell(e, onFault);
            throw e;
        }
    }

    private static void tell(Throwable failure, Consumer<Throwable> onFault) {
        if (MappedFault.isIn(failure)) {
            onFault.accept(failure);
        }
    }

    private static <Q, R> ServerCall.Listener<Q> refused(GuardedCall<Q, R> call, RuntimeException failure) {
        call.fail(failure);
        return new ServerCall.Listener<>() {};
    }

    /** The listener of one call; after a failure it hears no more. */
    private static final class Guarded<Q> extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
        private final GuardedCall<Q, ?> call;
        private final Consumer<Throwable> onFault;

        private boolean isClosed;

        Guarded(ServerCall.Listener<Q> listener, GuardedCall<Q, ?> call, Consumer<Throwable> onFault) {
            super(listener);
            this.call = call;
            this.onFault = onFault;
        }

        @Override
        public void onMessage(Q message) {
            // Javac sees Q; at run time the marshaller may have put something else in its place.
            Object arrived = message;
            if (arrived instanceof Malformed malformed) {
                fail(new Rejection(
                        ErrorReason.ERROR_REASON_REQUEST_INVALID,
                        "expected a message of " + call.getMethodDescriptor().getFullMethodName()
                                + ", found bytes that cannot be read: problem=" + malformed.problem()));
                return;
            }
            guarded(() -> super.onMessage(message));
        }

        @Override
        public void onHalfClose() {
            guarded(super::onHalfClose);
        }

        @Override
        public void onReady() {
            guarded(super::onReady);
        }

        private void guarded(Runnable step) {
            if (isClosed) {
                return;
            }
            try {
                step.run();
            } catch (RuntimeException e) {
                fail(e);
                tell(e, onFault);
            } catch (InternalError e) {
                tell(e, onFault);
                throw e;
            }
        }

        private void fail(RuntimeException failure) {
            isClosed = true;
            if (!call.fail(failure)) {
                // The handler had ended the call itself before it threw; the caller has its answer.
                StatusMapper.toStatus(failure);
            }
            super.onCancel();
        }
    }
}
