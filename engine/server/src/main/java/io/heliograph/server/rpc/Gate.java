package io.heliograph.server.rpc;

import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * Which calls are let in: all while the engine serves; before and after that only those that tell how it is.
 *
 * <p>Any thread may open or close it. One that FAILED stays so: a failure while the engine starts must not be overtaken by
 * its serving.
 */
public final class Gate implements Function<String, Rejection> {
    private static final Set<String> ALWAYS_OPEN = Set.of(
            "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");
    private static final String STATUS = "heliograph.v1.AdminService/GetEngineStatus";
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Progress progress;

    private volatile State state = State.RECOVERING;

    /** What the engine is doing. */
    public enum State {
        RECOVERING,
        SERVING,
        STOPPING,
        FAILED
    }

    /** How far recovery is: events replayed, and how many there are. */
    public interface Progress {
        long eventsDone();

        long eventsTotal();
    }

    public Gate(Progress progress) {
        this.progress = progress;
    }

    public synchronized void become(State next) {
        if (state != State.FAILED) {
            state = next;
        }
    }

    public State state() {
        return state;
    }

    public Progress progress() {
        return progress;
    }

    /** Why a method is closed now; null where it is open. */
    @Override
    public Rejection apply(String method) {
        State now = state;
        int slash = method.indexOf('/');
        if (now == State.SERVING || method.equals(STATUS) || ALWAYS_OPEN.contains(method.substring(0, slash))) {
            return null;
        }
        return switch (now) {
            case RECOVERING -> recovering();
            case STOPPING -> stopping();
            case FAILED -> failed();
            case SERVING -> null;
        };
    }

    /** What a call is told that the end of the engine cuts short. */
    public static Rejection stopping() {
        return new Rejection(ErrorReason.ERROR_REASON_SHUTTING_DOWN, "expected an engine at work, found one that stops")
                .withRetryAfter(RETRY);
    }

    /** What a call is told whose engine failed beneath it. */
    public static Rejection failed() {
        return new Rejection(
                ErrorReason.ERROR_REASON_ENGINE_FAILED, "expected an engine at work, found one that failed");
    }

    private Rejection recovering() {
        long done = progress.eventsDone();
        long total = progress.eventsTotal();
        return new Rejection(
                        ErrorReason.ERROR_REASON_RECOVERING,
                        "the journal is being replayed: events_done=" + done + " events_total=" + total)
                .with("events_done", done)
                .with("events_total", total)
                .withRetryAfter(RETRY);
    }
}
