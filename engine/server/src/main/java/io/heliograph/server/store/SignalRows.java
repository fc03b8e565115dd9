package io.heliograph.server.store;

import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder.ValuesDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes rows of {@code signals} from records. */
final class SignalRows {
    private final SignalEmittedDecoder signal = new SignalEmittedDecoder();
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private final TimeframeText timeframes = new TimeframeText();
    private final byte[] id = new byte[SignalEmittedDecoder.signalIdLength()];
    private final byte[] hash = new byte[SignalEmittedDecoder.strategyHashLength()];
    private final List<Value> values = new ArrayList<>();

    private record Value(byte[] name, double number, short flags) {}

    static CopyBuffer buffer() {
        return new CopyBuffer(
                "heliograph.signals",
                "sequence",
                "epoch",
                "cause",
                "receive_time",
                "receive_time_ns",
                "event_time",
                "event_time_ns",
                "bar_start",
                "bar_start_ns",
                "bar_end",
                "bar_end_ns",
                "bar_ordinal",
                "timeframe",
                "timeframe_kind",
                "timeframe_length",
                "confidence",
                "reference_price",
                "stop",
                "target",
                "expiry_duration_ns",
                "expiry_bars",
                "bars_seen",
                "instrument",
                "signal_id",
                "closes_id",
                "strategy_hash",
                "side",
                "state",
                "reason",
                "readiness",
                "value_names",
                "value_numbers",
                "value_flags",
                "symbol",
                "strategy",
                "arm");
    }

    /** Appends the row; answers the cause. */
    long add(CopyBuffer row, long sequence, long epoch, DirectBuffer record, int offset, int blockLength, int version) {
        signal.wrap(record, offset, blockLength, version);
        row.putLong(sequence);
        row.putLong(epoch);
        row.putLong(signal.cause());
        row.putTime(signal.receiveTime());
        row.putTime(signal.eventTime());
        row.putTime(signal.barStart());
        row.putTime(signal.barEnd());
        row.putLong(signal.barOrdinal());
        timeframes.put(row, signal.kind(), signal.timeframe());
        row.putDouble(signal.confidence());
        row.putDouble(signal.referencePrice());
        row.putDouble(signal.stop());
        row.putDouble(signal.target());
        row.putLong(signal.expiryDuration());
        row.putInt(signal.expiryBars());
        row.putInt(signal.barsSeen());
        row.putInt(signal.instrument());
        signal.getSignalId(id, 0, id.length);
        row.putSignalId(id);
        signal.getClosesId(id, 0, id.length);
        row.putSignalId(id);
        signal.getStrategyHash(hash, 0, hash.length);
        row.putBytes(hash);
        row.putName(signal.side());
        row.putName(signal.state());
        row.putName(signal.reason());
        row.putName(signal.readiness());
        addValues(row);
        signal.wrapSymbol(text);
        row.putBytes(text);
        signal.wrapStrategy(text);
        row.putBytes(text);
        signal.wrapArm(text);
        row.putBytes(text);
        return signal.cause();
    }

    /** One pass over the group fills three columns. */
    private void addValues(CopyBuffer row) {
        values.clear();
        ValuesDecoder group = signal.values();
        while (group.hasNext()) {
            group.next();
            double number = group.value();
            short flags = group.flags().getRaw();
            byte[] name = new byte[group.nameLength()];
            group.getName(name, 0, name.length);
            values.add(new Value(name, number, flags));
        }
        int names = row.beginTextArray(values.size());
        for (Value value : values) {
            row.putBytes(value.name);
        }
        row.endArray(names);
        int numbers = row.beginDoubleArray(values.size());
        for (Value value : values) {
            row.putDouble(value.number);
        }
        row.endArray(numbers);
        int flags = row.beginShortArray(values.size());
        for (Value value : values) {
            row.putShort(value.flags);
        }
        row.endArray(flags);
    }
}
