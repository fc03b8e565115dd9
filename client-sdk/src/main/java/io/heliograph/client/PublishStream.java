package io.heliograph.client;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.heliograph.v1.Ack;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.MarketEventBatch;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.SourceOpen;
import io.heliograph.v1.SourceOpened;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One PublishMarketData stream: sends while transport and credit allow, hears what is answered.
 *
 * <p>States: OPENING, then OPEN, then CLOSING (half-closed once the line is empty), then ENDED; any of them may go to ENDED.
 * Everything that changes is guarded by one lock; listener and futures are called without it.
 */
final class PublishStream implements ClientResponseObserver<PublishMarketDataRequest, PublishMarketDataResponse> {
    private enum State {
        OPENING,
        OPEN,
        CLOSING,
        ENDED
    }

    private final ClientCore core;
    private final SourceOpen open;
    private final PublisherListener listener;
    private final CompletableFuture<SourceOpened> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    private final EventBacklog backlog;
    private final AcknowledgementBook book = new AcknowledgementBook();
    private ClientCallStreamObserver<PublishMarketDataRequest> requests;
    private State state = State.OPENING;
    private boolean halfClosed;
    private volatile boolean aborted;
    private volatile HeliographException failure;

    PublishStream(ClientCore core, SourceOpen open, EventBacklog backlog, PublisherListener listener) {
        this.core = core;
        this.open = open;
        this.backlog = backlog;
        this.listener = listener;
    }

    /** Starts the call and waits for the engine's answer. */
    SourceOpened open() {
        core.marketDataStream().publishMarketData(this);
        lock.lock();
        try {
            if (state == State.OPENING) {
                requests.onNext(
                        PublishMarketDataRequest.newBuilder().setOpen(open).build());
            }
        } finally {
            lock.unlock();
        }
        try {
            return core.await(opened, core.deadline(), () -> "waiting for the answer to open");
        } catch (HeliographException refused) {
            abort(Status.CANCELLED.withDescription("the open was not answered"));
            throw refused;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            abort(Status.CANCELLED.withDescription("interrupted while opening"));
            throw new HeliographException(Status.Code.CANCELLED, "interrupted while opening", interrupted);
        }
    }

    SourceOpened opened() {
        return opened.join();
    }

