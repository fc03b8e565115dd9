package io.heliograph.server.publish;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.Origin;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BarOrigin;
import org.agrona.DirectBuffer;

/** Makes messages of bar records; one thread. */
final class BarMapper {
    private final BarClosedDecoder decoder = new BarClosedDecoder();
    private final TimeframeTexts timeframes = new TimeframeTexts();

    Bar map(long sequence, DirectBuffer record, int offset, int blockLength, int version) {
        decoder.wrap(record, offset, blockLength, version);
        Bar.Builder bar = Bar.newBuilder()
                .setTimeframe(timeframes.of(TimeframeTexts.timeframe(decoder.kind(), decoder.timeframe())))
                .setSequence(sequence)
                .setCause(decoder.cause())
                .setStartTime(SignalMapper.timestamp(decoder.start()))
                .setEndTime(SignalMapper.timestamp(decoder.end()))
                .setOrdinal(decoder.ordinal())
                .setOpen(decoder.openPrice())
                .setHigh(decoder.highPrice())
                .setLow(decoder.lowPrice())
                .setClose(decoder.closePrice())
                .setVolume(decoder.volume())
                .setOrigin(origin(decoder.origin()))
                .setFirst(decoder.flags().first())
                .setFilled(decoder.flags().filled());
        if (!Double.isNaN(decoder.wap())) {
            bar.setWap(decoder.wap());
        }
        if (decoder.trades() >= 0) {
            bar.setTrades(decoder.trades());
        }
        return bar.setSymbol(decoder.symbol()).build();
    }

    private static BarOrigin origin(Origin origin) {
        return switch (origin) {
            case BUILT -> BarOrigin.BAR_ORIGIN_BUILT;
            case PUBLISHED -> BarOrigin.BAR_ORIGIN_PUBLISHED;
            case ROLLED -> BarOrigin.BAR_ORIGIN_ROLLED;
            case NULL_VAL -> BarOrigin.BAR_ORIGIN_UNSPECIFIED;
        };
    }
}
