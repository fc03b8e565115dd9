package io.heliograph.server.explain;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.signal.SignalId;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.server.publish.SignalMapper;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Finds a signal in an output log, up to the head at its start. One thread; blocks while it reads. */
final class SignalSearch {
    private static final int BATCH = 4_096;

    private final Log outputs;
    private final long head;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SignalEmittedDecoder decoder = new SignalEmittedDecoder();
    private final SignalMapper mapper = new SignalMapper();

    private FoundSignal found;
    private String other;

    SignalSearch(Log outputs) {
        this.outputs = outputs;
        this.head = outputs.head();
    }

    /**
     * The signal with an output sequence.
     *
     * @throws UnexplainedException where there is none
     */
    FoundSignal at(long sequence) {
        if (sequence < Math.max(1, outputs.first()) || sequence > head) {
            throw new UnexplainedException("expected the output sequence of a signal: sequence=" + sequence
                    + ", found outputs " + outputs.first() + " to " + head);
        }
        try (LogReader reader = outputs.openReader(sequence - 1, () -> sequence)) {
            while (reader.poll(this::take, 1) == 0) {
                Thread.onSpinWait();
            }
        }
        if (found == null) {
            throw new UnexplainedException(
                    "expected the output sequence of a signal: sequence=" + sequence + ", found " + other);
        }
        return found;
    }

    /**
     * The signal with an id.
     *
     * @throws UnexplainedException where there is none
     */
    FoundSignal of(byte[] id) {
        byte[] each = new byte[SignalId.LENGTH];
        try (LogReader reader = outputs.openReader(Math.max(1, outputs.first()) - 1, () -> head)) {
            while (found == null && reader.position() < head) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            if (header.wrap(buffer, offset).templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
                                decoder.wrapAndApplyHeader(buffer, offset, header)
                                        .getSignalId(each, 0, each.length);
                                if (Arrays.equals(id, each)) {
                                    take(sequence, epoch, buffer, offset, length, endOfCause);
                                }
                            }
                        },
                        BATCH);
            }
        }
        if (found == null) {
            throw new UnexplainedException("expected a signal of this journal: signal_id=" + SignalId.text(id)
                    + ", found none among outputs " + outputs.first() + " to " + head);
        }
        return found;
    }

    private void take(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        header.wrap(buffer, offset);
        if (header.templateId() != SignalEmittedDecoder.TEMPLATE_ID) {
            other = kind(buffer, offset);
            return;
        }
        byte[] record = new byte[length];
        buffer.getBytes(offset, record);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        found = new FoundSignal(
                record, mapper.map(sequence, epoch, buffer, body, header.blockLength(), header.version()));
    }

    /** What stands there instead, and which signal it belongs to. */
    private String kind(DirectBuffer buffer, int offset) {
        byte[] id = new byte[SignalId.LENGTH];
        return switch (header.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID ->
                "a closed bar of "
                        + new BarClosedDecoder()
                                .wrapAndApplyHeader(buffer, offset, header)
                                .symbol();
            case SignalEndedDecoder.TEMPLATE_ID -> {
                SignalEndedDecoder ended = new SignalEndedDecoder().wrapAndApplyHeader(buffer, offset, header);
                ended.getSignalId(id, 0, id.length);
                yield "the ending (" + ended.reason() + ", event " + ended.cause() + ") of signal " + SignalId.text(id)
                        + " with sequence " + ended.signalSequence()
                        + ": explain that signal, or the one that says in closes that it ended it";
            }
            case OutcomeRecordedDecoder.TEMPLATE_ID -> {
                OutcomeRecordedDecoder outcome =
                        new OutcomeRecordedDecoder().wrapAndApplyHeader(buffer, offset, header);
                outcome.getSignalId(id, 0, id.length);
                yield "the outcome of signal " + SignalId.text(id) + " with sequence " + outcome.signalSequence();
            }
            case FaultRecordedDecoder.TEMPLATE_ID ->
                "a fault: "
                        + new FaultRecordedDecoder()
                                .wrapAndApplyHeader(buffer, offset, header)
                                .toString();
            default -> "a record of another kind: templateId=" + header.templateId();
        };
    }
}