    boolean offer(MarketEvent event) {
        lock.lock();
        try {
            requireOpen();
            if (backlog.isFull()) {
                return false;
            }
            backlog.add(event);
            drain();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (state == State.OPEN && backlog.isFull()) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void flush() {
        lock.lock();
        try {
            requireOpen();
            backlog.flush();
            drain();
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<Acknowledgement> acknowledged(DurabilityLevel level) {
        lock.lock();
        try {
            if (failure != null) {
                return CompletableFuture.failedFuture(new HeliographException(failure));
            }
            backlog.flush();
            drain();
            CompletableFuture<Acknowledgement> future = book.await(backlog.accepted(), level);
            if (state == State.ENDED && !future.isDone()) {
                future.completeExceptionally(closedBefore());
            }
            return future;
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    Acknowledgement latest() {
        lock.lock();
        try {
            return book.latest();
        } finally {
            lock.unlock();
        }
    }

    Map<RefusalReason, Long> refused() {
        lock.lock();
        try {
            return book.refused();
        } finally {
            lock.unlock();
        }
    }

    long unanswered() {
        lock.lock();
        try {
            return backlog.unanswered();
        } finally {
            lock.unlock();
        }
    }

    /** Half-closes behind what waits, and waits until the engine has ended the stream. */
    void close(Duration timeout) {
        lock.lock();
        try {
            if (aborted) {
                return;
            }
            if (state == State.OPEN) {
                state = State.CLOSING;
                backlog.flush();
                drain();
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
        try {
            core.await(ended, timeout, () -> "waiting for the last acknowledgements: unanswered=" + unanswered());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            abort(Status.CANCELLED.withDescription("interrupted while closing"));
            throw new HeliographException(Status.Code.CANCELLED, "interrupted while closing", interrupted);
        } catch (HeliographException failed) {
            abort(Status.CANCELLED.withDescription("the publisher could not close"));
            throw failed;
        }
    }

    /** Cancels the call, unless it has ended; the listener hears of it where it hears everything, on the call's own thread. */
    void abort(Status why) {
        lock.lock();
        try {
            if (state == State.ENDED) {
                return;
            }
            aborted = true;
        } finally {
            lock.unlock();
        }
        stop(core.errors().map(why.asRuntimeException()));
        requests.cancel(why.getDescription(), null);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<PublishMarketDataRequest> stream) {
        requests = stream;
        stream.setOnReadyHandler(this::onReady);
    }

    private void onReady() {
        lock.lock();
        try {
            drain();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onNext(PublishMarketDataResponse response) {
        switch (response.getResponseCase()) {
            case OPENED -> onOpened(response.getOpened());
            case ACK -> onAck(response.getAck());
            case RESPONSE_NOT_SET -> {
                // A newer engine may say more; what this client does not know it need not hear.
            }
        }
    }

    private void onOpened(SourceOpened answer) {
        lock.lock();
        try {
            if (state != State.OPENING) {
                return;
            }
            state = State.OPEN;
            backlog.open(answer.getMaxEventsInFlight(), answer.getMaxBatchEvents());
            book.take(answer.getAck());
        } finally {
            lock.unlock();
        }
        opened.complete(answer);
    }

    private void onAck(Ack ack) {
        List<CompletableFuture<Acknowledgement>> satisfied;
        Acknowledgement latest;
        lock.lock();
        try {
            if (state == State.ENDED) {
                return;
            }
            satisfied = book.take(ack);
            latest = book.latest();
            backlog.onAnswered(ack.getAnswered());
            drain();
        } finally {
            lock.unlock();
        }
        ack.getRefusedList().forEach(listener::onRefused);
        listener.onAcknowledged(latest);
        satisfied.forEach(future -> future.complete(latest));
    }

    @Override
    public void onError(Throwable thrown) {
        stop(core.errors().map(thrown));
        tellEnd();
    }

    @Override
    public void onCompleted() {
        boolean all;
        lock.lock();
        try {
            all = halfClosed && backlog.unanswered() == 0;
        } finally {
            lock.unlock();
        }
        stop(all ? null : endedEarly());
        tellEnd();
    }

    /** Nothing is sent or awaited any more: because of a failure, or null where everything is as it should be. */
    private void stop(HeliographException why) {
        List<CompletableFuture<Acknowledgement>> left;
        lock.lock();
        try {
            if (state == State.ENDED) {
                return;
            }
            state = State.ENDED;
            failure = why;
            left = book.end();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        HeliographException reason = why != null ? why : closedBefore();
        left.forEach(future -> future.completeExceptionally(reason));
        opened.completeExceptionally(reason);
    }

    /** The last callback of the call. */
    private void tellEnd() {
        try {
            listener.onClosed(aborted ? Optional.empty() : Optional.ofNullable(failure));
        } finally {
            if (failure == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(failure);
            }
        }
    }

    /** Sends what may go. The caller holds the lock. */
    private void drain() {
        while ((state == State.OPEN || state == State.CLOSING) && !halfClosed && requests.isReady()) {
            MarketEventBatch batch = backlog.next();
            if (batch == null) {
                break;
            }
            requests.onNext(
                    PublishMarketDataRequest.newBuilder().setBatch(batch).build());
            room.signalAll();
        }
        if (state == State.CLOSING && !halfClosed && backlog.isEmpty()) {
            halfClosed = true;
            requests.onCompleted();
        }
    }

    private HeliographException endedEarly() {
        return new HeliographException(
                Status.Code.UNAVAILABLE,
                "the engine ended the stream before it had answered everything: unanswered=" + unanswered(),
                null);
    }

    private static HeliographException closedBefore() {
        return new HeliographException(Status.Code.CANCELLED, "the publisher was closed before the level came", null);
    }

    private void requireOpen() {
        if (failure != null) {
            throw new HeliographException(failure);
        }
        if (state != State.OPEN) {
            throw new IllegalStateException("the publisher is closed: state=" + state);
        }
    }
}
