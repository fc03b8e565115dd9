package io.heliograph.server.publish;

import io.heliograph.server.publish.Subscription.State;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Turnstile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * Follows the output log and gives its signals and bars to subscribers.
 *
 * <p>Subscribers come and go through a turnstile, on any thread; all else belongs to the thread that calls {@link #doWork}.
 */
final class PublisherAgent implements Agent {
    private static final int RECORDS_AT_ONCE = 1_024;

    /** How often those who are silent are looked at. */
    private static final long ROUND_NS = 50_000_000L;

    private final Tails tails;
    private final History history;
    private final Placement placement;
    private final NanoClock clock;
    private final AtomicInteger count;
    private final Turnstile<Subscription> turnstile = new Turnstile<>(this::begin, this::release);
    private final List<Subscription> all = new ArrayList<>();
    private final List<Subscription> active = new ArrayList<>();

    private volatile Rejection stopping;
    private long lastRoundNs;

    PublisherAgent(
            Tails tails,
            History history,
            LatestProjection latest,
            Bookmarks bookmarks,
            NanoClock clock,
            String version,
            AtomicInteger count) {
        this.tails = tails;
        this.history = history;
        this.placement = new Placement(tails, history, latest, bookmarks, version, this::activate);
        this.clock = clock;
        this.count = count;
        this.lastRoundNs = clock.nanoTime();
    }

    /** Takes a subscription on; any thread. */
    void add(Subscription subscription) {
        turnstile.enter(subscription);
    }

    /** Lets a subscription go that its subscriber cancelled; any thread. */
    void cancel(Subscription subscription) {
        subscription.cancel();
        turnstile.leave(subscription);
    }

    /** Ends every subscription, and those that come later; any thread. */
    void stop(Rejection why) {
        stopping = why;
    }

    /** Reads the log up to its head before anyone is served. */
    void rebuild() {
        Tail journaled = tails.journaled();
        while (!journaled.isAtHead()) {
            if (journaled.poll(RECORDS_AT_ONCE, clock.nanoTime()) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public int doWork() {
        long now = clock.nanoTime();
        int work = turnstile.doWork(now);
        for (Tail tail : tails.all()) {
            work += follow(tail, now);
        }
        work += placement.doWork(now) + history.doWork(now) + flush(now);
        if (now - lastRoundNs >= ROUND_NS) {
            lastRoundNs = now;
            work += round(now);
        }
        return work;
    }

    @Override
    public void onClose() {
        for (Subscription subscription : all) {
            subscription.close();
        }
        placement.close();
        tails.close();
    }

    @Override
    public String roleName() {
        return "publisher";
    }

    private int follow(Tail tail, long now) {
        int work = tail.poll(RECORDS_AT_ONCE, now);
        for (Subscription subscription : tail.taken()) {
            activate(subscription);
        }
        tail.taken().clear();
        for (Subscription subscription : tail.fallen()) {
            activate(subscription);
            history.add(subscription);
        }
        tail.fallen().clear();
        return work;
    }

    private void begin(Subscription subscription, long now) {
        if (subscription.isCancelled()) {
            release(subscription);
        } else {
            all.add(subscription);
            placement.begin(subscription, now);
        }
    }

    private int flush(long now) {
        int work = 0;
        for (int i = active.size() - 1; i >= 0; i--) {
            Subscription subscription = active.get(i);
            work += flush(subscription, now);
            if (!subscription.isBusy()) {
                subscription.active(false);
                Subscription last = active.remove(active.size() - 1);
                if (i < active.size()) {
                    active.set(i, last);
                }
            }
        }
        return work;
    }

    private int flush(Subscription subscription, long now) {
        int sent = subscription.flush(now);
        if (subscription.state() == State.CLOSED) {
            release(subscription);
        }
        return sent;
    }

    private int round(long now) {
        int work = 0;
        Rejection why = stopping;
        for (int i = all.size() - 1; i >= 0; i--) {
            Subscription subscription = all.get(i);
            if (why != null) {
                subscription.fail(why);
            }
            work += flush(subscription, now);
        }
        return work;
    }

    private void activate(Subscription subscription) {
        if (!subscription.isActive()) {
            subscription.active(true);
            active.add(subscription);
        }
    }

    private void release(Subscription subscription) {
        if (!subscription.release()) {
            return;
        }
        subscription.close();
        if (subscription.tail() != null) {
            subscription.tail().leave(subscription);
        }
        all.remove(subscription);
        count.decrementAndGet();
    }
}
