package io.heliograph.server.publish;

import io.heliograph.core.EventEncoder;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;

/** When events were received, for outputs that do not say it themselves. */
@FunctionalInterface
public interface EventTimes {
    /** In the place of a time: retention deleted the event, so it was long ago. */
    long LONG_AGO = 0;

    /** Receive time of an event of the log, in nanoseconds since the epoch. */
    long receiveTime(long event);

    /** Those of a log. Any thread; each answer opens a reader. */
    static EventTimes of(Log events) {
        return event -> read(events, event);
    }

    private static long read(Log events, long event) {
        if (event < events.first()) {
            return LONG_AGO;
        }
        long[] found = {LONG_AGO};
        try (LogReader reader = events.openReader(event - 1, () -> event)) {
            // An event is in its log before what it causes is in the other.
            while (reader.poll(
                            (sequence, epoch, buffer, offset, length, endOfCause) ->
                                    found[0] = EventEncoder.receiveTime(buffer, offset),
                            1)
                    == 0) {
                Thread.onSpinWait();
            }
        } catch (JournalException | IllegalArgumentException e) {
            if (event >= events.first()) {
                throw e;
            }
            // Retention deleted it while it was read.
        }
        return found[0];
    }
}
