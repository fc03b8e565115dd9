package io.heliograph.server.publish;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.heliograph.server.query.Filter;
import io.heliograph.server.query.SignalFields;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.SignalView;
import io.heliograph.v1.StreamBarsRequest;
import io.heliograph.v1.StreamSignalsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes terms of requests, telling everything that is wrong with one at once. Any thread. */
final class StreamRequestMapper {
    static final int MOST_SIGNALS = 1_024;

    private static final int USUAL_SIGNALS = 64;
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_DELAY_NS = SECOND;
    private static final long USUAL_HEARTBEAT_NS = 5 * SECOND;
    private static final long SHORTEST_HEARTBEAT_NS = SECOND;
    private static final long LONGEST_HEARTBEAT_NS = 60 * SECOND;
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;

    private final Places places;
    private final Reach reach;

    StreamRequestMapper(Places places, Reach reach) {
        this.places = places;
        this.reach = reach;
    }

    /**
     * Checks a request.
     *
     * @throws Rejection with every field that is wrong; else where the filter cannot be read, or the place is not there
     */
    StreamTerms map(StreamSignalsRequest request) {
        List<Rejection.Violation> violations = new ArrayList<>();
        check(request, violations);
        if (!violations.isEmpty()) {
            throw invalid(violations);
        }
        return terms(OutputKind.SIGNAL, request, filter(request.getFilter()));
    }

    /**
     * Checks a request for bars; what it shares with one for signals is checked as there.
     *
     * @throws Rejection likewise
     */
    StreamTerms map(StreamBarsRequest request) {
        StreamSignalsRequest shared = shared(request);
        List<Rejection.Violation> violations = new ArrayList<>();
        check(shared, violations);
        Predicate<PublishedOutput> filter = BarFilter.of(request, violations);
        if (!violations.isEmpty()) {
            throw invalid(violations);
        }
        return terms(OutputKind.BAR, shared, filter);
    }

    private static StreamSignalsRequest shared(StreamBarsRequest request) {
        StreamSignalsRequest.Builder shared = StreamSignalsRequest.newBuilder()
                .setMinLevelValue(request.getMinLevelValue())
                .setDeliveryValue(request.getDeliveryValue())
                .setMaxBatch(request.getMaxBatch())
                .setMaxBatchDelay(request.getMaxBatchDelay());
        if (request.hasHeartbeatInterval()) {
            shared.setHeartbeatInterval(request.getHeartbeatInterval());
        }
        if (request.hasEndSequence()) {
            shared.setEndSequence(request.getEndSequence());
        }
        switch (request.getStartCase()) {
            case LATEST, START_NOT_SET -> shared.setLatest(request.getLatest());
            case EARLIEST -> shared.setEarliest(request.getEarliest());
            case AFTER_SEQUENCE -> shared.setAfterSequence(request.getAfterSequence());
            case AFTER_TIME -> shared.setAfterTime(request.getAfterTime());
            case RESUME_TOKEN -> shared.setResumeToken(request.getResumeToken());
        }
        return shared.build();
    }

    private StreamTerms terms(OutputKind kind, StreamSignalsRequest request, Predicate<PublishedOutput> filter) {
        DurabilityLevel level = level(request);
        return new StreamTerms(
                kind,
                start(request, level),
                request.hasEndSequence() ? request.getEndSequence() : StreamTerms.ENDLESS,
                filter,
                level,
                conflates(request),
                request.getMaxBatch() == 0 ? USUAL_SIGNALS : request.getMaxBatch(),
                ns(request.getMaxBatchDelay()),
                heartbeatNs(request),
                request.getView() == SignalView.SIGNAL_VIEW_BASIC ? request.getView() : SignalView.SIGNAL_VIEW_FULL);
    }

    private static void check(StreamSignalsRequest request, List<Rejection.Violation> violations) {
        if (request.hasAfterSequence() && request.getAfterSequence() < 0) {
            add(violations, "after_sequence", "expected at least 0, found " + request.getAfterSequence());
        }
        if (request.hasAfterTime() && !isTime(request.getAfterTime())) {
            add(
                    violations,
                    "after_time",
                    "expected a time from 1970 to 2262, found seconds="
                            + request.getAfterTime().getSeconds() + " nanos="
                            + request.getAfterTime().getNanos());
        }
        if (request.hasEndSequence() && request.getEndSequence() < 0) {
            add(violations, "end_sequence", "expected at least 0, found " + request.getEndSequence());
        }
        switch (request.getMinLevel()) {
            case DURABILITY_LEVEL_UNSPECIFIED,
                    DURABILITY_LEVEL_JOURNALED,
                    DURABILITY_LEVEL_DURABLE,
                    DURABILITY_LEVEL_STORED -> {}
            case UNRECOGNIZED ->
                add(
                        violations,
                        "min_level",
                        "expected JOURNALED, DURABLE or STORED, found " + request.getMinLevelValue());
        }
        switch (request.getDelivery()) {
            case DELIVERY_MODE_UNSPECIFIED, DELIVERY_MODE_ALL, DELIVERY_MODE_CONFLATE -> {}
            case UNRECOGNIZED ->
                add(violations, "delivery", "expected ALL or CONFLATE, found " + request.getDeliveryValue());
        }
        if (request.getMaxBatch() < 0 || request.getMaxBatch() > MOST_SIGNALS) {
            add(violations, "max_batch", "expected 0 to " + MOST_SIGNALS + ", found " + request.getMaxBatch());
        }
        if (!isDuration(request.getMaxBatchDelay()) || ns(request.getMaxBatchDelay()) > LONGEST_DELAY_NS) {
            add(violations, "max_batch_delay", "expected 0 s to 1 s, found " + text(request.getMaxBatchDelay()));
        }
        if (request.hasHeartbeatInterval() && !isDuration(request.getHeartbeatInterval())) {
            add(
                    violations,
                    "heartbeat_interval",
                    "expected a duration of at least 0 s, found " + text(request.getHeartbeatInterval()));
        }
        if (request.getView() == SignalView.UNRECOGNIZED) {
            add(violations, "view", "expected BASIC or FULL, found " + request.getViewValue());
        }
    }

