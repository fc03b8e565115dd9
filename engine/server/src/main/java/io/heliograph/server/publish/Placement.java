package io.heliograph.server.publish;

import com.google.protobuf.Duration;
import io.heliograph.server.publish.Subscription.State;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives each new subscription its place: behind an output, where a time was, or at the tail behind a snapshot; then lets
 * it read the log, or join the tail.
 *
 * <p>Belongs to the publisher's thread.
 */
final class Placement {
    private static final long SECOND = 1_000_000_000L;

    private final Tails tails;
    private final History history;
    private final LatestProjection latest;
    private final Bookmarks bookmarks;
    private final String version;
    private final Consumer<Subscription> onBegun;
    private final List<Subscription> expected = new ArrayList<>();
    private final ArrayDeque<Subscription> searching = new ArrayDeque<>();

    private TimeSearch search;

    /** {@code onBegun} hears of each that has a place, and something to say. */
    Placement(
            Tails tails,
            History history,
            LatestProjection latest,
            Bookmarks bookmarks,
            String version,
            Consumer<Subscription> onBegun) {
        this.tails = tails;
        this.history = history;
        this.latest = latest;
        this.bookmarks = bookmarks;
        this.version = version;
        this.onBegun = onBegun;
    }

    /** Takes a new subscription on. */
    void begin(Subscription subscription, long now) {
        Tail tail = tails.of(subscription);
        StreamStart start = subscription.terms().start();
        if (start instanceof StreamStart.AfterTime) {
            searching.add(subscription);
        } else if (start instanceof StreamStart.After after) {
            begin(subscription, tail, after.sequence(), now);
        } else {
            subscription.showFirst(latest.snapshot(subscription.terms().filter()));
            begin(subscription, tail, tails.journaled().position(), now);
        }
    }

    int doWork(long now) {
        return search(now) + place();
    }

    void close() {
        if (search != null) {
            search.close();
        }
    }

    private void begin(Subscription subscription, Tail tail, long behind, long now) {
        subscription.begin(tail, behind, info(subscription, behind), now);
        expected.add(subscription);
        onBegun.accept(subscription);
    }

    /** Looks for the place of one subscription at a time, some records in each duty cycle. */
    private int search(long now) {
        Subscription subscription = searching.peek();
        if (subscription == null) {
            return 0;
        }
        Tail tail = tails.of(subscription);
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

    /** Begins with those whose place the tail has reached: one that wants it safer may be ahead of that. */
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
