package io.heliograph.server.rpc;

import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * A call that ends once: what is sent after its end is dropped, whoever ended it.
 *
 * <p>The guard ends a call on the transport's thread while an agent may be about to send on it. Left alone, the agent's
 * message would meet a closed call, throw, and with the agent stop the engine. So what goes out takes turns here.
 */
final class GuardedCall<Q, R> extends ForwardingServerCall.SimpleForwardingServerCall<Q, R> {
    private boolean isClosed;

    GuardedCall(ServerCall<Q, R> call) {
        super(call);
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
        if (!isClosed) {
            super.sendHeaders(headers);
        }
    }

    @Override
    public synchronized void sendMessage(R message) {
        if (!isClosed) {
            super.sendMessage(message);
        }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (StatusMapper.isForeseen(status)) {
            super.close(status, trailers);
        } else {
            // The library's word for too many requests in a unary call, or none.
            closeWith(StatusMapper.ofMalformedCall(status));
        }
    }

    /** Ends it with a failure, unless it has ended; answers whether it did. */
    synchronized boolean fail(RuntimeException failure) {
        if (isClosed) {
            return false;
        }
        isClosed = true;
        closeWith(StatusMapper.toStatus(failure));
        return true;
    }

    private void closeWith(StatusRuntimeException status) {
        Metadata trailers = status.getTrailers();
        delegate().close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }
}
