package io.heliograph.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.GetEngineStatusRequest;
import io.heliograph.v1.GetEngineStatusResponse;
import io.heliograph.v1.GetStrategyRequest;
import io.heliograph.v1.GetStrategyResponse;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.StrategyServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RpcServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Gate gate = new Gate(new Gate.Progress() {
        @Override
        public long eventsDone() {
            return 3;
        }

        @Override
        public long eventsTotal() {
            return 7;
        }
    });

    private final Publishers publishers = new Publishers();
    private final CompletableFuture<Throwable> faults = new CompletableFuture<>();

    private RpcServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() {
        server = RpcServer.start(
                ANY_PORT,
                Optional.empty(),
                gate,
                1_024,
                List.of(new OneStrategy(), new SomeStatus(), publishers),
                List.of(),
                faults::complete);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void shouldLetOnlyStatusAndHealthThroughWhileTheEngineRecovers() throws IOException {
        StatusRuntimeException refused = refused("any");

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        com.google.rpc.Status status = StatusProto.fromThrowable(refused);
        ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("RECOVERING");
        assertThat(info.getMetadataMap()).containsEntry("events_done", "3").containsEntry("events_total", "7");
        assertThat(status.getDetails(1).is(RetryInfo.class)).isTrue();
        assertThat(AdminServiceGrpc.newBlockingStub(channel)
                        .getEngineStatus(GetEngineStatusRequest.getDefaultInstance()))
                .isNotNull();
        assertThat(health()).isEqualTo(ServingStatus.NOT_SERVING);
    }

    @Test
    void shouldTellOfAMappedFileThatFailsBeneathACall() throws Exception {
        gate.become(Gate.State.SERVING);
        catchThrowableOfType(
                StatusRuntimeException.class,
                () -> StrategyServiceGrpc.newBlockingStub(channel).getStrategy(strategy("broken")));
        boolean wasTold = faults.isDone();

        catchThrowableOfType(
                StatusRuntimeException.class,
                () -> StrategyServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(30, TimeUnit.SECONDS)
                        .getStrategy(strategy("faulty")));

        assertThat(wasTold).isFalse();
        assertThat(faults.get(10, TimeUnit.SECONDS)).isInstanceOf(InternalError.class);
    }

    @Test
    void shouldServeOnceItIsToldTo() {
        gate.become(Gate.State.SERVING);
        server.serve();

        assertThat(StrategyServiceGrpc.newBlockingStub(channel)
                        .getStrategy(strategy("known"))
                        .getStrategy()
                        .getStrategyId())
                .isEqualTo("known");
        assertThat(health()).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void shouldMakeAStatusOfWhateverAHandlerThrows() {
        gate.become(Gate.State.SERVING);

        assertThat(refused("rejected").getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refused("broken").getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(refused("answered").getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void shouldRefuseBytesThatAreNoMessageAsInvalid() throws IOException {
        gate.become(Gate.State.SERVING);
        MethodDescriptor<byte[], GetStrategyResponse> raw = StrategyServiceGrpc.getGetStrategyMethod().toBuilder(
                        new Bytes(), StrategyServiceGrpc.getGetStrategyMethod().getResponseMarshaller())
                .build();

        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(channel, raw, CallOptions.DEFAULT, new byte[] {10, 100, 1, 2, 3}));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(StatusProto.fromThrowable(refused)
                        .getDetails(0)
                        .unpack(ErrorInfo.class)
                        .getReason())
                .isEqualTo("REQUEST_INVALID");
    }

    @Test
    void shouldRefuseAUnaryCallWithoutARequestAsInvalid() throws InterruptedException {
        gate.become(Gate.State.SERVING);
        AnswerBox<GetStrategyResponse> answers = new AnswerBox<>();
        ClientCall<GetStrategyRequest, GetStrategyResponse> call =
                channel.newCall(StrategyServiceGrpc.getGetStrategyMethod(), CallOptions.DEFAULT);
        call.start(answers, new Metadata());
        call.request(1);
        call.halfClose();

        assertThat(answers.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldDropWhatAnAgentSendsOnACallThatMalformedBytesEnded() throws InterruptedException {
        gate.become(Gate.State.SERVING);
        MethodDescriptor<byte[], PublishMarketDataResponse> raw =
                MarketDataServiceGrpc.getPublishMarketDataMethod().toBuilder(
                                new Bytes(),
                                MarketDataServiceGrpc.getPublishMarketDataMethod()
                                        .getResponseMarshaller())
                        .build();
        AnswerBox<PublishMarketDataResponse> answers = new AnswerBox<>();
        ClientCall<byte[], PublishMarketDataResponse> call = channel.newCall(raw, CallOptions.DEFAULT);
        call.start(answers, new Metadata());
        call.request(1);
        call.sendMessage(new byte[] {10, 100, 1, 2, 3});
        Status status = answers.status();
        StreamObserver<PublishMarketDataResponse> agentsEnd = publishers.caller.get();

        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThatCode(() -> {
                    agentsEnd.onNext(PublishMarketDataResponse.getDefaultInstance());
                    agentsEnd.onError(StatusMapper.toStatus(Gate.stopping()));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseReflectionOfBytesThatAreNoMessageAsInvalid() throws InterruptedException {
        MethodDescriptor<byte[], ServerReflectionResponse> raw =
                ServerReflectionGrpc.getServerReflectionInfoMethod().toBuilder(
                                new Bytes(),
                                ServerReflectionGrpc.getServerReflectionInfoMethod()
                                        .getResponseMarshaller())
                        .build();
        AnswerBox<ServerReflectionResponse> answers = new AnswerBox<>();
        ClientCall<byte[], ServerReflectionResponse> call = channel.newCall(raw, CallOptions.DEFAULT);
        call.start(answers, new Metadata());
        call.request(1);
        call.sendMessage(new byte[] {10, 100, 1, 2, 3});

        assertThat(answers.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldRefuseAMessageThatIsTooLong() {
        gate.become(Gate.State.SERVING);

        assertThat(refused("x".repeat(2_000)).getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void shouldSayThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FatalException failure = catchThrowableOfType(
                    FatalException.class,
                    () -> RpcServer.start(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()),
                            Optional.empty(),
                            gate,
                            1_024,
                            List.of()));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.PORT_OR_TLS);
            assertThat(failure).hasMessageContaining("port=" + taken.getLocalPort());
        }
    }

    @Test
    void shouldSayThatACertificateCannotBeRead() {
        FatalException failure = catchThrowableOfType(
                FatalException.class,
                () -> RpcServer.start(
                        ANY_PORT,
                        Optional.of(new RpcServer.TlsFiles(
                                new File("absent.pem"), new File("absent.key"), Optional.empty())),
                        gate,
                        1_024,
                        List.of()));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.PORT_OR_TLS);
        assertThat(failure).hasMessageContaining("certificate=absent.pem");
    }

    private StatusRuntimeException refused(String id) {
        return catchThrowableOfType(
                StatusRuntimeException.class,
                () -> StrategyServiceGrpc.newBlockingStub(channel).getStrategy(strategy(id)));
    }

    private ServingStatus health() {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }

    private static GetStrategyRequest strategy(String id) {
        return GetStrategyRequest.newBuilder().setStrategyId(id).build();
    }

    /** Answers, refuses or breaks by the name asked for. */
    private static final class OneStrategy extends StrategyServiceGrpc.StrategyServiceImplBase {
        @Override
        public void getStrategy(GetStrategyRequest request, StreamObserver<GetStrategyResponse> caller) {
            switch (request.getStrategyId()) {
                case "rejected" ->
                    throw new Rejection(
                            io.heliograph.v1.ErrorReason.ERROR_REASON_STRATEGY_NOT_FOUND, "no such strategy");
                case "faulty" -> throw new InternalError("a fault in a mapped file");
                case "broken" -> throw new IllegalStateException("broken");
                case "answered" -> {
                    caller.onError(StatusMapper.toStatus(Gate.stopping()));
                    throw new IllegalStateException("broken after the answer");
                }
                default -> {
                    GetStrategyResponse.Builder response = GetStrategyResponse.newBuilder();
                    response.getStrategyBuilder().setStrategyId(request.getStrategyId());
                    caller.onNext(response.build());
                    caller.onCompleted();
                }
            }
        }
    }

    private static final class SomeStatus extends AdminServiceGrpc.AdminServiceImplBase {
        @Override
        public void getEngineStatus(GetEngineStatusRequest request, StreamObserver<GetEngineStatusResponse> caller) {
            caller.onNext(GetEngineStatusResponse.getDefaultInstance());
            caller.onCompleted();
        }
    }

    /** Hears publishers, and says nothing by itself. */
    private static final class Publishers extends MarketDataServiceGrpc.MarketDataServiceImplBase {
        private final AtomicReference<StreamObserver<PublishMarketDataResponse>> caller = new AtomicReference<>();

        @Override
        public StreamObserver<PublishMarketDataRequest> publishMarketData(
                StreamObserver<PublishMarketDataResponse> responses) {
            ((ServerCallStreamObserver<PublishMarketDataResponse>) responses).setOnCancelHandler(() -> {});
            caller.set(responses);
            return new StreamObserver<>() {
                @Override
                public void onNext(PublishMarketDataRequest request) {
                    throw new AssertionError("a malformed request came through: request=" + request);
                }

                @Override
                public void onError(Throwable failure) {
                    // What the guard tells a handler whose call it ended.
                }

                @Override
                public void onCompleted() {
                    responses.onCompleted();
                }
            };
        }
    }

    /** Waits for how a call ends. */
    private static final class AnswerBox<R> extends ClientCall.Listener<R> {
        private final CompletableFuture<Status> end = new CompletableFuture<>();

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status);
        }

        Status status() {
            return end.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    /** Sends bytes as they are. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("only sends");
        }
    }
}
