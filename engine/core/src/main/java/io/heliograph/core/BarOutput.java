package io.heliograph.core;

import io.heliograph.codec.output.BarClosedEncoder;
import io.heliograph.codec.output.MessageHeaderEncoder;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.bar.Closings;
import io.heliograph.core.instrument.Instrument;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes closed bars as outputs. */
final class BarOutput {
    private static final int LONGEST_RECORD = 256;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BarClosedEncoder encoder = new BarClosedEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONGEST_RECORD]);

    void emit(OutputEmitter outputs, long cause, Instrument instrument, Closings closings, int index) {
        ClosedBar bar = closings.bar(index);
        Timeframe timeframe = closings.timeframe(index);
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .cause(cause)
                .start(bar.start())
                .end(bar.end())
                .timeframe(timeframe.length())
                .ordinal(bar.ordinal())
                .openPrice(bar.open())
                .highPrice(bar.high())
                .lowPrice(bar.low())
                .closePrice(bar.close())
                .volume(bar.volume())
                .wap(bar.wap())
                .trades(bar.trades())
                .instrument(instrument.number())
                .kind(TimeframeKind.get((short) timeframe.kind().ordinal()))
                .origin(closings.origin(index));
        encoder.flags().clear().first(bar.isFirst()).filled(bar.isFilled());
        byte[] symbol = instrument.symbolBytes();
        encoder.putSymbol(symbol, 0, symbol.length);
        outputs.emit(buffer, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}
