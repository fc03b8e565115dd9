package io.heliograph.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.RpcServer;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.task.OperationsService;
import io.heliograph.server.task.TaskLimits;
import io.heliograph.server.task.Tasks;
import io.heliograph.v1.BacktestServiceGrpc;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.OperationState;
import io.heliograph.v1.RunWhatIfRequest;
import io.heliograph.v1.StrategyDocument;
import io.heliograph.v1.WhatIfResult;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations over a port, where work is done only when the test does it. */
class OperationsServiceTest {
    private static final TaskLimits LIMITS = new TaskLimits(1, 2, 16, java.time.Duration.ofHours(1), 2);

    @TempDir
    private static Path folder;

    private static Path data;

    private final Queue<Runnable> loops = new ConcurrentLinkedQueue<>();
    private final Tasks tasks = new Tasks(LIMITS, loops::add, new SystemEpochNanoClock(), SystemNanoClock.INSTANCE);
    private final Workers workers = new Workers("test", 2, 16);

    private int mostSignals = BacktestService.MOST_SIGNALS;
    private RpcServer server;
    private ManagedChannel channel;

    @BeforeAll
    static void makeAJournal() throws Exception {
        data = folder.resolve("data");
        try (RunningEngine engine = RunningEngine.start(data)) {
            Shell.Answer ingested = Shell.run(
                    "ingest",
                    "--target",
                    "127.0.0.1:" + engine.engine().grpcPort(),
                    SyntheticTrades.file(folder, 5_000).toString());
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
        }
    }

    @BeforeEach
    void listen() {
        start(mostSignals);
    }

