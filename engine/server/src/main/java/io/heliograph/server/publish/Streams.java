package io.heliograph.server.publish;

import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.ErrorReason;
import java.util.concurrent.atomic.AtomicInteger;

/** Where subscribers come in, whatever they follow: limits how many there are. Any thread; never blocks. */
final class Streams {
    private final PublisherAgent agent;
    private final Bookmarks bookmarks;
    private final PublishLimits limits;
    private final AtomicInteger count;

    Streams(PublisherAgent agent, Bookmarks bookmarks, PublishLimits limits, AtomicInteger count) {
        this.agent = agent;
        this.bookmarks = bookmarks;
        this.limits = limits;
        this.count = count;
    }

    /**
     * Begins to deliver.
     *
     * @throws Rejection TOO_MANY_SUBSCRIPTIONS
     */
    void open(StreamTerms terms, ServerCallStreamObserver<StreamMessage> subscriber) {
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
