package io.heliograph.server.publish;

import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.journal.LogReader;
import io.heliograph.server.rpc.Patience;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.List;

/**
 * One subscriber: what it wants, and how far it has seen the log; what it is told is its {@link Delivery}.
 *
 * <pre>
 * NEW -> BEHIND     it was placed, and has to read the log first
 * NEW -> LIVE       it was placed at the tail's position
 * BEHIND -> READING a history reader is free
 * READING -> BEHIND it has no room, and others wait for the reader
 * READING -> LIVE   it has come to the tail's position
 * LIVE -> BEHIND    it has no room
 * any -> CLOSED     cancelled, too slow, at its end, or the engine stops
 * </pre>
 *
 * <p>Belongs to the publisher's thread; only {@link #isCancelled} is another's.
 */
final class Subscription {
    private final StreamTerms terms;
    private final Backlog backlog;
    private final Delivery delivery;
    private final Patience patience;

    private State state = State.NEW;
    private Tail tail;
    private LogReader reader;
    private boolean isActive;
    private boolean isReleased;
    private boolean isTimePassed;
    private long start;
    private long seen;
    private long boundary;

    private volatile boolean isCancelled;

    /** Where it stands. */
    enum State {
        NEW,
        BEHIND,
        READING,
        LIVE,
        CLOSED
    }

    /**
     * @param memoryBytes the most that may wait for it, the message being written included
     * @param patienceNs how long it may take nothing before it is closed
     */
    Subscription(
            ServerCallStreamObserver<StreamMessage> subscriber,
            StreamTerms terms,
            int memoryBytes,
            long patienceNs,
            Bookmarks bookmarks) {
        this.terms = terms;
        this.backlog =
                new Backlog(terms.view(), terms.conflates(), Math.max(1, memoryBytes - Delivery.MAX_MESSAGE_BYTES));
        this.delivery = new Delivery(subscriber, terms, backlog, bookmarks);
        this.patience = new Patience(patienceNs);
    }

    /** Gives it its place; {@code info} is the first it hears. */
    void begin(Tail follows, long behind, StreamSignalsResponse info, long now) {
        tail = follows;
        start = behind;
        seen = behind;
        boundary = behind;
        delivery.begin(behind, info, now);
    }

    /** Sends these before anything else, as a snapshot. */
    void showFirst(List<PublishedSignal> signals) {
        delivery.showFirst(signals);
    }

    void become(State next) {
        if (state == State.LIVE && next != State.LIVE) {
            seen = tail.position();
            boundary = Math.max(boundary, tail.boundary());
        }
        if (next == State.BEHIND) {
            delivery.fallBehind();
        }
        state = next;
    }

    /** Takes the next output of the tail; false where there is no room, and it left the tail. */
    boolean offer(PublishedOutput output, long now) {
        if (!wants(output)) {
            return true;
        }
        if (!backlog.hasRoom()) {
            become(State.BEHIND);
            return false;
        }
        take(output, now);
        return true;
    }

    /** Sees a record of the log while it reads by itself; {@code output} is null for one of another kind. */
    void see(long sequence, PublishedOutput output, boolean endOfCause, long now) {
        if (output != null && wants(output)) {
            take(output, now);
        }
        seen = sequence;
        if (endOfCause) {
            boundary = sequence;
        }
    }

    /** Sends what it may take now; answers how many messages. */
    int flush(long now) {
        if (tail == null || state == State.CLOSED) {
            return 0;
        }
        int sent = delivery.send(this, now);
        if (delivery.isEndTold()) {
            close();
            delivery.complete();
        } else {
            Rejection slow = patience.look(delivery.isBlocked(now), now);
            if (slow != null) {
                fail(slow);
            }
        }
        return sent;
    }

    /** Closes it with a reason and, if it has begun, the place to go on from. */
    void fail(Rejection why) {
        if (state == State.CLOSED) {
            return;
        }
        boolean wasPlaced = isPlaced();
        close();
        if (!isCancelled) {
            delivery.fail(why, wasPlaced);
        }
    }

    void close() {
        become(State.CLOSED);
        delivery.clear();
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** Whether it may have something to say before its next heartbeat. */
    boolean isBusy() {
        return state != State.CLOSED
                && (state != State.LIVE || delivery.isBusy() || terms.endSequence() != StreamTerms.ENDLESS);
    }

    boolean isActive() {
        return isActive;
    }

    void active(boolean active) {
        isActive = active;
    }

    /** True the first time. */
    boolean release() {
        boolean isFirst = !isReleased;
        isReleased = true;
        return isFirst;
    }

    void cancel() {
        isCancelled = true;
    }

    boolean isCancelled() {
        return isCancelled;
    }

    /** Whether its level reaches the place where it begins, so that the place may be told. */
    boolean isPlaced() {
        return tail != null && state != State.NEW;
    }

    State state() {
        return state;
    }

    StreamTerms terms() {
        return terms;
    }

    Backlog backlog() {
        return backlog;
    }

    Tail tail() {
        return tail;
    }

    LogReader reader() {
        return reader;
    }

    void reader(LogReader history) {
        reader = history;
    }

    /** The last output it has seen. */
    long seen() {
        return state == State.LIVE ? tail.position() : seen;
    }

    /** Whether it has seen everything there is, as far as it may. */
    boolean isAtHead() {
        return state == State.LIVE && tail.isAtHead();
    }

    boolean isPastEnd() {
        return seen() >= terms.endSequence();
    }

    /** The last output it has seen that ended the outputs of its event. */
    long boundary() {
        long ended = state == State.LIVE ? Math.max(boundary, tail.boundary()) : boundary;
        return isPastEnd() ? Math.max(ended, terms.endSequence()) : ended;
    }

    private boolean wants(PublishedOutput output) {
        return output.sequence() > start
                && output.sequence() <= terms.endSequence()
                && terms.filter().test(output)
                && isReceivedInTime(output);
    }

    /** Its place may have been sought before anything was received so late; from the first that was, all are. */
    private boolean isReceivedInTime(PublishedOutput output) {
        if (isTimePassed || !(terms.start() instanceof StreamStart.AfterTime after)) {
            return true;
        }
        isTimePassed = output.receiveTimeNs() > after.ns();
        return isTimePassed;
    }

    private void take(PublishedOutput output, long now) {
        if (backlog.isEmpty()) {
            delivery.onFirstWaiting(now);
        }
        backlog.add(output);
    }
}
