package io.heliograph.server.publish;

import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.StreamSignalsRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** Where subscribers come in: checks what they ask for, limits how many there are. Any thread; never blocks. */
final class SignalStreams {
    private final StreamRequestMapper requests;
    private final PublisherAgent agent;
    private final Bookmarks bookmarks;
    private final PublishLimits limits;
    private final AtomicInteger count;

    SignalStreams(
            StreamRequestMapper requests,
            PublisherAgent agent,
            Bookmarks bookmarks,
            PublishLimits limits,
            AtomicInteger count) {
        this.requests = requests;
        this.agent = agent;
        this.bookmarks = bookmarks;
        this.limits = limits;
        this.count = count;
    }

    void open(StreamSignalsRequest request, ServerCallStreamObserver<StreamMessage> subscriber) {
        StreamTerms terms = requests.map(request);
        if (count.incrementAndGet() > limits.subscriptions()) {
            count.decrementAndGet();
            throw new Rejection(
                            ErrorReason.ERROR_REASON_TOO_MANY_SUBSCRIPTIONS,
                            "expected room for a subscription, found none: limit=" + limits.subscriptions())
                    .with("limit", limits.subscriptions());
        }
        Subscription subscription = new Subscription(
                subscriber,
                terms,
                limits.memoryPerSubscription(),
                limits.patience().toNanos(),
                bookmarks);
        subscriber.setOnCancelHandler(() -> agent.cancel(subscription));
        agent.add(subscription);
    }
}
