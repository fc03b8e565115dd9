package io.heliograph.server.sequencer;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import org.agrona.MutableDirectBuffer;

/** What a task on the sequencer's thread may touch: the core, and the log in front of it. */
public interface Bench {
    /** The core, with everything applied that came before the task. */
    SignalCore core();

    /** Journals one event and applies it. */
    Journaled journal(Encoding event);

    /** Whether a publisher of this source is connected now. */
    boolean isConnected(int source);

    /** Writes one event; answers its length. */
    @FunctionalInterface
    interface Encoding {
        int encode(EventEncoder encoder, MutableDirectBuffer buffer, long receiveTime);
    }

    /**
     * What became of an event.
     *
     * @param sequence its number
     * @param refusal ACCEPTED where the core applied it
     */
    record Journaled(long sequence, Refusal refusal) {}
}
