package io.heliograph.server.sequencer;

import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Asks the sequencer something and waits for the answer; on a worker's thread. */
public final class Asking {
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private Asking() {}

    /** Answers what the sequencer answers; BUSY where it does not within 10 s. */
    public static <T> T ask(Desk desk, Function<Bench, T> question) {
        try {
            return desk.ask(question).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a task threw what it may not", e);
        } catch (TimeoutException e) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_BUSY,
                            "expected the sequencer's answer within " + PATIENCE_SECONDS
                                    + " s, found none; what was asked may still be done")
                    .withRetryAfter(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Gate.stopping();
        }
    }
}
