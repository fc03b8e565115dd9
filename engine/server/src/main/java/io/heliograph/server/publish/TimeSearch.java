package io.heliograph.server.publish;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.journal.SequenceCompactedException;
import org.agrona.DirectBuffer;

/**
 * Finds the place behind which every output was caused by an event received after a time: a binary search, for receive
 * times never fall along the log.
 *
 * <p>A bar does not say when its event was received, so the event is asked. Works in steps; one thread.
 */
final class TimeSearch implements RecordHandler, AutoCloseable {
    private static final int RECORDS_AT_ONCE = 512;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Log outputs;
    private final EventTimes times;
    private final long timeNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarClosedDecoder bar = new BarClosedDecoder();
    private final SignalEmittedDecoder signal = new SignalEmittedDecoder();
    private final SignalEndedDecoder ending = new SignalEndedDecoder();
    private final OutcomeRecordedDecoder outcome = new OutcomeRecordedDecoder();
    private final FaultRecordedDecoder fault = new FaultRecordedDecoder();

    /** What is at or below was received by then ... */
    private long low;
    /** ... and what is above, after. */
    private long high;

    private LogReader reader;
    private long middle;
    private long found;

    /**
     * @param head last output to look at
     */
    TimeSearch(Log outputs, EventTimes times, long timeNs, long head) {
        this.outputs = outputs;
        this.times = times;
        this.timeNs = timeNs;
        this.low = outputs.first() - 1;
        this.high = Math.max(low, head);
    }

    boolean isDone() {
        return low == high;
    }

    /** The place, once it is found. */
    long behind() {
        return low;
    }

    /** Reads a bounded number of records. */
    int step() {
        try {
            return search();
        } catch (SequenceCompactedException | IllegalArgumentException e) {
            if (low >= outputs.first() - 1) {
                throw e;
            }
            // Retention deleted where it looked: what is left was received later than what is gone.
            close();
            low = outputs.first() - 1;
            high = Math.max(low, high);
            return 1;
        }
    }

    private int search() {
        if (isDone()) {
            return 0;
        }
        if (reader == null) {
            middle = low + (high - low + 1) / 2;
            long through = high;
            reader = outputs.openReader(middle - 1, () -> through);
            found = UNKNOWN;
        }
        int count = 0;
        while (found == UNKNOWN && count < RECORDS_AT_ONCE && reader.poll(this, 1) > 0) {
            count++;
        }
        if (found != UNKNOWN || reader.position() == high) {
            if (found != UNKNOWN && found <= timeNs) {
                low = reader.position();
            } else {
                high = middle - 1;
            }
            close();
        }
        return count;
    }

    @Override
    public void onRecord(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        header.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int block = header.blockLength();
        int version = header.version();
        found = switch (header.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID ->
                times.receiveTime(bar.wrap(buffer, body, block, version).cause());
            case SignalEmittedDecoder.TEMPLATE_ID ->
                signal.wrap(buffer, body, block, version).receiveTime();
            case SignalEndedDecoder.TEMPLATE_ID ->
                ending.wrap(buffer, body, block, version).receiveTime();
            case OutcomeRecordedDecoder.TEMPLATE_ID ->
                outcome.wrap(buffer, body, block, version).receiveTime();
            case FaultRecordedDecoder.TEMPLATE_ID ->
                fault.wrap(buffer, body, block, version).receiveTime();
            default -> UNKNOWN;
        };
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
