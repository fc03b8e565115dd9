package io.heliograph.client;

import com.google.protobuf.Empty;
import io.heliograph.v1.DeliveryMode;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.SignalView;
import io.heliograph.v1.StreamSignalsRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * From where, what and how to follow signals; made by one of the {@code from} methods, refined by the others.
 *
 * <p>Immutable: every method answers another request.
 */
public final class SubscriptionRequest {
    /** Messages that may be on their way to a listener that is busy. */
    private static final int DEFAULT_WINDOW = 16;

    private final StreamSignalsRequest request;
    private final int window;

    private SubscriptionRequest(StreamSignalsRequest request, int window) {
        this.request = request;
        this.window = window;
    }

    /** Begins with the next signal. */
    public static SubscriptionRequest fromLatest() {
        return of(StreamSignalsRequest.newBuilder().setLatest(Empty.getDefaultInstance()));
    }

    /** Begins with the first signal that is kept. */
    public static SubscriptionRequest fromEarliest() {
        return of(StreamSignalsRequest.newBuilder().setEarliest(Empty.getDefaultInstance()));
    }

    /** Begins behind an output sequence. */
    public static SubscriptionRequest afterSequence(long sequence) {
        return of(StreamSignalsRequest.newBuilder().setAfterSequence(sequence));
    }

    /** Begins with the first signal that the engine received after a time, by its clock. */
    public static SubscriptionRequest afterTime(Instant time) {
        return of(StreamSignalsRequest.newBuilder().setAfterTime(Nanos.toTimestamp(time)));
    }

    /** As {@link #afterTime(Instant)}, in nanoseconds since the epoch. */
    public static SubscriptionRequest afterTime(long nanos) {
        return of(StreamSignalsRequest.newBuilder().setAfterTime(Nanos.toTimestamp(nanos)));
    }

    /** Begins where an earlier subscription was: with the last {@link Subscription#resumeToken()} kept of it. */
    public static SubscriptionRequest resume(String resumeToken) {
        return of(StreamSignalsRequest.newBuilder().setResumeToken(resumeToken));
    }

    /** Begins with the latest signal of each symbol, strategy and timeframe, then follows. */
    public static SubscriptionRequest snapshotThenFollow() {
        return of(StreamSignalsRequest.newBuilder().setSnapshotThenFollow(Empty.getDefaultInstance()));
    }

    /** Ends with this output sequence, inclusive. */
    public SubscriptionRequest through(long endSequence) {
        return with(request.toBuilder().setEndSequence(endSequence));
    }

    /** Only the signals that pass, such as {@code symbol = "SPY" AND side = BUY}; see SignalService. */
    public SubscriptionRequest filter(String filter) {
        return with(request.toBuilder().setFilter(filter));
    }

    /** How safe a signal must be before it is sent: JOURNALED (default), DURABLE, or STORED, which needs a store. */
    public SubscriptionRequest minLevel(DurabilityLevel level) {
        return with(request.toBuilder().setMinLevel(level));
    }

    /** Of what waits for a slow listener only the latest per symbol, strategy and timeframe. */
    public SubscriptionRequest conflate() {
        return with(request.toBuilder().setDelivery(DeliveryMode.DELIVERY_MODE_CONFLATE));
    }

    /** The most signals in one batch, 1 to 1,024, and how long a batch may wait to grow, 0 s to 1 s. */
    public SubscriptionRequest batches(int most, Duration delay) {
        return with(request.toBuilder().setMaxBatch(most).setMaxBatchDelay(Nanos.toProto(delay)));
    }

    /** How often progress comes where nothing else does; the engine clamps it to 1 s to 60 s. */
    public SubscriptionRequest heartbeat(Duration interval) {
        return with(request.toBuilder().setHeartbeatInterval(Nanos.toProto(interval)));
    }

    /** How much of each signal; FULL by default. */
    public SubscriptionRequest view(SignalView view) {
        return with(request.toBuilder().setView(view));
    }

    /** How many messages may be on their way while the listener is busy; at least 1, default 16. */
    public SubscriptionRequest window(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("window must be at least 1: window=" + messages);
        }
        return new SubscriptionRequest(request, messages);
    }

    StreamSignalsRequest request() {
        return request;
    }

    int window() {
        return window;
    }

    private static SubscriptionRequest of(StreamSignalsRequest.Builder builder) {
        return new SubscriptionRequest(builder.build(), DEFAULT_WINDOW);
    }

    private SubscriptionRequest with(StreamSignalsRequest.Builder builder) {
        return new SubscriptionRequest(builder.build(), window);
    }
}
