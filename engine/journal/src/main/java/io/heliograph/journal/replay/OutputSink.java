package io.heliograph.journal.replay;

import io.heliograph.core.OutputHandler;
import io.heliograph.journal.LogAppender;
import org.agrona.DirectBuffer;

/**
 * Appends what a core concludes to the output log; whoever drives the core begins and commits the groups.
 *
 * <pre>{@code
 * sink.beginGroup();
 * core.onEvent(...);   // any number of times
 * sink.endCause();     // after each event
 * sink.commit();
 * }</pre>
 *
 * <p>One thread; allocates nothing.
 */
public final class OutputSink implements OutputHandler {
    private final LogAppender appender;

    public OutputSink(LogAppender appender) {
        this.appender = appender;
    }

    public void beginGroup() {
        appender.beginGroup();
    }

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        long given = appender.add(buffer, offset, length);
        if (given != sequence) {
            throw new IllegalStateException(
                    "the core and the output log count alike: core=" + sequence + " log=" + given);
        }
    }

    /** Says that the event is through; without effect where it caused nothing. */
    public void endCause() {
        appender.endCause();
    }

    public void commit() {
        appender.commit(0);
    }
}
