package io.heliograph.server.explain;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.Timeframe;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.journal.replay.RecordText;
import io.heliograph.server.text.TimeText;
import io.heliograph.v1.CausingEvent;
import org.agrona.DirectBuffer;

/** Makes a message of the event that caused an output. One thread. */
final class CauseMapper {
    private final SignalCore core;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** {@code core}: has the instruments and sources that the event names. */
    CauseMapper(SignalCore core) {
        this.core = core;
    }

    CausingEvent map(long sequence, DirectBuffer buffer, int offset, int length) {
        CausingEvent.Builder event = CausingEvent.newBuilder()
                .setSequence(sequence)
                .setReceiveTime(Texts.timestamp(EventEncoder.receiveTime(buffer, offset)));
        switch (header.wrap(buffer, offset).templateId()) {
            case TradeEventDecoder.TEMPLATE_ID -> trade(event, buffer, offset);
            case QuoteEventDecoder.TEMPLATE_ID -> quote(event, buffer, offset);
            case BarEventDecoder.TEMPLATE_ID -> bar(event, buffer, offset);
            case WatermarkEventDecoder.TEMPLATE_ID -> watermark(event, buffer, offset);
            default ->
                event.setKind(KindCounts.nameOf(LogKind.EVENTS, buffer, offset, length))
                        .addFields(Texts.field("record", RecordText.of(LogKind.EVENTS, buffer, offset, length)));
        }
        return event.build();
    }

    private void trade(CausingEvent.Builder event, DirectBuffer buffer, int offset) {
        TradeEventDecoder trade = new TradeEventDecoder().wrapAndApplyHeader(buffer, offset, header);
        event.setKind("trade")
                .setEventTime(Texts.timestamp(trade.time()))
                .addFields(Texts.field("symbol", core.instruments().symbol(trade.instrument())))
                .addFields(Texts.field("time", TimeText.of(trade.time())))
                .addFields(Texts.field("price", trade.price()))
                .addFields(Texts.field("size", trade.size()));
        source(event, trade.source(), trade.sourceSequence());
    }

    private void quote(CausingEvent.Builder event, DirectBuffer buffer, int offset) {
        QuoteEventDecoder quote = new QuoteEventDecoder().wrapAndApplyHeader(buffer, offset, header);
        event.setKind("quote")
                .setEventTime(Texts.timestamp(quote.time()))
                .addFields(Texts.field("symbol", core.instruments().symbol(quote.instrument())))
                .addFields(Texts.field("time", TimeText.of(quote.time())))
                .addFields(Texts.field("bid", quote.bid()))
                .addFields(Texts.field("bid_size", quote.bidSize()))
                .addFields(Texts.field("ask", quote.ask()))
                .addFields(Texts.field("ask_size", quote.askSize()));
        source(event, quote.source(), quote.sourceSequence());
    }

    private void bar(CausingEvent.Builder event, DirectBuffer buffer, int offset) {
        BarEventDecoder bar = new BarEventDecoder().wrapAndApplyHeader(buffer, offset, header);
        event.setKind("bar")
                .addFields(Texts.field("symbol", core.instruments().symbol(bar.instrument())))
                .addFields(Texts.field(
                        "timeframe", Timeframe.ofNanos(bar.timeframe()).toString()))
                .addFields(Texts.field("start", TimeText.of(bar.start())))
                .addFields(Texts.field("open", bar.openPrice()))
                .addFields(Texts.field("high", bar.highPrice()))
                .addFields(Texts.field("low", bar.lowPrice()))
                .addFields(Texts.field("close", bar.closePrice()))
                .addFields(Texts.field("volume", bar.volume()));
        source(event, bar.source(), bar.sourceSequence());
    }

    private void watermark(CausingEvent.Builder event, DirectBuffer buffer, int offset) {
        WatermarkEventDecoder mark = new WatermarkEventDecoder().wrapAndApplyHeader(buffer, offset, header);
        String of = mark.instrument() < 0
                ? "every symbol of the source"
                : core.instruments().symbol(mark.instrument());
        event.setKind("watermark")
                .setEventTime(Texts.timestamp(mark.time()))
                .addFields(Texts.field("symbol", of))
                .addFields(Texts.field("time", TimeText.of(mark.time())));
        source(event, mark.source(), 0);
    }

    private void source(CausingEvent.Builder event, int source, long sourceSequence) {
        event.addFields(Texts.field("source", core.sources().id(source)));
        if (sourceSequence > 0) {
            event.addFields(Texts.field("source_sequence", sourceSequence));
        }
    }
}
