package io.heliograph.journal.replay;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** Output records in readable form, for people who have to compare two of them. */
final class RecordText {
    /** Bytes shown of a record of unknown kind. */
    private static final int HEX_LIMIT = 256;

    private RecordText() {}

    /** The record's fields by name; its bytes where this build does not know its kind or cannot read it. */
    static String ofOutput(DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return hex(buffer, offset, length);
        }
        header.wrap(buffer, offset);
        try {
            return fields(header, buffer, offset, length);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return hex(buffer, offset, length); // not what its kind says: only its bytes can be shown
        }
    }

    private static String fields(MessageHeaderDecoder header, DirectBuffer buffer, int offset, int length) {
        return switch (header.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID ->
                new BarClosedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case SignalEmittedDecoder.TEMPLATE_ID ->
                new SignalEmittedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case SignalEndedDecoder.TEMPLATE_ID ->
                new SignalEndedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case OutcomeRecordedDecoder.TEMPLATE_ID ->
                new OutcomeRecordedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case FaultRecordedDecoder.TEMPLATE_ID ->
                new FaultRecordedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            default -> hex(buffer, offset, length);
        };
    }

    /** The cause of an output: it stands first in every kind. */
    static long causeOf(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    private static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[Math.min(length, HEX_LIMIT)];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes) + (bytes.length < length ? "..." : "");
    }
}
