package io.heliograph.server.publish;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.heliograph.server.rpc.JoinedService;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StreamSignalsRequest;
import java.util.List;

/** Gives signals out over gRPC: streams as ready bytes, answers to questions as messages. */
final class SignalService implements BindableService {
    private final SignalStreams streams;
    private final SignalServiceGrpc.AsyncService questions;

    SignalService(SignalStreams streams, SignalServiceGrpc.AsyncService questions) {
        this.streams = streams;
        this.questions = questions;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return new JoinedService(() -> SignalServiceGrpc.bindService(questions), List.of(streamMethod())).bindService();
    }

    private ServerMethodDefinition<StreamSignalsRequest, StreamMessage> streamMethod() {
        MethodDescriptor<StreamSignalsRequest, StreamMessage> method =
                SignalServiceGrpc.getStreamSignalsMethod().toBuilder(
                                SignalServiceGrpc.getStreamSignalsMethod().getRequestMarshaller(),
                                new StreamMessageMarshaller())
                        .build();
        return ServerMethodDefinition.create(
                method,
                ServerCalls.asyncServerStreamingCall((request, subscriber) ->
                        streams.open(request, (ServerCallStreamObserver<StreamMessage>) subscriber)));
    }
}
