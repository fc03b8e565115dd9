package io.heliograph.server.explain;

import com.google.protobuf.ByteString;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.signal.SignalId;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.journal.replay.RecordText;
import io.heliograph.server.publish.SignalMapper;
import io.heliograph.v1.ExplainedRecord;
import io.heliograph.v1.Signal;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/** Finds an output in a log, up to the head at its start. One thread; blocks while it reads. */
final class OutputSearch {
    private static final int BATCH = 4_096;

    private final Log outputs;
    private final long head;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SignalEmittedDecoder decoder = new SignalEmittedDecoder();
    private final SignalMapper mapper = new SignalMapper();

    private FoundOutput found;

    OutputSearch(Log outputs) {
        this.outputs = outputs;
        this.head = outputs.head();
    }

    /**
     * The output with a sequence.
     *
     * @throws UnexplainedException where there is none
     */
    FoundOutput at(long sequence) {
        if (sequence < Math.max(1, outputs.first()) || sequence > head) {
            throw new UnexplainedException("expected the sequence of an output: sequence=" + sequence
                    + ", found outputs " + outputs.first() + " to " + head);
        }
        found = null;
        try (LogReader reader = outputs.openReader(sequence - 1, () -> sequence)) {
            while (reader.poll(this::take, 1) == 0) {
                Thread.onSpinWait();
            }
        }
        return found;
    }

    /**
     * The signal with an id.
     *
     * @throws UnexplainedException where there is none
     */
    FoundOutput of(byte[] id) {
        byte[] each = new byte[SignalId.LENGTH];
        found = null;
        try (LogReader reader = outputs.openReader(Math.max(1, outputs.first()) - 1, () -> head)) {
            while (found == null && reader.position() < head) {
                int polled = reader.poll(
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
                if (polled == 0) {
                    Thread.onSpinWait();
                }
            }
        }
        if (found == null) {
            throw new UnexplainedException("expected a signal of this journal: signal_id=" + SignalId.text(id)
                    + ", found none among outputs " + outputs.first() + " to " + head);
        }
        return found;
    }

    /** The signal that an output belongs to, where it is kept; null where there is none. */
    Signal ownerOf(FoundOutput output) {
        if (output.isSignal()) {
            return output.signal();
        }
        return output.owner() < Math.max(1, outputs.first())
                ? null
                : at(output.owner()).signal();
    }

    private void take(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        header.wrap(buffer, offset);
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        ExplainedRecord record = ExplainedRecord.newBuilder()
                .setSequence(sequence)
                .setEpoch(epoch)
                .setKind(KindCounts.nameOf(LogKind.OUTPUTS, buffer, offset, length))
                .setFields(RecordText.of(LogKind.OUTPUTS, buffer, offset, length))
                .setEndOfCause(endOfCause)
                .setRecord(ByteString.copyFrom(bytes))
                .build();
        Signal signal = null;
        if (header.templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
            int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
            signal = mapper.map(sequence, epoch, buffer, body, header.blockLength(), header.version());
        }
        found = new FoundOutput(
                record,
                RecordText.causeOf(buffer, offset),
                signal,
                signal == null ? owner(buffer, offset) : sequence,
                signal == null ? RecordStory.of(buffer, offset) : List.of());
    }

    private long owner(DirectBuffer buffer, int offset) {
        return switch (header.templateId()) {
            case SignalEndedDecoder.TEMPLATE_ID ->
                new SignalEndedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .signalSequence();
            case OutcomeRecordedDecoder.TEMPLATE_ID ->
                new OutcomeRecordedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .signalSequence();
            default -> 0;
        };
    }
}
