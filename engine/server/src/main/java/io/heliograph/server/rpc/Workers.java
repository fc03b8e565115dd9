package io.heliograph.server.rpc;

import io.grpc.stub.StreamObserver;
import io.heliograph.server.MappedFault;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The bounded pool for handlers that may block; when it is full, a call is refused with BUSY. */
public final class Workers implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final long STOP_SECONDS = 5;

    private final ThreadPoolExecutor pool;
    private final Consumer<Throwable> onFault;

    /**
     * With nobody who minds that a mapped file fails, but its caller.
     *
     * @param name of its threads
     * @param waiting calls that may wait for one
     */
    public Workers(String name, int threads, int waiting) {
        this(name, threads, waiting, fault -> {});
    }

    /**
     * @param name of its threads
     * @param waiting calls that may wait for one
     * @param onFault is told, on the thread it met, of a {@link MappedFault}
     */
    public Workers(String name, int threads, int waiting, Consumer<Throwable> onFault) {
        this.onFault = onFault;
        AtomicInteger count = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "heliograph-" + name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Answers a unary call with what {@code body} returns, or with why it failed. */
    public <R> void answer(StreamObserver<R> caller, Supplier<R> body) {
        execute(() -> {
            R answer;
            try {
                answer = body.get();
            } catch (RuntimeException e) {
                caller.onError(StatusMapper.toStatus(e));
                tell(e);
                return;
            } catch (Error e) {
                // The thread is lost to it, but its caller must not wait for ever.
                caller.onError(StatusMapper.toStatus(e));
                throw e;
            }
            caller.onNext(answer);
            caller.onCompleted();
        });
    }

    /**
     * Runs something that may block.
     *
     * @throws Rejection BUSY where all workers are at work and the queue is full
     */
    public void execute(Runnable task) {
        try {
            pool.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    tell(e);
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_BUSY,
                            "expected a free worker, found none: workers=" + pool.getMaximumPoolSize())
                    .withRetryAfter(RETRY);
        }
    }

    private void tell(Throwable failure) {
        if (MappedFault.isIn(failure)) {
            onFault.accept(failure);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
