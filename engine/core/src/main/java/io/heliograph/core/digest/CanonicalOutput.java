package io.heliograph.core.digest;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * One output without what differs from run to run: the bytes that are digested, and the key of their chain.
 *
 * <p>The layout stands in {@code engine/core/DIGEST.md}. Filled, read, and let go; allocates nothing when warm.
 */
final class CanonicalOutput {
    private static final int TIME_BARS = 0;
    private static final int HASH_LENGTH = 32;
    private static final int PLACE = 5 + HASH_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarClosedDecoder bar = new BarClosedDecoder();
    private final SignalEmittedDecoder signal = new SignalEmittedDecoder();
    private final SignalEndedDecoder ended = new SignalEndedDecoder();
    private final OutcomeRecordedDecoder outcome = new OutcomeRecordedDecoder();
    private final FaultRecordedDecoder fault = new FaultRecordedDecoder();
    private final TimeframeTexts timeframes = new TimeframeTexts();
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(512);
    private final ExpandableArrayBuffer key = new ExpandableArrayBuffer(128);

    private int length;
    private int keyLength;

    /** The canonical bytes, {@link #length()} of them. */
    byte[] bytes() {
        return bytes.byteArray();
    }

    int length() {
        return length;
    }

    /** The key, {@link #keyLength()} bytes: symbol, timeframe, strategy id or {@code bar}, separated by line feeds. */
    byte[] key() {
        return key.byteArray();
    }

    int keyLength() {
        return keyLength;
    }

    /** Reads an output record. */
    void read(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case BarClosedDecoder.TEMPLATE_ID -> readBar(bar.wrapAndApplyHeader(buffer, offset, header));
            case SignalEmittedDecoder.TEMPLATE_ID -> readSignal(signal.wrapAndApplyHeader(buffer, offset, header));
            case SignalEndedDecoder.TEMPLATE_ID -> readEnded(ended.wrapAndApplyHeader(buffer, offset, header));
            case OutcomeRecordedDecoder.TEMPLATE_ID -> readOutcome(outcome.wrapAndApplyHeader(buffer, offset, header));
            case FaultRecordedDecoder.TEMPLATE_ID -> readFault(fault.wrapAndApplyHeader(buffer, offset, header));
            default ->
                throw new IllegalArgumentException(
                        "expected an output record of template 1 to 5: templateId=" + header.templateId());
        }
    }

    private void readBar(BarClosedDecoder record) {
        bytes.setMemory(1, HASH_LENGTH, (byte) 0);
        what(0, 0, 0, record.flags().getRaw());
        place(record.kindRaw(), record.start(), record.end(), record.ordinal());
        putDouble(record.openPrice());
        putDouble(record.highPrice());
        putDouble(record.lowPrice());
        putDouble(record.closePrice());
        putDouble(record.volume());
        putDouble(record.wap());

        keyLength = record.getSymbol(key, 0, record.symbolLength());
        keyTimeframe(record.kindRaw(), record.timeframe());
        keyLength += key.putStringWithoutLengthAscii(keyLength, "bar");
    }

    private void readSignal(SignalEmittedDecoder record) {
        record.getStrategyHash(bytes, 1, HASH_LENGTH);
        what(record.sideRaw(), record.stateRaw(), record.reasonRaw(), 0);
        place(record.kindRaw(), record.barStart(), record.barEnd(), record.barOrdinal());
        putDouble(record.confidence());
        putDouble(record.referencePrice());
        putDouble(record.stop());
        putDouble(record.target());
        SignalEmittedDecoder.ValuesDecoder values = record.values();
        while (values.hasNext()) {
            values.next();
            putDouble(values.value());
            bytes.putByte(length, (byte) values.flags().getRaw());
            int nameLength = values.nameLength();
            bytes.putShort(length + 1, (short) nameLength, ByteOrder.LITTLE_ENDIAN);
            length += 3 + values.getName(bytes, length + 3, nameLength);
        }

        keyLength = record.getSymbol(key, 0, record.symbolLength());
        keyTimeframe(record.kindRaw(), record.timeframe());
        keyLength += record.getStrategy(key, keyLength, record.strategyLength());
    }

    private void readEnded(SignalEndedDecoder record) {
        record.getStrategyHash(bytes, 1, HASH_LENGTH);
        what(record.sideRaw(), 0, record.reasonRaw(), record.flags().getRaw());
        place(record.kindRaw(), record.barStart(), record.barEnd(), record.barOrdinal());
        putLong(record.signalBarEnd());
        putDouble(record.entryPrice());
        putDouble(record.exitPrice());
        putDouble(record.grossReturn());
        putDouble(record.maxFavourable());
        putDouble(record.maxAdverse());

        keyLength = record.getSymbol(key, 0, record.symbolLength());
        keyTimeframe(record.kindRaw(), record.timeframe());
        keyLength += record.getStrategy(key, keyLength, record.strategyLength());
    }

    private void readOutcome(OutcomeRecordedDecoder record) {
        record.getStrategyHash(bytes, 1, HASH_LENGTH);
        what(record.sideRaw(), 0, record.reasonRaw(), record.flags().getRaw());
        place(record.kindRaw(), record.barStart(), record.barEnd(), record.barOrdinal());
        putLong(record.signalBarEnd());
        putDouble(record.confidence());
        putDouble(record.entryPrice());
        putDouble(record.entryNextOpen());
        putDouble(record.exitPrice());
        putDouble(record.grossReturn());
        putDouble(record.returnNextOpen());
        putDouble(record.maxFavourable());
        putDouble(record.maxAdverse());
        putDouble(record.return1());
        putDouble(record.return5());
        putDouble(record.return20());

        keyLength = record.getSymbol(key, 0, record.symbolLength());
        keyTimeframe(record.kindRaw(), record.timeframe());
        keyLength += record.getStrategy(key, keyLength, record.strategyLength());
    }

    private void readFault(FaultRecordedDecoder record) {
        record.getStrategyHash(bytes, 1, HASH_LENGTH);
        what(record.sideRaw(), 0, record.codeRaw(), 0);
        place(record.kindRaw(), record.barStart(), record.barEnd(), record.barOrdinal());

        keyLength = record.getSymbol(key, 0, record.symbolLength());
        keyTimeframe(record.kindRaw(), record.timeframe());
        keyLength += record.getStrategy(key, keyLength, record.strategyLength());
    }

    private void what(int side, int state, int reason, int flags) {
        bytes.putByte(0, (byte) header.templateId());
        bytes.putByte(1 + HASH_LENGTH, (byte) side);
        bytes.putByte(2 + HASH_LENGTH, (byte) state);
        bytes.putByte(3 + HASH_LENGTH, (byte) reason);
        bytes.putByte(4 + HASH_LENGTH, (byte) flags);
    }

    private void place(int kind, long start, long end, long ordinal) {
        length = PLACE;
        putLong(start);
        putLong(end);
        if (kind != TIME_BARS) {
            putLong(ordinal);
        }
    }

    private void putLong(long x) {
        bytes.putLong(length, x, ByteOrder.LITTLE_ENDIAN);
        length += Long.BYTES;
    }

    /** Puts the bits of a double, those of the canonical NaN for any NaN. */
    private void putDouble(double x) {
        putLong(Double.doubleToLongBits(x));
    }

    private void keyTimeframe(int kind, long timeframe) {
        byte[] text = timeframes.text(kind, timeframe);
        key.putByte(keyLength++, (byte) '\n');
        key.putBytes(keyLength, text);
        keyLength += text.length;
        key.putByte(keyLength++, (byte) '\n');
    }
}
