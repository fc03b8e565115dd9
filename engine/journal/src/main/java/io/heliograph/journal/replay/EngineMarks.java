package io.heliograph.journal.replay;

import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.Journal;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LostRange;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.EpochNanoClock;

/** Journals that the engine starts and stops, and tells its core; on the thread that appends. */
public final class EngineMarks {
    private final Journal journal;
    private final SignalCore core;
    private final OutputSink sink;
    private final EpochNanoClock clock;
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer record = new ExpandableArrayBuffer(256);

    EngineMarks(Journal journal, SignalCore core, OutputSink sink, EpochNanoClock clock) {
        this.journal = journal;
        this.core = core;
        this.sink = sink;
        this.clock = clock;
    }

    void start(String build, long keptOutputs) {
        apply(encoder.engineStarted(
                record,
                0,
                receiveTime(),
                journal.events().epoch(),
                core.eventSequence(),
                keptOutputs,
                SignalCore.CORE_LEVEL,
                bytesOf(journal.id()),
                build));
    }

    void gaveUp(LostRange events, String reason, String actor) {
        apply(encoder.eventsLost(record, 0, receiveTime(), events.first(), events.last(), reason, actor));
    }

    /**
     * Journals ENGINE_STOP. It is a clean-stop mark only if nothing is appended after it and
     * {@link io.heliograph.journal.ForceAgent#forceNow} follows.
     */
    public void stop() {
        apply(encoder.engineStopped(record, 0, receiveTime()));
    }

    private void apply(int length) {
        LogAppender events = journal.events().appender();
        events.beginGroup();
        long sequence = events.add(record, 0, length);
        events.commit(LogAppender.LAST_OF_CAUSE);
        sink.beginGroup();
        core.onEvent(sequence, record, 0, length);
        sink.endCause();
        sink.commit();
    }

    /** Receive times never fall. */
    private long receiveTime() {
        return Math.max(clock.nanoTime(), core.lastReceiveTime());
    }

    private static byte[] bytesOf(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
