package io.heliograph.server.control;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.source.SourceTable;
import io.heliograph.server.ingress.Numberings;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.sequencer.Bench;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GetSourceResponse;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.QuoteSide;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.Source;
import org.agrona.DirectBuffer;

/** A source as the core has it, in the form of the wire. */
final class SourceMapper {
    private SourceMapper() {}

    static GetSourceResponse toProto(Bench bench, String id, String journalId) {
        SourceTable sources = bench.core().sources();
        int number = sources.numberOf(id);
        if (number == SourceTable.MISSING) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_SOURCE_NOT_FOUND,
                            "expected a source that has published, found none: source_id=" + id)
                    .with("source_id", id);
        }
        return GetSourceResponse.newBuilder()
                .setSource(
                        source(sources.at(number), bench.core().instruments()).setConnected(bench.isConnected(number)))
                .setJournalId(journalId)
                .setAsOfEvent(bench.core().eventSequence())
                .build();
    }

    private static Source.Builder source(io.heliograph.core.source.Source source, InstrumentTable instruments) {
        Source.Builder builder = Source.newBuilder()
                .setSourceId(source.id())
                .setSourceEpoch(source.epoch())
                .setNumbering(Numberings.toProto(source.numbering()))
                .setJournaledThrough(source.lastSequence())
                .setAccepted(source.accepted());
        if (source.lastEventLength() > 0) {
            builder.setLastEvent(event(source.lastEvent(), instruments));
        }
        if (source.watermark() != Long.MIN_VALUE) {
            builder.setWatermarkTime(Times.timestamp(source.watermark()));
        }
        for (Refusal refusal : Refusal.values()) {
            RefusalReason reason = refusal == Refusal.NULL_VAL ? null : RefusalReason.forNumber(refusal.value());
            if (reason != null && refusal != Refusal.ACCEPTED && source.refused(refusal) > 0) {
                builder.addRefusedBuilder().setReason(reason).setCount(source.refused(refusal));
            }
        }
        return builder;
    }

    private static MarketEvent event(DirectBuffer record, InstrumentTable instruments) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(record, 0);
        return switch (header.templateId()) {
            case TradeEventDecoder.TEMPLATE_ID ->
                trade(new TradeEventDecoder().wrapAndApplyHeader(record, 0, header), instruments);
            case QuoteEventDecoder.TEMPLATE_ID ->
                quote(new QuoteEventDecoder().wrapAndApplyHeader(record, 0, header), instruments);
            case BarEventDecoder.TEMPLATE_ID ->
                bar(new BarEventDecoder().wrapAndApplyHeader(record, 0, header), instruments);
            default ->
                throw new IllegalStateException(
                        "expected a trade, a quote or a bar: templateId=" + header.templateId());
        };
    }

    private static MarketEvent trade(TradeEventDecoder trade, InstrumentTable instruments) {
        MarketEvent.Builder event = MarketEvent.newBuilder().setSourceSequence(trade.sourceSequence());
        event.getTradeBuilder()
                .setSymbol(instruments.symbol(trade.instrument()))
                .setTime(Times.timestamp(trade.time()))
                .setPrice(trade.price())
                .setSize(trade.size());
        return event.build();
    }

    private static MarketEvent quote(QuoteEventDecoder quote, InstrumentTable instruments) {
        MarketEvent.Builder event = MarketEvent.newBuilder().setSourceSequence(quote.sourceSequence());
        event.getQuoteBuilder()
                .setSymbol(instruments.symbol(quote.instrument()))
                .setTime(Times.timestamp(quote.time()));
        if (!Double.isNaN(quote.bid())) {
            event.getQuoteBuilder().setBid(side(quote.bid(), quote.bidSize()));
        }
        if (!Double.isNaN(quote.ask())) {
            event.getQuoteBuilder().setAsk(side(quote.ask(), quote.askSize()));
        }
        return event.build();
    }

    private static MarketEvent bar(BarEventDecoder bar, InstrumentTable instruments) {
        MarketEvent.Builder event = MarketEvent.newBuilder().setSourceSequence(bar.sourceSequence());
        event.getBarBuilder()
                .setSymbol(instruments.symbol(bar.instrument()))
                .setTimeframe(Timeframe.ofNanos(bar.timeframe()).toString())
                .setStartTime(Times.timestamp(bar.start()))
                .setOpen(bar.openPrice())
                .setHigh(bar.highPrice())
                .setLow(bar.lowPrice())
                .setClose(bar.closePrice())
                .setVolume(bar.volume());
        return event.build();
    }

    private static QuoteSide.Builder side(double price, double size) {
        return QuoteSide.newBuilder().setPrice(price).setSize(size);
    }
}
