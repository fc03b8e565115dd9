package io.heliograph.server.snapshot;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Turnstile;
import io.heliograph.v1.ErrorReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * Reads what is followed, and tells those who follow it.
 *
 * <p>Subscribers come and go through a turnstile, on any thread; all else belongs to the thread that calls {@link #doWork}.
 */
final class SnapshotAgent implements Agent {
    /** How often subscribers are looked at. */
    private static final long ROUND_NS = 5_000_000L;

    /** Symbols gone over in one duty cycle: what else runs on this thread shall not wait for all subscribers. */
    private static final int SYMBOLS_AT_ONCE = 1_000;

    private static final long UNHURRIED_NS = 60_000_000_000L;

    private final SnapshotBoard board;
    private final SnapshotLimits limits;
    private final NanoClock clock;
    private final AtomicInteger count;
    private final Turnstile<SnapshotSubscription> turnstile = new Turnstile<>(this::begin, this::release);
    private final List<SnapshotSubscription> all = new ArrayList<>();

    private volatile Rejection stopping;
    private long state;
    private long intervalNs = UNHURRIED_NS;
    private long lastRoundNs;
    private int next;

    SnapshotAgent(SnapshotBoard board, SnapshotLimits limits, NanoClock clock, AtomicInteger count) {
        this.board = board;
        this.limits = limits;
        this.clock = clock;
        this.count = count;
        this.lastRoundNs = clock.nanoTime();
    }

    /** Takes a subscription on; any thread. */
    void add(SnapshotSubscription subscription) {
        turnstile.enter(subscription);
    }

    /** Lets a subscription go that its subscriber cancelled; any thread. */
    void cancel(SnapshotSubscription subscription) {
        subscription.cancel();
        turnstile.leave(subscription);
    }

    /** Ends every subscription, and those that come later; any thread. */
    void stop(Rejection why) {
        stopping = why;
    }

    @Override
    public int doWork() {
        long now = clock.nanoTime();
        int work = turnstile.doWork(now);
        if (all.isEmpty()) {
            return work;
        }
        work += board.doWork(now, intervalNs);
        if (next >= all.size() && now - lastRoundNs >= ROUND_NS) {
            lastRoundNs = now;
            next = 0;
        }
        return work + flush(now);
    }

    @Override
    public String roleName() {
        return "snapshots";
    }

    private void begin(SnapshotSubscription subscription, long now) {
        all.add(subscription);
        Rejection refusal = refusal(subscription.terms());
        if (subscription.isCancelled()) {
            release(subscription);
        } else if (refusal != null) {
            subscription.fail(refusal);
            release(subscription);
        } else {
            state += subscription.terms().state();
            intervalNs = Math.min(intervalNs, subscription.terms().intervalNs());
            subscription.begin(board.watch(subscription.terms()), now);
        }
    }

    private Rejection refusal(SnapshotTerms terms) {
        if (stopping != null) {
            return stopping;
        }
        long doubles = state + terms.state();
        if (doubles > limits.state()) {
            return new Rejection(
                            ErrorReason.ERROR_REASON_STATE_LIMIT,
                            "expected room for the state of all subscribers' indicators, found none: doubles=" + doubles
                                    + " limit=" + limits.state())
                    .with("limit", limits.state());
        }
        int symbols = board.size() + terms.symbols().size();
        if (symbols > limits.symbols()) {
            return new Rejection(
                            ErrorReason.ERROR_REASON_TOO_MANY_SUBSCRIPTIONS,
                            "expected room for the symbols of all subscribers, found none: symbols=" + symbols
                                    + " limit=" + limits.symbols())
                    .with("limit", limits.symbols());
        }
        return null;
    }

    /** Goes on with the round. */
    private int flush(long now) {
        int work = 0;
        int symbols = 0;
        Rejection why = stopping;
        while (next < all.size() && symbols < SYMBOLS_AT_ONCE) {
            SnapshotSubscription subscription = all.get(next++);
            if (why != null) {
                subscription.fail(why);
            }
            work += subscription.flush(board.version(), now);
            symbols += subscription.terms().symbols().size();
            if (subscription.isClosed()) {
                release(subscription);
            }
        }
        return next < all.size() ? work + 1 : work;
    }

    /** What it held is given back, once. */
    private void release(SnapshotSubscription subscription) {
        int place = all.indexOf(subscription);
        if (place < 0) {
            return;
        }
        all.remove(place);
        next -= place < next ? 1 : 0;
        if (subscription.watched() != null) {
            board.leave(subscription.terms(), subscription.watched());
            state -= subscription.terms().state();
        }
        intervalNs =
                all.stream().mapToLong(each -> each.terms().intervalNs()).min().orElse(UNHURRIED_NS);
        count.decrementAndGet();
    }
}
