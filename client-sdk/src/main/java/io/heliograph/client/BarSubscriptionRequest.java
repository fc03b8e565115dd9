package io.heliograph.client;

import com.google.protobuf.Empty;
import io.heliograph.v1.DeliveryMode;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.StreamBarsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * From where, what and how to follow closed bars; made by one of the {@code from} methods, refined by the others.
 *
 * <p>Immutable: every method answers another request.
 */
public final class BarSubscriptionRequest {
    /** Messages that may be on their way to a listener that is busy. */
    private static final int DEFAULT_WINDOW = 16;

    private final StreamBarsRequest request;
    private final int window;

    private BarSubscriptionRequest(StreamBarsRequest request, int window) {
        this.request = request;
        this.window = window;
    }

    /** Begins with the next bar. */
    public static BarSubscriptionRequest fromLatest() {
        return of(StreamBarsRequest.newBuilder().setLatest(Empty.getDefaultInstance()));
    }

    /** Begins with the first bar that is kept. */
    public static BarSubscriptionRequest fromEarliest() {
        return of(StreamBarsRequest.newBuilder().setEarliest(Empty.getDefaultInstance()));
    }

    /** Begins behind an output sequence. */
    public static BarSubscriptionRequest afterSequence(long sequence) {
        return of(StreamBarsRequest.newBuilder().setAfterSequence(sequence));
    }

    /** Begins with the first bar closed by an event that the engine received after a time, by its clock. */
    public static BarSubscriptionRequest afterTime(Instant time) {
        return of(StreamBarsRequest.newBuilder().setAfterTime(Nanos.toTimestamp(time)));
    }

    /** As {@link #afterTime(Instant)}, in nanoseconds since the epoch. */
    public static BarSubscriptionRequest afterTime(long nanos) {
        return of(StreamBarsRequest.newBuilder().setAfterTime(Nanos.toTimestamp(nanos)));
    }

    /** Begins where an earlier subscription was: with the last {@link Subscription#resumeToken()} kept of it. */
    public static BarSubscriptionRequest resume(String resumeToken) {
        return of(StreamBarsRequest.newBuilder().setResumeToken(resumeToken));
    }

    /** Ends with this output sequence, inclusive. */
    public BarSubscriptionRequest through(long endSequence) {
        return with(request.toBuilder().setEndSequence(endSequence));
    }

    /** Only bars of these symbols, or patterns with * and ?; those of earlier calls stay. */
    public BarSubscriptionRequest symbols(String... symbols) {
        return with(request.toBuilder().addAllSymbols(List.of(symbols)));
    }

    /** Only bars of these timeframes, such as 1m, 1h, 100t; those of earlier calls stay. */
    public BarSubscriptionRequest timeframes(String... timeframes) {
        return with(request.toBuilder().addAllTimeframes(List.of(timeframes)));
    }

    /** How safe a bar must be before it is sent: JOURNALED (default), DURABLE, or STORED, which needs a store. */
    public BarSubscriptionRequest minLevel(DurabilityLevel level) {
        return with(request.toBuilder().setMinLevel(level));
    }

    /** Of what waits for a slow listener only the latest per symbol and timeframe. */
    public BarSubscriptionRequest conflate() {
        return with(request.toBuilder().setDelivery(DeliveryMode.DELIVERY_MODE_CONFLATE));
    }

    /** The most bars in one batch, 1 to 1,024, and how long a batch may wait to grow, 0 s to 1 s. */
    public BarSubscriptionRequest batches(int most, Duration delay) {
        return with(request.toBuilder().setMaxBatch(most).setMaxBatchDelay(Nanos.toProto(delay)));
    }

    /** How often progress comes where nothing else does; the engine clamps it to 1 s to 60 s. */
    public BarSubscriptionRequest heartbeat(Duration interval) {
        return with(request.toBuilder().setHeartbeatInterval(Nanos.toProto(interval)));
    }

    /** How many messages may be on their way while the listener is busy; at least 1, default 16. */
    public BarSubscriptionRequest window(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("window must be at least 1: window=" + messages);
        }
        return new BarSubscriptionRequest(request, messages);
    }

    StreamBarsRequest request() {
        return request;
    }

    int window() {
        return window;
    }

    private static BarSubscriptionRequest of(StreamBarsRequest.Builder builder) {
        return new BarSubscriptionRequest(builder.build(), DEFAULT_WINDOW);
    }

    private BarSubscriptionRequest with(StreamBarsRequest.Builder builder) {
        return new BarSubscriptionRequest(builder.build(), window);
    }
}
