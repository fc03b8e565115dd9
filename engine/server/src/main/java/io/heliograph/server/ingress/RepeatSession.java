package io.heliograph.server.ingress;

import io.heliograph.server.rpc.Rejection;

/**
 * A call whose request id came before: answered as the first one was.
 *
 * <p>Everything here is on the acknowledgement agent's thread.
 */
final class RepeatSession implements Session {
    static final int NO_SLOT = -1;

    private final RecentRequests.Request request;
    private final LevelWait wait;

    RepeatSession(RecentRequests.Request request, LevelWait wait) {
        this.request = request;
        this.wait = wait;
    }

    @Override
    public int answer() {
        if (request.failure() != null) {
            wait.fail(request.failure());
            return 1;
        }
        return wait.answer(request.ack());
    }

    @Override
    public void stop(Rejection why) {
        wait.fail(why);
    }

    @Override
    public boolean isFinished() {
        return wait.isOver();
    }

    @Override
    public int slot() {
        return NO_SLOT;
    }
}