    private StreamStart start(StreamSignalsRequest request, DurabilityLevel level) {
        return switch (request.getStartCase()) {
            case LATEST, START_NOT_SET -> new StreamStart.After(reach.latest(level));
            case EARLIEST -> new StreamStart.After(places.earliest());
            case AFTER_SEQUENCE -> new StreamStart.After(places.after(request.getAfterSequence()));
            case AFTER_TIME -> new StreamStart.AfterTime(ns(request.getAfterTime()));
            case RESUME_TOKEN -> new StreamStart.After(places.resume(request.getResumeToken()));
            case SNAPSHOT_THEN_FOLLOW -> new StreamStart.Snapshot();
        };
    }

    /** A predicate that one thread at a time may ask. */
    private static Predicate<PublishedOutput> filter(String text) {
        Filter filter = Filter.parse(text);
        SignalFields fields = new SignalFields();
        return output -> output instanceof PublishedSignal published && filter.matches(fields.of(published.signal()));
    }

    private DurabilityLevel level(StreamSignalsRequest request) {
        return switch (request.getMinLevel()) {
            case DURABILITY_LEVEL_UNSPECIFIED, DURABILITY_LEVEL_JOURNALED, UNRECOGNIZED ->
                DurabilityLevel.DURABILITY_LEVEL_JOURNALED;
            case DURABILITY_LEVEL_DURABLE -> DurabilityLevel.DURABILITY_LEVEL_DURABLE;
            case DURABILITY_LEVEL_STORED -> {
                if (!reach.hasStore()) {
                    throw new Rejection(
                            ErrorReason.ERROR_REASON_STORE_DISABLED,
                            "min_level: expected a level that can be reached, found STORED in an engine without a store:"
                                    + " store=none; ask for DURABLE, or start with a store");
                }
                yield DurabilityLevel.DURABILITY_LEVEL_STORED;
            }
        };
    }

    private static boolean conflates(StreamSignalsRequest request) {
        return switch (request.getDelivery()) {
            case DELIVERY_MODE_CONFLATE -> true;
            case DELIVERY_MODE_UNSPECIFIED, DELIVERY_MODE_ALL, UNRECOGNIZED -> false;
        };
    }

    private static long heartbeatNs(StreamSignalsRequest request) {
        if (!request.hasHeartbeatInterval()) {
            return USUAL_HEARTBEAT_NS;
        }
        long asked = ns(request.getHeartbeatInterval());
        return Math.max(SHORTEST_HEARTBEAT_NS, Math.min(LONGEST_HEARTBEAT_NS, asked));
    }

    private static Rejection invalid(List<Rejection.Violation> violations) {
        StringBuilder message = new StringBuilder();
        for (Rejection.Violation violation : violations) {
            message.append(message.isEmpty() ? "" : "; ")
                    .append(violation.field())
                    .append(": ")
                    .append(violation.description());
        }
        Rejection rejection = new Rejection(ErrorReason.ERROR_REASON_REQUEST_INVALID, message.toString());
        violations.forEach(violation -> rejection.withField(violation.field(), violation.description()));
        return rejection;
    }

    private static void add(List<Rejection.Violation> violations, String field, String description) {
        violations.add(new Rejection.Violation(field, description));
    }

    private static boolean isTime(Timestamp time) {
        return time.getSeconds() >= 0
                && time.getSeconds() <= LAST_SECOND
                && time.getNanos() >= 0
                && time.getNanos() < SECOND;
    }

    private static boolean isDuration(Duration duration) {
        return duration.getSeconds() >= 0 && duration.getNanos() >= 0 && duration.getNanos() < SECOND;
    }

    private static long ns(Timestamp time) {
        return time.getSeconds() * SECOND + time.getNanos();
    }

    private static long ns(Duration duration) {
        return Math.min(duration.getSeconds(), LAST_SECOND) * SECOND + duration.getNanos();
    }

    private static String text(Duration duration) {
        return "seconds=" + duration.getSeconds() + " nanos=" + duration.getNanos();
    }
}
