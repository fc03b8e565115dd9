package io.heliograph.server.publish;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.heliograph.v1.BatchGetLatestSignalsRequest;
import io.heliograph.v1.BatchGetLatestSignalsResponse;
import io.heliograph.v1.GetSignalRequest;
import io.heliograph.v1.GetSignalResponse;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StreamSignalsRequest;
import java.util.function.Supplier;

/**
 * Gives signals out over gRPC: streams as ready bytes, answers to questions as messages.
 *
 * <p>Bound before the journal is read, so it asks for what serves it with each call.
 */
final class SignalService implements BindableService {
    private final Supplier<SignalStreams> streams;
    private final SignalServiceGrpc.AsyncService questions;

    SignalService(Supplier<SignalStreams> streams, Supplier<SignalQuestions> questions) {
        this.streams = streams;
        this.questions = new SignalServiceGrpc.AsyncService() {
            @Override
            public void getSignal(GetSignalRequest request, StreamObserver<GetSignalResponse> caller) {
                questions.get().getSignal(request, caller);
            }

            @Override
            public void listSignals(ListSignalsRequest request, StreamObserver<ListSignalsResponse> caller) {
                questions.get().listSignals(request, caller);
            }

            @Override
            public void batchGetLatestSignals(
                    BatchGetLatestSignalsRequest request, StreamObserver<BatchGetLatestSignalsResponse> caller) {
                questions.get().batchGetLatestSignals(request, caller);
            }
        };
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
                        streams.get().open(request, (ServerCallStreamObserver<StreamMessage>) subscriber)));
    }

    private static boolean isNamed(ServerMethodDefinition<?, ?> method, String name) {
        return method.getMethodDescriptor().getFullMethodName().equals(name);
    }
}
