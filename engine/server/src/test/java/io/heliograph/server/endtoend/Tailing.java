package io.heliograph.server.endtoend;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.server.cli.Shell;
import io.heliograph.v1.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A {@code tail --resume FILE} that runs beside the test until its engine is gone. */
final class Tailing {
    private static final long PATIENCE_SECONDS = 60;

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CompletableFuture<Shell.Answer> answer = new CompletableFuture<>();

    private Tailing() {}

    /** Goes on from the file, or from the earliest signal where it is not there yet. */
    static Tailing start(ServedEngine engine, Path resume) {
        Tailing tailing = new Tailing();
        Thread thread = new Thread(() -> tailing.run(engine, resume), "tail");
        thread.setDaemon(true);
        thread.start();
        return tailing;
    }

    private void run(ServedEngine engine, Path resume) {
        try {
            answer.complete(Shell.run(
                    printed,
                    "tail",
                    "--json",
                    "--from",
                    "earliest",
                    "--resume",
                    resume.toString(),
                    "--target",
                    engine.target()));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Waits until so many signals are printed. */
    void awaitSignals(long count) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Shell.lines(printed).size() < count) {
            if (answer.isDone() || System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("expected signals=" + count + " printed, found "
                        + Shell.lines(printed).size() + " ended=" + answer);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** How it ended, once its engine is gone. */
    Shell.Answer awaitEnd() throws InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("tail failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("tail still runs after " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** Ids of the signals printed, in order. */
    static List<String> ids(Shell.Answer answer) throws InvalidProtocolBufferException {
        List<String> ids = new ArrayList<>();
        for (String line : answer.out()) {
            Signal.Builder signal = Signal.newBuilder();
            JsonFormat.parser().merge(line, signal);
            ids.add(signal.getSignalId());
        }
        return ids;
    }
}
