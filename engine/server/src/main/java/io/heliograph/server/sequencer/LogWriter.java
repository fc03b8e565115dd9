package io.heliograph.server.sequencer;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.SignalCore;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.replay.PoisonEventException;
import io.heliograph.server.Positions;
import io.heliograph.server.ingress.Publisher;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * Appends events to the event log, only then applies them to the core, and appends what followed to the output log.
 *
 * <p>The core hands its outputs to the output log's appender by itself; here their groups begin and end.
 *
 * <p>Belongs to the sequencer's thread.
 */
final class LogWriter {
    private final SignalCore core;
    private final LogAppender events;
    private final LogAppender outputs;
    private final Positions positions;
    private final SignalLatency latency;
    private final NanoClock steadyClock;
    private final long[] cameIn = new long[Group.MOST];

    private boolean isApplying;

    LogWriter(
            SignalCore core,
            LogAppender events,
            LogAppender outputs,
            Positions positions,
            SignalLatency latency,
            NanoClock steadyClock) {
        this.core = core;
        this.events = events;
        this.outputs = outputs;
        this.positions = positions;
        this.latency = latency;
        this.steadyClock = steadyClock;
    }

    /** Journals and applies a group; publishers hear of their refusals with what they are told next. */
    void write(Group group) {
        int count = group.count();
        isApplying = true;
        events.beginGroup();
        for (int i = 0; i < count; i++) {
            events.add(group.buffer(), group.offset(i), group.length(i));
        }
        events.commit(LogAppender.LAST_OF_CAUSE);
        long sequence = events.sequence() - count;
        int signalled = 0;
        outputs.beginGroup();
        for (int i = 0; i < count; i++) {
            sequence++;
            long signals = core.counters().signals();
            int reason = apply(sequence, group.buffer(), group.offset(i), group.length(i));
            outputs.endCause();
            if (core.counters().signals() != signals) {
                cameIn[signalled++] = group.cameIn(i);
            }
            tell(group, i, reason);
        }
        outputs.commit(0);
        finish();
        record(signalled);
    }

    /** Journals and applies one event; answers the core's refusal, or 0. */
    int write(DirectBuffer buffer, int length) {
        isApplying = true;
        events.beginGroup();
        events.add(buffer, 0, length);
        events.commit(LogAppender.LAST_OF_CAUSE);
        outputs.beginGroup();
        int reason = apply(events.sequence(), buffer, 0, length);
        outputs.endCause();
        outputs.commit(0);
        finish();
        return reason;
    }

    /** Whether an event may be journaled and not applied, because something failed in between. */
    boolean isApplying() {
        return isApplying;
    }

    /** Whatever the core throws, the event stands in the log, and every start will meet it again. */
    private int apply(long sequence, DirectBuffer buffer, int offset, int length) {
        try {
            return core.onEvent(sequence, buffer, offset, length);
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PoisonEventException(sequence, e);
        }
    }

    private static void tell(Group group, int i, int reasonOfCore) {
        Publisher publisher = group.publisher(i);
        int reason = reasonOfCore == 0 ? group.reason(i) : reasonOfCore;
        if (publisher != null && reason != 0) {
            publisher.refuse(
                    group.index(i),
                    group.sourceSequence(i),
                    Refusal.get((short) reason),
                    group.instrument(i),
                    group.time(i));
        }
    }

    private void finish() {
        positions.applied(core.eventSequence(), core.outputSequence(), core.lastReceiveTime());
        isApplying = false;
    }

    private void record(int signalled) {
        if (signalled == 0) {
            return;
        }
        long now = steadyClock.nanoTime();
        for (int i = 0; i < signalled; i++) {
            latency.record(now - cameIn[i]);
        }
    }
}
