package io.heliograph.server.publish;

import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.server.publish.Subscription.State;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What one subscriber is told, and in what order: the info, the snapshot, batches of what waits, progress where nothing
 * does; only while it takes messages.
 *
 * <p>Belongs to the publisher's thread.
 */
final class Delivery {
    /** Messages are kept well below 1 MiB. */
    static final int MAX_MESSAGE_BYTES = 256 * 1024;

    private static final int MESSAGES_AT_ONCE = 4;

    private final ServerCallStreamObserver<StreamMessage> subscriber;
    private final StreamTerms terms;
    private final Backlog backlog;
    private final Bookmarks bookmarks;

    private StreamMessage greeting;
    private List<PublishedSignal> snapshot = List.of();
    private boolean isSnapshotPending;
    private boolean isHeadTold;
    private boolean isEndTold;
    private long bookmark;
    private long leftOut;
    private long waitingSinceNs;
    private long lastSentNs;

    Delivery(
            ServerCallStreamObserver<StreamMessage> subscriber,
            StreamTerms terms,
            Backlog backlog,
            Bookmarks bookmarks) {
        this.subscriber = subscriber;
        this.terms = terms;
        this.backlog = backlog;
        this.bookmarks = bookmarks;
    }

    /** Begins behind an output; {@code info} is the first it hears. */
    void begin(long behind, StreamSignalsResponse info, long now) {
        bookmark = behind;
        lastSentNs = now;
        greeting = StreamMessage.of(info);
    }

    /** Sends these before anything else, as a snapshot. */
    void showFirst(List<PublishedSignal> signals) {
        snapshot = signals;
        isSnapshotPending = true;
    }

    /** It is no longer at the head, and has to be told when it is again. */
    void fallBehind() {
        isHeadTold = false;
    }

    /** Something begins to wait. */
    void onFirstWaiting(long now) {
        waitingSinceNs = now;
    }

    /** Sends what may be sent now; answers how many messages. */
    int send(Subscription place, long now) {
        int sent = 0;
        while (sent < MESSAGES_AT_ONCE && !isEndTold && subscriber.isReady()) {
            StreamMessage message = next(place, now);
            if (message == null) {
                break;
            }
            subscriber.onNext(message);
            lastSentNs = now;
            sent++;
        }
        return sent;
    }

    /** Whether everything up to the end that was asked for has been told. */
    boolean isEndTold() {
        return isEndTold;
    }

    /** Whether there may be something to say before the next heartbeat, of one that is at the tail. */
    boolean isBusy() {
        return greeting != null || isSnapshotPending || !isHeadTold || !backlog.isEmpty();
    }

    /** Whether there is something to say that the subscriber does not take. */
    boolean isBlocked(long now) {
        boolean hasToSay =
                greeting != null || isSnapshotPending || !backlog.isEmpty() || now - lastSentNs >= terms.heartbeatNs();
        return hasToSay && !subscriber.isReady();
    }

    void complete() {
        subscriber.onCompleted();
    }

    /** Ends it with a reason and, if it had a place that its level reaches, that to go on from. */
    void fail(Rejection why, boolean isPlaced) {
        subscriber.onError(StatusMapper.toStatus(isPlaced ? withToken(why) : why));
    }

    void clear() {
        backlog.clear();
        snapshot = List.of();
    }

    private StreamMessage next(Subscription place, long now) {
        if (greeting != null) {
            StreamMessage message = greeting;
            greeting = null;
            return message;
        }
        if (isSnapshotPending && place.state() != State.NEW) {
            return snapshotMessage(place);
        }
        StreamMessage batch = batch(place, now);
        if (batch != null || !backlog.isEmpty()) {
            return batch;
        }
        boolean isAtHead = place.isAtHead();
        if (place.isPastEnd()) {
            isEndTold = true;
        } else if (isHeadTold || !isAtHead) {
            return now - lastSentNs >= terms.heartbeatNs() ? progress(place, isAtHead) : null;
        }
        isHeadTold = true;
        return progress(place, isAtHead);
    }

    private StreamMessage snapshotMessage(Subscription place) {
        if (snapshot.isEmpty()) {
            isSnapshotPending = false;
            return progress(place, false);
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
    private StreamMessage batch(Subscription place, long now) {
        long ended = place.boundary();
        if (isGrowing(place, now)) {
            return null;
        }
        List<byte[]> entries = null;
        PublishedOutput last = null;
        int bytes = 0;
        Iterator<PublishedOutput> outputs = backlog.iterator();
        while (outputs.hasNext() && (entries == null || entries.size() < terms.maxBatch())) {
            PublishedOutput output = outputs.next();
            byte[] entry = output.entry(terms.view());
            // The last output of an event that may go on is held back: only it can carry the end of the event.
            boolean isHeldBack = output.sequence() > ended && !outputs.hasNext();
            if (isHeldBack || entries != null && bytes + entry.length > MAX_MESSAGE_BYTES) {
                break;
            }
            if (entries == null) {
                entries = new ArrayList<>(Math.min(terms.maxBatch(), backlog.size()));
            }
            entries.add(entry);
            bytes += entry.length;
            last = output;
            outputs.remove();
            backlog.taken(output);
        }
        if (last == null) {
            return null;
        }
        waitingSinceNs = now;
        return StreamMessage.batch(entries, rest(last, ended));
    }

    private boolean isGrowing(Subscription place, long now) {
        return terms.maxDelayNs() > 0
                && backlog.size() < terms.maxBatch()
                && backlog.hasRoom()
                && now - waitingSinceNs < terms.maxDelayNs()
                && !place.isPastEnd();
    }

    private SignalBatch rest(PublishedOutput last, long ended) {
        SignalBatch.Builder rest = SignalBatch.newBuilder();
        if (terms.conflates()) {
            long count = backlog.takeLeftOut();
            leftOut += count;
            rest.setConflated(count);
        }
        PublishedOutput following = backlog.first();
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

    private StreamMessage progress(Subscription place, boolean isAtHead) {
        StreamProgress.Builder progress = StreamProgress.newBuilder()
                .setHeadSequence(bookmarks.head())
                .setDurableSequence(bookmarks.durable())
                .setStoredSequence(bookmarks.stored())
                .setCaughtUp(isAtHead)
                .setConflated(leftOut);
        if (place.isPlaced()) {
            bookmark = Math.max(bookmark, Math.min(place.boundary(), terms.endSequence()));
            progress.setPosition(bookmarks.position(bookmark)).setResumeToken(bookmarks.token(bookmark));
        }
        return StreamMessage.of(
                StreamSignalsResponse.newBuilder().setProgress(progress).build());
    }

    private Rejection withToken(Rejection why) {
        Rejection told = new Rejection(why.reason(), why.getMessage());
        why.metadata().forEach(told::with);
        why.retryAfter().ifPresent(told::withRetryAfter);
        return told.with("resume_token", bookmarks.token(bookmark));
    }
}
