package io.heliograph.client;

import io.heliograph.v1.Ack;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.RefusedEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the engine has acknowledged to one publisher, and who waits for more.
 *
 * <p>Not thread-safe: its owner holds a lock, and completes what {@link #take} answers after it let go of it.
 */
final class AcknowledgementBook {
    private final List<Waiter> waiters = new ArrayList<>();
    private final Map<RefusalReason, Long> refused = new EnumMap<>(RefusalReason.class);

    private Acknowledgement latest = Acknowledgement.of(Ack.getDefaultInstance());

    /** Somebody who waits until the first {@code count} events of the stream have a level. */
    private static final class Waiter {
        private static final long UNKNOWN = -1;

        private final CompletableFuture<Acknowledgement> future = new CompletableFuture<>();
        private final long count;
        private final DurabilityLevel level;

        /** The event sequence that must reach the level; known once the events are answered. */
        private long target = UNKNOWN;

        Waiter(long count, DurabilityLevel level) {
            this.count = count;
            this.level = level;
        }

        boolean isSatisfiedBy(Acknowledgement ack) {
            if (target == UNKNOWN && ack.answered() >= count) {
                target = ack.journaledSequence();
            }
            return target != UNKNOWN && target <= ack.reached(level);
        }
    }

    Acknowledgement latest() {
        return latest;
    }

    /** Refused events by reason; a copy. */
    Map<RefusalReason, Long> refused() {
        return new EnumMap<>(refused);
    }

    /** Waits for a level of the first {@code count} events of the stream; the future may be complete already. */
    CompletableFuture<Acknowledgement> await(long count, DurabilityLevel level) {
        Waiter waiter = new Waiter(count, level);
        if (waiter.isSatisfiedBy(latest)) {
            waiter.future.complete(latest);
        } else {
            waiters.removeIf(other -> other.future.isDone());
            waiters.add(waiter);
        }
        return waiter.future;
    }

    /** Takes an acknowledgement; answers the futures it satisfies. */
    List<CompletableFuture<Acknowledgement>> take(Ack ack) {
        latest = Acknowledgement.of(ack);
        for (RefusedEvent event : ack.getRefusedList()) {
            refused.merge(event.getReason(), 1L, Long::sum);
        }
        List<CompletableFuture<Acknowledgement>> satisfied = new ArrayList<>();
        waiters.removeIf(waiter -> {
            boolean done = waiter.isSatisfiedBy(latest);
            if (done) {
                satisfied.add(waiter.future);
            }
            return done;
        });
        return satisfied;
    }

    /** No acknowledgement will come any more; answers the futures that will not be satisfied. */
    List<CompletableFuture<Acknowledgement>> end() {
        List<CompletableFuture<Acknowledgement>> left =
                waiters.stream().map(waiter -> waiter.future).toList();
        waiters.clear();
        return left;
    }
}