    private void start(int most) {
        mostSignals = most;
        Gate gate = new Gate(null);
        gate.become(Gate.State.SERVING);
        server = RpcServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                Optional.empty(),
                gate,
                1 << 20,
                List.of(
                        new BacktestService(data, tasks, new Desk(), workers, () -> "test", most),
                        new OperationsService(tasks, LIMITS.waiting(), () -> "test")));
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
        workers.close();
    }

    @Test
    void shouldRefuseWhenTheQueueIsFullAndSayWhenToAskAgain() throws Exception {
        submit();
        submit();

        StatusRuntimeException full = catchThrowableOfType(StatusRuntimeException.class, this::submit);
        work();
        Operation later = submit();
        work();

        assertThat(full.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(detail(full, ErrorInfo.class).getReason()).isEqualTo("BUSY");
        assertThat(detail(full, RetryInfo.class).getRetryDelay().getSeconds()).isPositive();
        assertThat(calls().getOperation(b -> b.setName(later.getName())).hasResponse())
                .isTrue();
    }

    @Test
    void shouldAnswerWhoWaitsWhenTheOperationEnds() throws Exception {
        Operation operation = submit();
        ListenableFuture<Operation> waiting = waitFor(operation, 60);

        // Sent behind it on the same connection, so the wait has begun when this is answered.
        assertThat(calls().getOperation(b -> b.setName(operation.getName())).getDone())
                .isFalse();
        assertThat(waiting.isDone()).isFalse();
        work();

        Operation ended = waiting.get(30, TimeUnit.SECONDS);
        assertThat(ended.getResponse().unpack(WhatIfResult.class).getLastEvent())
                .isPositive();
    }

    @Test
    void shouldLetThemWaitWhoNameTheLongestTimeThereIs() throws Exception {
        Operation operation = submit();
        ListenableFuture<Operation> waiting = waitFor(operation, Durations.MAX_VALUE);

        assertThat(calls().getOperation(b -> b.setName(operation.getName())).getDone())
                .isFalse();
        work();

        assertThat(waiting.get(30, TimeUnit.SECONDS).getDone()).isTrue();
    }

    @Test
    void shouldAnswerWhoWaitsWithTheStateWhenTheirTimeIsOver() throws Exception {
        Operation operation = submit();

        Operation at = waitFor(operation, 0).get(30, TimeUnit.SECONDS);

        assertThat(at.getDone()).isFalse();
        assertThat(at.getMetadata().unpack(OperationProgress.class).getState())
                .isEqualTo(OperationState.OPERATION_STATE_QUEUED);
    }

    @Test
    void shouldRefuseMoreWhoWaitThanThereIsRoomFor() throws Exception {
        Operation operation = submit();
        List<ListenableFuture<Operation>> waiting = List.of(waitFor(operation, 60), waitFor(operation, 60));
        calls().listed();

        ExecutionException refused = catchThrowableOfType(
                ExecutionException.class, () -> waitFor(operation, 60).get(30, TimeUnit.SECONDS));
        work();

        assertThat(detail((StatusRuntimeException) refused.getCause(), ErrorInfo.class)
                        .getReason())
                .isEqualTo("BUSY");
        for (ListenableFuture<Operation> each : waiting) {
            assertThat(each.get(30, TimeUnit.SECONDS).getDone()).isTrue();
        }
        assertThat(waitFor(submitAndWork(), 60).get(30, TimeUnit.SECONDS).getDone())
                .isTrue();
    }

    @Test
    void shouldCancelWhatWaitsAndTellWhoWaitsForIt() throws Exception {
        Operation operation = submit();
        ListenableFuture<Operation> waiting = waitFor(operation, 60);

        calls().cancel(operation.getName());

        Operation ended = waiting.get(30, TimeUnit.SECONDS);
        assertThat(ended.getError().getCode()).isEqualTo(Status.Code.CANCELLED.value());
        work();
        assertThat(calls().getOperation(b -> b.setName(operation.getName()))).isEqualTo(ended);
    }

    @Test
    void shouldTellTheReasonOfTheStopToWhoWaits() throws Exception {
        Operation operation = submit();
        ListenableFuture<Operation> waiting = waitFor(operation, 60);
        calls().listed();

        tasks.close(Gate.stopping());

        Operation ended = waiting.get(30, TimeUnit.SECONDS);
        assertThat(OperationCalls.unpack(ended.getError().getDetails(0), ErrorInfo.class)
                        .getReason())
                .isEqualTo("SHUTTING_DOWN");
        StatusRuntimeException late = catchThrowableOfType(StatusRuntimeException.class, this::submit);
        assertThat(detail(late, ErrorInfo.class).getReason()).isEqualTo("SHUTTING_DOWN");
    }

    @Test
    void shouldEndARunThatOutgrowsItsRoom() {
        channel.shutdownNow();
        server.close();
        start(1);

        Operation ended = submitAndWork();

        assertThat(ended.getError().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED.value());
        assertThat(ended.getError().getMessage()).contains("limit=1");
    }

    private Operation submitAndWork() {
        Operation operation = submit();
        work();
        return calls().getOperation(b -> b.setName(operation.getName()));
    }

    private Operation submit() {
        StrategyDocument document = StrategyDocument.newBuilder()
                .setText(HouseStrategies.text("momentum"))
                .build();
        return BacktestServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .runWhatIf(RunWhatIfRequest.newBuilder().addStrategies(document).build())
                .getOperation();
    }

    private ListenableFuture<Operation> waitFor(Operation operation, long seconds) {
        return waitFor(operation, Durations.fromSeconds(seconds));
    }

    private ListenableFuture<Operation> waitFor(Operation operation, Duration timeout) {
        return OperationsGrpc.newFutureStub(channel)
                .withDeadlineAfter(90, TimeUnit.SECONDS)
                .waitOperation(WaitOperationRequest.newBuilder()
                        .setName(operation.getName())
                        .setTimeout(timeout)
                        .build());
    }

    private OperationCalls calls() {
        return new OperationCalls(channel);
    }

    private void work() {
        for (Runnable loop = loops.poll(); loop != null; loop = loops.poll()) {
            loop.run();
        }
    }

    private static <T extends com.google.protobuf.Message> T detail(StatusRuntimeException failure, Class<T> form) {
        return StatusProto.fromThrowable(failure).getDetailsList().stream()
                .filter(each -> each.is(form))
                .map(each -> OperationCalls.unpack(each, form))
                .findFirst()
                .orElseThrow();
    }
}
