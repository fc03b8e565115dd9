package io.heliograph.server.ingress;

import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.Ack;

/**
 * One call that publishes a batch: journaled whole even if its caller hangs up, then answered.
 *
 * <p>Everything here is on the acknowledgement agent's thread.
 */
final class CallSession implements Session {
    private final int slot;
    private final Publisher publisher;
    private final AckWriter acks;
    private final LevelWait wait;
    private final RecentRequests recent;
    private final RecentRequests.Request request;

    private Ack ack;
    private Rejection failure;

    /** Why nobody reaches a level any more; null while the engine works. */
    private Rejection stopping;

    /**
     * @param request where the outcome is kept for repeats; null if the call has no id
     */
    CallSession(
            int slot,
            Publisher publisher,
            AckWriter acks,
            LevelWait wait,
            RecentRequests recent,
            RecentRequests.Request request) {
        this.slot = slot;
        this.publisher = publisher;
        this.acks = acks;
        this.wait = wait;
        this.recent = recent;
        this.request = request;
    }

    @Override
    public int answer() {
        if (ack == null && failure == null && publisher.isClosed()) {
            finishJournaling();
        }
        if (failure != null) {
            wait.fail(failure);
            return 0;
        }
        int answered = wait.answer(ack);
        endWhereStopped();
        return answered;
    }

    private void finishJournaling() {
        failure = publisher.end();
        if (failure == null) {
            ack = acks.atClose(publisher.opened());
        }
        if (request != null && failure == null) {
            recent.succeed(request, ack);
        } else if (request != null) {
            recent.fail(request, failure);
        }
    }

    @Override
    public void stop(Rejection why) {
        stopping = why;
        endWhereStopped();
    }

    /** What is in the ring when the engine stops is journaled all the same, and answered; for more nobody waits. */
    private void endWhereStopped() {
        if (stopping != null && ack != null) {
            wait.fail(stopping);
        }
    }

    @Override
    public boolean isFinished() {
        return wait.isOver() && (ack != null || failure != null);
    }

    @Override
    public int slot() {
        return slot;
    }
}
