package io.heliograph.server.publish;

import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.journal.LogReader;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One subscriber: what it wants, how far it has seen the log, what waits for it, what it was told.
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
    static final int MAX_MESSAGE_BYTES = 256 * 1024;

    private static final int MESSAGES_AT_ONCE = 4;

    private final ServerCallStreamObserver<StreamMessage> subscriber;
    private final StreamTerms terms;
    private final Backlog backlog;
    private final long patienceNs;
    private final Bookmarks bookmarks;

    private State state = State.NEW;
    private Tail tail;
    private LogReader reader;
    private StreamMessage greeting;
    private List<PublishedSignal> snapshot = List.of();
    private boolean isSnapshotPending;
    private boolean isActive;
    private boolean isHeadTold;
    private boolean isEndTold;
    private boolean isReleased;
    private long start;
    private long seen;
    private long boundary;
    private long bookmark;
    private long leftOut;
    private long waitingSinceNs;
    private long lastSentNs;
    private long blockedSinceNs;
    private boolean isBlocked;

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
        this.subscriber = subscriber;
        this.terms = terms;
        this.backlog = new Backlog(terms.view(), terms.conflates(), Math.max(1, memoryBytes - MAX_MESSAGE_BYTES));
        this.patienceNs = patienceNs;
        this.bookmarks = bookmarks;
    }

    /** Gives it its place; {@code info} is the first it hears. */
    void begin(Tail follows, long behind, StreamSignalsResponse info, long now) {
        tail = follows;
        start = behind;
        seen = behind;
        boundary = behind;
        bookmark = behind;
        lastSentNs = now;
        greeting = StreamMessage.of(info);
    }

    /** Sends these before anything else, as a snapshot. */
    void showFirst(List<PublishedSignal> signals) {
        snapshot = signals;
        isSnapshotPending = true;
    }

    void become(State next) {
        if (state == State.LIVE && next != State.LIVE) {
            seen = tail.position();
            boundary = Math.max(boundary, tail.boundary());
        }
        if (next == State.BEHIND) {
            isHeadTold = false;
        }
        state = next;
    }

    /** Takes the next signal of the tail; false where there is no room, and it left the tail. */
    boolean offer(PublishedSignal signal, long now) {
        if (!wants(signal)) {
            return true;
        }
        if (!backlog.hasRoom()) {
            become(State.BEHIND);
            return false;
        }
        take(signal, now);
        return true;
    }

    /** Sees a record of the log while it reads by itself; {@code signal} is null for one that is no signal. */
    void see(long sequence, PublishedSignal signal, boolean endOfCause, long now) {
        if (signal != null && wants(signal)) {
            take(signal, now);
        }
        seen = sequence;
        if (endOfCause) {
            boundary = sequence;
        }
    }

    /** Sends what it may take now; answers how many messages. */
    int flush(long now) {
        if (tail == null) {
            return 0;
        }
        int sent = 0;
        while (sent < MESSAGES_AT_ONCE && !isEndTold && state != State.CLOSED && subscriber.isReady()) {
            StreamMessage message = next(now);
            if (message == null) {
                break;
            }
            subscriber.onNext(message);
            lastSentNs = now;
            sent++;
        }
        if (isEndTold && state != State.CLOSED) {
            close();
            subscriber.onCompleted();
        } else {
            watch(now);
        }
        return sent;
    }

    /** Closes it with a reason and, if it has begun, the place to go on from. */
    void fail(Rejection why) {
        if (state == State.CLOSED) {
            return;
        }
        close();
        if (!isCancelled) {
            subscriber.onError(StatusMapper.toStatus(tail == null ? why : withToken(why)));
        }
    }

    private Rejection withToken(Rejection why) {
        Rejection told = new Rejection(why.reason(), why.getMessage());
        why.metadata().forEach(told::with);
        why.retryAfter().ifPresent(told::withRetryAfter);
        return told.with("resume_token", bookmarks.token(bookmark));
    }

    void close() {
        become(State.CLOSED);
        backlog.clear();
        snapshot = List.of();
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** Whether it may have something to say before its next heartbeat. */
    boolean isBusy() {
        return state != State.CLOSED
                && (state != State.LIVE
                        || greeting != null
                        || isSnapshotPending
                        || !isHeadTold
                        || !backlog.isEmpty()
                        || terms.endSequence() != StreamTerms.ENDLESS);
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

    boolean isPastEnd() {
        return seen() >= terms.endSequence();
    }

    private long boundary() {
        long ended = state == State.LIVE ? Math.max(boundary, tail.boundary()) : boundary;
        return isPastEnd() ? Math.max(ended, terms.endSequence()) : ended;
    }

    private boolean wants(PublishedSignal signal) {
        return signal.sequence() > start
                && signal.sequence() <= terms.endSequence()
                && (!(terms.start() instanceof StreamStart.AfterTime after) || signal.receiveTimeNs() > after.ns())
                && terms.filter().test(signal.signal());
    }

    private void take(PublishedSignal signal, long now) {
        if (backlog.isEmpty()) {
            waitingSinceNs = now;
        }
        backlog.add(signal);
    }

    private StreamMessage next(long now) {
        if (greeting != null) {
            StreamMessage message = greeting;
            greeting = null;
            return message;
        }
        if (isSnapshotPending && state != State.NEW) {
            return snapshotMessage();
        }
        StreamMessage batch = batch(now);
        if (batch != null || !backlog.isEmpty()) {
            return batch;
        }
        boolean isAtHead = state == State.LIVE && tail.isAtHead();
        if (isPastEnd()) {
            isEndTold = true;
        } else if (isHeadTold || !isAtHead) {
            return now - lastSentNs >= terms.heartbeatNs() ? progress(isAtHead) : null;
        }
        isHeadTold = true;
        return progress(isAtHead);
    }

    private StreamMessage snapshotMessage() {
        if (snapshot.isEmpty()) {
            isSnapshotPending = false;
            return progress(false);
        }
        List<byte[]> entries = new ArrayList<>();
        int bytes = 0;
        int count = 0;
        while (count < snapshot.size() && count < terms.maxBatch() && bytes < MAX_MESSAGE_BYTES / 2) {
            byte[] entry = snapshot.get(count).entry(terms.view());
            entries.add(entry);
            bytes += entry.length;
            count++;
        }
        snapshot = snapshot.subList(count, snapshot.size());
        return StreamMessage.batch(
                entries, SignalBatch.newBuilder().setSnapshot(true).build());
    }

    /** The next batch; null where nothing waits, or what waits shall wait for more. */
    private StreamMessage batch(long now) {
        long ended = boundary();
        if (isGrowing(now)) {
            return null;
        }
        List<byte[]> entries = null;
        PublishedSignal last = null;
        int bytes = 0;
        Iterator<PublishedSignal> signals = backlog.iterator();
        while (signals.hasNext() && (entries == null || entries.size() < terms.maxBatch())) {
            PublishedSignal signal = signals.next();
            byte[] entry = signal.entry(terms.view());
            // The last signal of an event that may go on is held back: only it can carry the end of the event.
            boolean isHeldBack = signal.sequence() > ended && !signals.hasNext();
            if (isHeldBack || entries != null && bytes + entry.length > MAX_MESSAGE_BYTES) {
                break;
            }
            if (entries == null) {
                entries = new ArrayList<>(Math.min(terms.maxBatch(), backlog.size()));
            }
            entries.add(entry);
            bytes += entry.length;
            last = signal;
            signals.remove();
            backlog.taken(signal);
        }
        if (last == null) {
            return null;
        }
        waitingSinceNs = now;
        return StreamMessage.batch(entries, rest(last, ended));
    }

    private boolean isGrowing(long now) {
        return terms.maxDelayNs() > 0
                && backlog.size() < terms.maxBatch()
                && backlog.hasRoom()
                && now - waitingSinceNs < terms.maxDelayNs()
                && !isPastEnd();
    }

    private SignalBatch rest(PublishedSignal last, long ended) {
        SignalBatch.Builder rest = SignalBatch.newBuilder();
        if (terms.conflates()) {
            long count = backlog.takeLeftOut();
            leftOut += count;
            rest.setConflated(count);
        }
        PublishedSignal following = backlog.first();
        if (following != null && following.cause() == last.cause()) {
            return rest.build();
        }
        bookmark = last.sequence();
        if (terms.conflates()) {
            bookmark = Math.max(bookmark, following == null ? ended : following.sequence() - 1);
        }
        return rest.setEndOfEvent(true)
                .setPosition(bookmarks.position(bookmark))
                .setResumeToken(bookmarks.token(bookmark))
                .build();
    }

    private StreamMessage progress(boolean isAtHead) {
        bookmark = Math.max(bookmark, Math.min(boundary(), terms.endSequence()));
        return StreamMessage.of(StreamSignalsResponse.newBuilder()
                .setProgress(StreamProgress.newBuilder()
                        .setPosition(bookmarks.position(bookmark))
                        .setResumeToken(bookmarks.token(bookmark))
                        .setHeadSequence(bookmarks.head())
                        .setDurableSequence(bookmarks.durable())
                        .setCaughtUp(isAtHead)
                        .setConflated(leftOut))
                .build());
    }

    private void watch(long now) {
        boolean hasToSay =
                greeting != null || isSnapshotPending || !backlog.isEmpty() || now - lastSentNs >= terms.heartbeatNs();
        if (!hasToSay || subscriber.isReady()) {
            isBlocked = false;
        } else if (!isBlocked) {
            isBlocked = true;
            blockedSinceNs = now;
        } else if (now - blockedSinceNs >= patienceNs) {
            fail(new Rejection(
                    ErrorReason.ERROR_REASON_SLOW_CONSUMER,
                    "expected a subscriber that reads, found one that took nothing: seconds="
                            + (now - blockedSinceNs) / 1_000_000_000L + "; go on from resume_token"));
        }
    }
}
