package io.heliograph.server.publish;

import com.google.protobuf.Duration;
import io.heliograph.server.publish.Subscription.State;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.NanoClock;

/**
 * Follows the output log and gives its signals to subscribers.
 *
 * <p>Subscribers come and go by queues that any thread may fill; all else belongs to the thread that calls {@link #doWork}.
 */
final class PublisherAgent implements Agent {
    private static final int RECORDS_AT_ONCE = 1_024;
    private static final long SECOND = 1_000_000_000L;

    /** How often those who are silent are looked at. */
    private static final long ROUND_NS = 50_000_000L;

    private final Tail journaled;
    private final Tail durable;
    private final History history;
    private final LatestProjection latest;
    private final Bookmarks bookmarks;
    private final NanoClock clock;
    private final String version;
    private final AtomicInteger count;
    private final ManyToOneConcurrentLinkedQueue<Subscription> arrivals = new ManyToOneConcurrentLinkedQueue<>();
    private final ManyToOneConcurrentLinkedQueue<Subscription> departures = new ManyToOneConcurrentLinkedQueue<>();
    private final List<Subscription> all = new ArrayList<>();
    private final List<Subscription> active = new ArrayList<>();
    private final List<Subscription> expected = new ArrayList<>();
    private final ArrayDeque<Subscription> searching = new ArrayDeque<>();

    private volatile Rejection stopping;
    private TimeSearch search;
    private long lastRoundNs;

    PublisherAgent(
            Tail journaled,
            Tail durable,
            History history,
            LatestProjection latest,
            Bookmarks bookmarks,
            NanoClock clock,
            String version,
            AtomicInteger count) {
        this.journaled = journaled;
        this.durable = durable;
        this.history = history;
        this.latest = latest;
        this.bookmarks = bookmarks;
        this.clock = clock;
        this.version = version;
        this.count = count;
        this.lastRoundNs = clock.nanoTime();
    }

    /** Takes a subscription on; any thread. */
    void add(Subscription subscription) {
        arrivals.add(subscription);
    }

    /** Lets a subscription go that its subscriber cancelled; any thread. */
    void cancel(Subscription subscription) {
        subscription.cancel();
        departures.add(subscription);
    }

    /** Ends every subscription, and those that come later; any thread. */
    void stop(Rejection why) {
        stopping = why;
    }

    /** Reads the log up to its head before anyone is served. */
    void rebuild() {
        while (!journaled.isAtHead()) {
            if (journaled.poll(RECORDS_AT_ONCE, clock.nanoTime()) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public int doWork() {
        long now = clock.nanoTime();
        int work = leave() + arrive(now);
        work += follow(journaled, now) + follow(durable, now);
        work += search(now) + place() + history.doWork(now) + flush(now);
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
        if (search != null) {
            search.close();
        }
        journaled.close();
        durable.close();
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

    private int leave() {
        int work = 0;
        Subscription subscription = departures.poll();
        while (subscription != null) {
            release(subscription);
            work++;
            subscription = departures.poll();
        }
        return work;
    }

    private int arrive(long now) {
        int work = 0;
        Subscription subscription = arrivals.poll();
        while (subscription != null) {
            work++;
            if (subscription.isCancelled()) {
                release(subscription);
            } else {
                all.add(subscription);
                begin(subscription, now);
            }
            subscription = arrivals.poll();
        }
        return work;
    }

    private void begin(Subscription subscription, long now) {
        Tail tail = subscription.terms().durable() ? durable : journaled;
        StreamStart start = subscription.terms().start();
        if (start instanceof StreamStart.AfterTime) {
            searching.add(subscription);
        } else if (start instanceof StreamStart.After after) {
            begin(subscription, tail, after.sequence(), now);
        } else {
            subscription.showFirst(latest.snapshot(subscription.terms().filter()));
            begin(subscription, tail, journaled.position(), now);
        }
    }

    private void begin(Subscription subscription, Tail tail, long behind, long now) {
        subscription.begin(tail, behind, info(subscription, behind), now);
        expected.add(subscription);
        activate(subscription);
    }

    /** Looks for the place of one subscription at a time, some records in each duty cycle. */
    private int search(long now) {
        Subscription subscription = searching.peek();
        if (subscription == null) {
            return 0;
        }
        Tail tail = subscription.terms().durable() ? durable : journaled;
        if (search == null) {
            StreamStart.AfterTime after =
                    (StreamStart.AfterTime) subscription.terms().start();
            search = history.search(after.ns(), tail.position());
        }
        int work = search.step();
        boolean isClosed = subscription.state() == State.CLOSED;
        if (isClosed || search.isDone()) {
            long behind = search.behind();
            search.close();
            search = null;
            searching.remove();
            if (!isClosed) {
                begin(subscription, tail, behind, now);
            }
            work++;
        }
        return work;
    }

    /** Begins with those whose place the tail has reached: one that wants it durable may be ahead of that. */
    private int place() {
        int work = 0;
        for (int i = expected.size() - 1; i >= 0; i--) {
            Subscription subscription = expected.get(i);
            Tail tail = subscription.tail();
            if (subscription.state() == State.NEW && tail.position() < subscription.seen()) {
                continue;
            }
            expected.remove(i);
            if (subscription.state() == State.NEW) {
                work++;
                if (tail.position() == subscription.seen()) {
                    subscription.become(State.LIVE);
                    tail.join(subscription);
                } else {
                    subscription.become(State.BEHIND);
                    history.add(subscription);
                }
            }
        }
        return work;
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

    private StreamSignalsResponse info(Subscription subscription, long behind) {
        long heartbeatNs = subscription.terms().heartbeatNs();
        return StreamSignalsResponse.newBuilder()
                .setInfo(StreamInfo.newBuilder()
                        .setJournalId(bookmarks.journalId())
                        .setEpoch(bookmarks.epoch())
                        .setFirstAvailableSequence(bookmarks.first())
                        .setHeadSequence(bookmarks.head())
                        .setStartSequence(behind)
                        .setMaxBatch(subscription.terms().maxBatch())
                        .setHeartbeatInterval(Duration.newBuilder()
                                .setSeconds(heartbeatNs / SECOND)
                                .setNanos((int) (heartbeatNs % SECOND)))
                        .setEngineVersion(version))
                .build();
    }
}
