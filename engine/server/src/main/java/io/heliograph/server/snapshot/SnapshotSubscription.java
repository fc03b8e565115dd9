package io.heliograph.server.snapshot;

import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.server.rpc.Patience;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.MarketSnapshotUpdate;
import io.heliograph.v1.StreamMarketSnapshotsResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * One who follows snapshots, told in turns: each goes over all symbols once, in as many messages as it takes.
 *
 * <p>Messages are made when they can be sent, of what is true then. Nothing waits for a slow one, so it takes the room of a
 * few numbers a symbol. Belongs to the snapshot agent's thread; only {@link #isCancelled} is another's.
 */
final class SnapshotSubscription {
    /** Messages are kept well below 1 MiB. */
    static final int MAX_MESSAGE_BYTES = 256 * 1024;

    private static final long HEARTBEAT_NS = 5_000_000_000L;

    private final ServerCallStreamObserver<StreamMarketSnapshotsResponse> subscriber;
    private final SnapshotTerms terms;
    private final Patience patience;
    private final List<Told> told = new ArrayList<>();

    private List<WatchedSymbol> watched;
    private boolean isWhole;
    private boolean isInTurn;
    private boolean isClosed;
    private int cursor;
    private long turnNs;
    private long turnVersion = -1;
    private long lastSentNs;

    private volatile boolean isCancelled;

    SnapshotSubscription(
            ServerCallStreamObserver<StreamMarketSnapshotsResponse> subscriber, SnapshotTerms terms, long patienceNs) {
        this.subscriber = subscriber;
        this.terms = terms;
        this.patience = new Patience(patienceNs);
    }

    void begin(List<WatchedSymbol> symbols, long now) {
        watched = symbols;
        symbols.forEach(symbol -> told.add(new Told(symbol, terms)));
        lastSentNs = now;
        turnNs = now - terms.intervalNs();
    }

    SnapshotTerms terms() {
        return terms;
    }

    /** Null before it began. */
    List<WatchedSymbol> watched() {
        return watched;
    }

    /** Sends what is due and can be sent; answers how many messages. {@code version}: of the board. */
    int flush(long version, long now) {
        if (isClosed) {
            return 0;
        }
        beginTurn(version, now);
        int sent = 0;
        while (isInTurn && subscriber.isReady()) {
            StreamMarketSnapshotsResponse message = next();
            if (message.getUpdatesCount() > 0) {
                subscriber.onNext(message);
                lastSentNs = now;
                sent++;
            }
        }
        boolean isSilent = isWhole && now - lastSentNs >= HEARTBEAT_NS;
        if (isSilent && !isInTurn && subscriber.isReady()) {
            subscriber.onNext(StreamMarketSnapshotsResponse.getDefaultInstance());
            lastSentNs = now;
            sent++;
        }
        Rejection slow = patience.look((isInTurn || isSilent) && !subscriber.isReady(), now);
        if (slow != null) {
            fail(slow);
        }
        return sent;
    }

    /** Ends it with a reason. */
    void fail(Rejection why) {
        if (!isClosed) {
            isClosed = true;
            if (!isCancelled) {
                subscriber.onError(StatusMapper.toStatus(why));
            }
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    void cancel() {
        isCancelled = true;
    }

    boolean isCancelled() {
        return isCancelled;
    }

    /** A turn can begin where everything was read once, enough time has passed, and something was read since the last. */
    private void beginTurn(long version, long now) {
        if (!isWhole) {
            isWhole = watched.stream().allMatch(symbol -> symbol.isWhole(terms));
        }
        if (isWhole && !isInTurn && version != turnVersion && now - turnNs >= terms.intervalNs()) {
            isInTurn = true;
            cursor = 0;
            turnNs = now;
            turnVersion = version;
        }
    }

    private StreamMarketSnapshotsResponse next() {
        StreamMarketSnapshotsResponse.Builder message = StreamMarketSnapshotsResponse.newBuilder();
        int bytes = 0;
        while (cursor < told.size() && bytes < MAX_MESSAGE_BYTES) {
            MarketSnapshotUpdate update = told.get(cursor).news();
            if (update != null) {
                message.addUpdates(update);
                bytes += update.getSerializedSize();
            }
            cursor++;
        }
        isInTurn = cursor < told.size();
        return message.build();
    }
}
