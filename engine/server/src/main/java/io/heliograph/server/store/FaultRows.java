package io.heliograph.server.store;

import io.heliograph.codec.output.FaultRecordedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes rows of {@code faults} from records. */
final class FaultRows {
    private final FaultRecordedDecoder fault = new FaultRecordedDecoder();
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private final TimeframeText timeframes = new TimeframeText();
    private final byte[] hash = new byte[FaultRecordedDecoder.strategyHashLength()];

    static CopyBuffer buffer() {
        return new CopyBuffer(
                "heliograph.faults",
                "sequence",
                "cause",
                "receive_time",
                "receive_time_ns",
                "bar_start",
                "bar_start_ns",
                "bar_end",
                "bar_end_ns",
                "bar_ordinal",
                "timeframe",
                "timeframe_kind",
                "timeframe_length",
                "instrument",
                "strategy_hash",
                "side",
                "code",
                "symbol",
                "strategy",
                "arm",
                "detail");
    }

    /** Appends the row; answers the cause. */
    long add(CopyBuffer row, long sequence, DirectBuffer record, int offset, int blockLength, int version) {
        fault.wrap(record, offset, blockLength, version);
        row.putLong(sequence);
        row.putLong(fault.cause());
        row.putTime(fault.receiveTime());
        row.putTime(fault.barStart());
        row.putTime(fault.barEnd());
        row.putLong(fault.barOrdinal());
        timeframes.put(row, fault.kind(), fault.timeframe());
        row.putInt(fault.instrument());
        fault.getStrategyHash(hash, 0, hash.length);
        row.putBytes(hash);
        row.putName(fault.side());
        row.putName(fault.code());
        fault.wrapSymbol(text);
        row.putBytes(text);
        fault.wrapStrategy(text);
        row.putBytes(text);
        fault.wrapArm(text);
        row.putBytes(text);
        fault.wrapDetail(text);
        row.putBytes(text);
        return fault.cause();
    }
}
