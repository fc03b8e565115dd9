package io.heliograph.client;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real gRPC server on a port of its own that serves hand-written services and remembers the headers it was sent. */
final class FakeEngine implements AutoCloseable, ServerInterceptor {
    private final BlockingQueue<Metadata> headers = new LinkedBlockingQueue<>();
    private final Server server;

    FakeEngine(BindableService... services) throws IOException {
        ServerBuilder<?> builder = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .intercept(this)
                .permitKeepAliveTime(10, TimeUnit.SECONDS);
        for (BindableService service : services) {
            builder.addService(service);
        }
        server = builder.build().start();
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    HeliographClient client() {
        return HeliographClient.builder().target(target()).build();
    }

    /** The value of a header of the next call that was not asked for yet. */
    String nextHeader(String name) throws InterruptedException {
        Metadata next = headers.poll(10, TimeUnit.SECONDS);
        return next == null ? null : next.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }

    /** An error as the engine gives it: with a reason, its metadata and further details. */
    static StatusRuntimeException error(
            Status.Code code, String reason, Map<String, String> metadata, String message, Message... details) {
        com.google.rpc.Status.Builder status =
                com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(message);
        status.addDetails(Any.pack(ErrorInfo.newBuilder()
                .setDomain("heliograph")
                .setReason(reason)
                .putAllMetadata(metadata)
                .build()));
        for (Message detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata sent, ServerCallHandler<Q, A> next) {
        headers.add(sent);
        return next.startCall(call, sent);
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
