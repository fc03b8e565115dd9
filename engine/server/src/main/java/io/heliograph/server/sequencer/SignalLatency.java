package io.heliograph.server.sequencer;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long it took from an event's arrival at the door to its signal in the log, in nanoseconds.
 *
 * <p>The sequencer records, without allocating; one other thread at a time may read.
 */
public final class SignalLatency {
    private static final long LONGEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LONGEST_NS, DIGITS);

    /** Records one latency. */
    void record(long nanos) {
        recorder.recordValue(Math.max(0, Math.min(nanos, LONGEST_NS)));
    }

    /** What was recorded since the last call. */
    public Histogram takeInterval() {
        return recorder.getIntervalHistogram();
    }
}
