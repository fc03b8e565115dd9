package io.heliograph.server.publish;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.heliograph.server.rpc.JoinedService;
import io.heliograph.v1.SignalServiceGrpc;
import java.util.List;

/** Gives signals out over gRPC: streams as ready bytes, answers to questions as messages. */
final class SignalService implements BindableService {
    private final StreamRequestMapper requests;
    private final Streams streams;
    private final SignalServiceGrpc.AsyncService questions;

    SignalService(StreamRequestMapper requests, Streams streams, SignalServiceGrpc.AsyncService questions) {
        this.requests = requests;
        this.streams = streams;
        this.questions = questions;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return new JoinedService(
                        () -> SignalServiceGrpc.bindService(questions),
                        List.of(StreamMethod.of(
                                SignalServiceGrpc.getStreamSignalsMethod(),
                                (request, subscriber) -> streams.open(requests.map(request), subscriber))))
                .bindService();
    }
}
