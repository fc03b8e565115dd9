package io.heliograph.server.publish;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import java.util.function.BiConsumer;

/** A method of the contract that answers with a stream of ready bytes. */
final class StreamMethod {
    private StreamMethod() {}

    /** {@code open} takes each call; what it throws ends the call. */
    static <Q, R> ServerMethodDefinition<Q, StreamMessage> of(
            MethodDescriptor<Q, R> method, BiConsumer<Q, ServerCallStreamObserver<StreamMessage>> open) {
        MethodDescriptor<Q, StreamMessage> raw = method.toBuilder(
                        method.getRequestMarshaller(), new StreamMessageMarshaller())
                .build();
        return ServerMethodDefinition.create(
                raw,
                ServerCalls.asyncServerStreamingCall((request, subscriber) ->
                        open.accept(request, (ServerCallStreamObserver<StreamMessage>) subscriber)));
    }
}
