package io.heliograph.client;

import com.google.longrunning.OperationsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.AuditServiceGrpc;
import io.heliograph.v1.BacktestServiceGrpc;
import io.heliograph.v1.IndicatorServiceGrpc;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StrategyServiceGrpc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What everything of one client shares: the connection, its threads, its deadline.
 *
 * <p>Thread-safe. It owns the channel and both executors and ends them.
 */
final class ClientCore {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ManagedChannel channel;
    private final ExecutorService callbacks;
    private final ScheduledExecutorService scheduler;
    private final ErrorMapper errors;
    private final Duration deadline;

    ClientCore(
            ManagedChannel channel,
            ExecutorService callbacks,
            ScheduledExecutorService scheduler,
            ErrorMapper errors,
            Duration deadline) {
        this.channel = channel;
        this.callbacks = callbacks;
        this.scheduler = scheduler;
        this.errors = errors;
        this.deadline = deadline;
    }

    MarketDataServiceGrpc.MarketDataServiceStub marketDataStream() {
        return MarketDataServiceGrpc.newStub(channel);
    }

    SignalServiceGrpc.SignalServiceStub signalStream() {
        return SignalServiceGrpc.newStub(channel);
    }

    MarketDataServiceGrpc.MarketDataServiceBlockingStub marketData() {
        return MarketDataServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    SignalServiceGrpc.SignalServiceBlockingStub signals() {
        return SignalServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    StrategyServiceGrpc.StrategyServiceBlockingStub strategies() {
        return StrategyServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    IndicatorServiceGrpc.IndicatorServiceBlockingStub indicators() {
        return IndicatorServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    AdminServiceGrpc.AdminServiceBlockingStub admin() {
        return AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    /** Without a deadline: how long a journal takes is known to nobody. */
    AuditServiceGrpc.AuditServiceBlockingStub auditStream() {
        return AuditServiceGrpc.newBlockingStub(channel);
    }

    AuditServiceGrpc.AuditServiceBlockingStub audits() {
        return AuditServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    BacktestServiceGrpc.BacktestServiceBlockingStub backtests() {
        return BacktestServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    OperationsGrpc.OperationsBlockingStub operations() {
        return OperationsGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    ErrorMapper errors() {
        return errors;
    }

    Duration deadline() {
        return deadline;
    }

    /** Makes a blocking call and speaks of its troubles in our words. */
    <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException thrown) {
            throw errors.map(thrown);
        }
    }

    /** Waits for a future; what failed it is thrown as an exception of its own. */
    <T> T await(CompletableFuture<T> future, Duration timeout, Supplier<String> waitingFor)
            throws InterruptedException {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw new HeliographException(errors.map(failed.getCause()));
        } catch (TimeoutException late) {
            throw new HeliographException(
                    Status.Code.DEADLINE_EXCEEDED, "not in time: " + waitingFor.get() + " timeout=" + timeout, late);
        }
    }

    /** Ends all calls and threads; waits a few seconds for the connection to go. */
    void close() {
        errors.close();
        scheduler.shutdownNow();
        channel.shutdownNow();
        try {
            channel.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        callbacks.shutdown();
    }

    boolean isTerminated() {
        return channel.isTerminated();
    }
}
