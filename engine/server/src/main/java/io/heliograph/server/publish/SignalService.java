package io.heliograph.server.publish;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StreamSignalsRequest;

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
        ServerServiceDefinition generated = SignalServiceGrpc.bindService(questions);
        ServerMethodDefinition<?, ?> stream = streamMethod();
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(SignalServiceGrpc.SERVICE_NAME)
                .setSchemaDescriptor(SignalServiceGrpc.getServiceDescriptor().getSchemaDescriptor());
        String name = stream.getMethodDescriptor().getFullMethodName();
        for (ServerMethodDefinition<?, ?> method : generated.getMethods()) {
            descriptor.addMethod(isNamed(method, name) ? stream.getMethodDescriptor() : method.getMethodDescriptor());
        }
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        for (ServerMethodDefinition<?, ?> method : generated.getMethods()) {
            if (isNamed(method, name)) {
                definition.addMethod(stream);
            } else {
                definition.addMethod(method);
            }
        }
        return definition.build();
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

    private static boolean isNamed(ServerMethodDefinition<?, ?> method, String name) {
        return method.getMethodDescriptor().getFullMethodName().equals(name);
    }
}
