package io.heliograph.client;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.StrategyProblem;
import io.heliograph.v1.StrategyProblems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What went wrong with a call or a stream, as the engine said it or as it was found on the way there.
 *
 * <p>The code says what kind of trouble it is, the reason which one exactly. Immutable.
 */
public final class HeliographException extends RuntimeException {
    /** The domain under which the engine gives its reasons. */
    public static final String DOMAIN = "heliograph";

    private static final long serialVersionUID = 1L;

    private final Status.Code code;
    private final String reason;
    private final transient Map<String, String> metadata;
    private final Duration retryDelay;
    private final transient List<BadRequest.FieldViolation> violations;
    private final transient List<StrategyProblem> problems;

    /** What one member of a status' details says is put here before the exception is made. */
    static final class Details {
        ErrorInfo info = ErrorInfo.getDefaultInstance();
        RetryInfo retry;
        BadRequest badRequest = BadRequest.getDefaultInstance();
        StrategyProblems problems = StrategyProblems.getDefaultInstance();
    }

    HeliographException(Status.Code code, String message, Details details, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.reason = details.info.getReason();
        this.metadata = Map.copyOf(details.info.getMetadataMap());
        this.retryDelay = details.retry == null
                ? null
                : Duration.ofSeconds(
                        details.retry.getRetryDelay().getSeconds(),
                        details.retry.getRetryDelay().getNanos());
        this.violations = List.copyOf(details.badRequest.getFieldViolationsList());
        this.problems = List.copyOf(details.problems.getProblemsList());
    }

    /** A trouble found on this side. */
    HeliographException(Status.Code code, String message, Throwable cause) {
        this(code, message, new Details(), cause);
    }

    /** The same trouble met again: a throwable of its own, so that it can be thrown from several threads and places. */
    HeliographException(HeliographException first) {
        super(first.getMessage(), first);
        this.code = first.code;
        this.reason = first.reason;
        this.metadata = first.metadata;
        this.retryDelay = first.retryDelay;
        this.violations = first.violations;
        this.problems = first.problems;
    }

    /** The gRPC status code. */
    public Status.Code code() {
        return code;
    }

    /** The reason as the engine gave it, such as SEQUENCE_GAP; empty where something on the way failed, not the engine. */
    public String reason() {
        return reason;
    }

    /** Whether there was no answer: the engine could not be reached, does not serve yet or any more, or took too long. */
    public boolean isUnreachable() {
        return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
    }

    /** Whether the reason is this one. */
    public boolean is(ErrorReason expected) {
        return expected.name().equals("ERROR_REASON_" + reason);
    }

    /** What the reason is about, by name: expected, found, limit and so on. Never null. */
    public Map<String, String> metadata() {
        return metadata == null ? Map.of() : new TreeMap<>(metadata);
    }

    /** How long the engine asks to wait before the same is tried again, if it does. */
    public Optional<Duration> retryDelay() {
        return Optional.ofNullable(retryDelay);
    }

    /** The fields of the request that were wrong, each with its path and what was expected. */
    public List<BadRequest.FieldViolation> violations() {
        return violations == null ? List.of() : violations;
    }

    /** What is wrong with the text of a strategy. */
    public List<StrategyProblem> problems() {
        return problems == null ? List.of() : problems;
    }
}
