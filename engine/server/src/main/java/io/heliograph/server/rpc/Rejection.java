package io.heliograph.server.rpc;

import com.google.protobuf.Message;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call that is refused, and why; {@link StatusMapper} makes a status of it.
 *
 * <p>The message says what was expected and what was found as {@code name=value}. Carries no stack trace, for it is an
 * answer and no fault.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorReason reason;
    private final transient Map<String, String> metadata = new TreeMap<>();
    private final transient List<Violation> violations = new ArrayList<>();
    private final transient List<Message> details = new ArrayList<>();

    private transient Duration retryAfter;

    /** A field of the request that is wrong. */
    public record Violation(String field, String description) {}

    public Rejection(ErrorReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** A request with one wrong field. */
    public static Rejection invalid(String field, String description) {
        return new Rejection(ErrorReason.ERROR_REASON_REQUEST_INVALID, field + ": " + description)
                .withField(field, description);
    }

    /** Adds a fact for programs; the names are those of the reason's comment in the contract. */
    public Rejection with(String name, Object value) {
        metadata.put(name, String.valueOf(value));
        return this;
    }

    /** Names a wrong field by its path, such as {@code events[3].trade.price}. */
    public Rejection withField(String field, String description) {
        violations.add(new Violation(field, description));
        return this;
    }

    /** Says when asking again makes sense. */
    public Rejection withRetryAfter(Duration delay) {
        this.retryAfter = delay;
        return this;
    }

    /** Adds a message to the details of the status. */
    public Rejection withDetail(Message detail) {
        details.add(detail);
        return this;
    }

    public ErrorReason reason() {
        return reason;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public List<Violation> violations() {
        return violations;
    }

    public List<Message> details() {
        return details;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
