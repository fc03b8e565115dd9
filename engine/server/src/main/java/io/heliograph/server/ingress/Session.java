package io.heliograph.server.ingress;

import io.heliograph.server.rpc.Rejection;

/** A stream or call of a publisher on its way back: what the acknowledgement agent does for it. */
interface Session {
    /**
     * Sends what there is to say, if the caller can take it; on the acknowledgement agent's thread.
     *
     * @return how many messages were sent
     */
    int answer();

    /** Begins to end it from our side: what was journaled is still told; on the acknowledgement agent's thread. */
    void stop(Rejection why);

    /** Whether nothing more will be sent and nothing of it is in the ring. */
    boolean isFinished();

    /** The slot to be freed after it finished. */
    int slot();
}
