package io.heliograph.server.store;

import io.heliograph.codec.output.BarClosedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes rows of {@code bars} from records. */
final class BarRows {
    private final BarClosedDecoder bar = new BarClosedDecoder();
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private final TimeframeText timeframes = new TimeframeText();

    static CopyBuffer buffer() {
        return new CopyBuffer(
                "heliograph.bars",
                "sequence",
                "cause",
                "bar_start",
                "bar_start_ns",
                "bar_end",
                "bar_end_ns",
                "ordinal",
                "timeframe",
                "timeframe_kind",
                "timeframe_length",
                "open_price",
                "high_price",
                "low_price",
                "close_price",
                "volume",
                "wap",
                "trades",
                "instrument",
                "symbol",
                "origin",
                "flags");
    }

    /** Appends the row; answers the cause. */
    long add(CopyBuffer row, long sequence, DirectBuffer record, int offset, int blockLength, int version) {
        bar.wrap(record, offset, blockLength, version);
        row.putLong(sequence);
        row.putLong(bar.cause());
        row.putTime(bar.start());
        row.putTime(bar.end());
        row.putLong(bar.ordinal());
        timeframes.put(row, bar.kind(), bar.timeframe());
        row.putDouble(bar.openPrice());
        row.putDouble(bar.highPrice());
        row.putDouble(bar.lowPrice());
        row.putDouble(bar.closePrice());
        row.putDouble(bar.volume());
        row.putDouble(bar.wap());
        row.putLong(bar.trades());
        row.putInt(bar.instrument());
        bar.wrapSymbol(text);
        row.putBytes(text);
        row.putName(bar.origin());
        row.putShort(bar.flags().getRaw());
        return bar.cause();
    }
}
