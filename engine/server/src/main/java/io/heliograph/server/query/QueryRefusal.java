package io.heliograph.server.query;

import io.heliograph.v1.ErrorReason;
import java.util.Map;
import java.util.TreeMap;

/** A question that is refused, and why; an answer and no fault, so it carries no stack trace. */
public final class QueryRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorReason reason;
    private final transient Map<String, String> metadata = new TreeMap<>();
    private final transient Map<String, String> fields = new TreeMap<>();

    public QueryRefusal(ErrorReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Adds a fact for programs. */
    public QueryRefusal with(String name, Object value) {
        metadata.put(name, String.valueOf(value));
        return this;
    }

    /** Names the field of the request that is wrong. */
    public QueryRefusal withField(String field, String description) {
        fields.put(field, description);
        return this;
    }

    public ErrorReason reason() {
        return reason;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
