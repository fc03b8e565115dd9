package io.heliograph.journal.replay;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.EventVoidedDecoder;
import io.heliograph.codec.event.EventsLostDecoder;
import io.heliograph.codec.event.InstrumentAddedDecoder;
import io.heliograph.codec.event.InstrumentsDeclaredDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.RefusedEventDecoder;
import io.heliograph.codec.event.SourceOpenedDecoder;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.journal.LogKind;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** Records of both logs in readable form, one line each, for people who have to look at them or compare two. */
public final class RecordText {
    /** Bytes shown of a record of unknown kind. */
    private static final int HEX_LIMIT = 256;

    private RecordText() {}

    /** The record's fields by name; its bytes where this build does not know its kind or cannot read it. */
    public static String of(LogKind log, DirectBuffer buffer, int offset, int length) {
        return switch (log) {
            case EVENTS -> ofEvent(buffer, offset, length);
            case OUTPUTS -> ofOutput(buffer, offset, length);
        };
    }

    static String ofOutput(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return hex(buffer, offset, length);
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return hex(buffer, offset, length);
        }
        try {
            return oneLine(outputFields(header, buffer, offset, length));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return hex(buffer, offset, length); // not what its kind says: only its bytes can be shown
        }
    }

    private static String ofEvent(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return hex(buffer, offset, length);
        }
        var header = new io.heliograph.codec.event.MessageHeaderDecoder().wrap(buffer, offset);
        if (header.schemaId() != io.heliograph.codec.event.MessageHeaderDecoder.SCHEMA_ID) {
            return hex(buffer, offset, length);
        }
        try {
            return oneLine(eventFields(header, buffer, offset, length));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return hex(buffer, offset, length); // not what its kind says: only its bytes can be shown
        }
    }

    private static String eventFields(
            io.heliograph.codec.event.MessageHeaderDecoder header, DirectBuffer buffer, int offset, int length) {
        return switch (header.templateId()) {
            case TradeEventDecoder.TEMPLATE_ID ->
                new TradeEventDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case QuoteEventDecoder.TEMPLATE_ID ->
                new QuoteEventDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case BarEventDecoder.TEMPLATE_ID ->
                new BarEventDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case WatermarkEventDecoder.TEMPLATE_ID ->
                new WatermarkEventDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case RefusedEventDecoder.TEMPLATE_ID ->
                new RefusedEventDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case SourceOpenedDecoder.TEMPLATE_ID ->
                new SourceOpenedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case InstrumentAddedDecoder.TEMPLATE_ID ->
                new InstrumentAddedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case InstrumentsDeclaredDecoder.TEMPLATE_ID ->
                new InstrumentsDeclaredDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case StrategyAppliedDecoder.TEMPLATE_ID ->
                new StrategyAppliedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case StrategyRemovedDecoder.TEMPLATE_ID ->
                new StrategyRemovedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case CoreSettingsDecoder.TEMPLATE_ID ->
                new CoreSettingsDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case EngineStartedDecoder.TEMPLATE_ID ->
                new EngineStartedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case EngineStoppedDecoder.TEMPLATE_ID ->
                new EngineStoppedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case EventVoidedDecoder.TEMPLATE_ID ->
                new EventVoidedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            case EventsLostDecoder.TEMPLATE_ID ->
                new EventsLostDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .toString();
            default -> hex(buffer, offset, length);
        };
    }

    private static String outputFields(MessageHeaderDecoder header, DirectBuffer buffer, int offset, int length) {
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
    public static long causeOf(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** Texts of strategies span lines; whoever prints a record a line relies on there being one. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line.append("\\n");
            } else if (Character.isISOControl(c)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    private static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[Math.min(length, HEX_LIMIT)];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes) + (bytes.length < length ? "..." : "");
    }
}
