package io.heliograph.server.explain;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.core.Timeframe;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.RecordHandler;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.kernels.Bar;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A journal of a small market with all house strategies and one that uses what they do not. */
final class ExplainedMarket {
    static final String OWN = """
            id = everything
            timeframe = 1m
            params { fast = 5, calm = 2 }
            let {
              f = "ema(fast)"
              r = "rsi(7)"
              unit = "atr(5)"
              up = "f > ema(11) and not falling(close, 2)"
            }
            buy = "up and r < 75 and (close @ 5m > 0 or within(r < 30, 3))"
            sell = "cross_below(close, f) or r > 80 and close - open > calm * unit"
            exit = "bars_held >= 6 or close < entry - side * 3 * unit"
            exit_buy = "if(side > 0, close < entry - 0.5 * unit, false)"
            stop = "close - side * 1.5 * unit"
            target = "close + side * 2 * unit"
            confidence = "clamp(abs(r - 50) / 50, 0.1, 0.9)"
            cooldown = 2 bars
            expires = 5 bars
            """;

    private static final String FOLLOWS = """
            id = follows
            timeframe = 1m
            symbols = ["SPY"]
            buy = "close > sma(4)"
            sell = "close < sma(4)"
            hold = while
            """;

    private static final String EACH_BAR = """
            id = each-bar
            timeframe = 5m
            symbols = ["IBM"]
            buy = "close > close[1]"
            sell = "close < close[1]"
            emit = every
            """;

    /** Its stop lies on the wrong side, so that each of its signals becomes a fault. */
    private static final String FAULTY = """
            id = faulty
            timeframe = 5m
            symbols = ["BAC"]
            buy = "close > close[1]"
            stop = "close + 1"
            """;

    private ExplainedMarket() {}

    /** Lets an engine see half of it; the engine runs on. */
    static void publish(RunningEngine engine, int seconds) {
        for (String document : List.of(OWN, FOLLOWS, EACH_BAR, FAULTY)) {
            engine.strategies()
                    .applyStrategy(
                            ApplyStrategyRequest.newBuilder().setText(document).build());
        }
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(7, seconds);
        batches.subList(0, batches.size() / 2).forEach(engine.market()::batchPublishMarketData);
    }

    /** Lets the engine see the other half. */
    static void goOn(RunningEngine engine, int seconds) {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(7, seconds);
        batches.subList(batches.size() / 2, batches.size()).forEach(engine.market()::batchPublishMarketData);
    }

    /** Output sequences of all signals of a journal. */
    static List<Long> signals(JournalView journal) {
        List<Long> sequences = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        each(journal, (sequence, epoch, buffer, offset, length, endOfCause) -> {
            if (header.wrap(buffer, offset).templateId() == SignalEmittedDecoder.TEMPLATE_ID) {
                sequences.add(sequence);
            }
        });
        return sequences;
    }

    /** Some output sequences of each kind of record, by its name. */
    static Map<String, List<Long>> someOfEachKind(JournalView journal, int most) {
        Map<String, List<Long>> some = new TreeMap<>();
        each(journal, (sequence, epoch, buffer, offset, length, endOfCause) -> {
            List<Long> seen = some.computeIfAbsent(
                    KindCounts.nameOf(LogKind.OUTPUTS, buffer, offset, length), kind -> new ArrayList<>());
            if (seen.size() < most) {
                seen.add(sequence);
            }
        });
        return some;
    }

    /** The recorded one-minute bars of a symbol up to an output, oldest first. */
    static List<Bar> minutes(JournalView journal, String symbol, long through) {
        List<Bar> bars = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        BarClosedDecoder bar = new BarClosedDecoder();
        each(journal, (sequence, epoch, buffer, offset, length, endOfCause) -> {
            if (sequence < through && header.wrap(buffer, offset).templateId() == BarClosedDecoder.TEMPLATE_ID) {
                bar.wrapAndApplyHeader(buffer, offset, header);
                if (bar.timeframe() == Timeframe.MINUTE && bar.symbol().equals(symbol)) {
                    bars.add(new Bar()
                            .set(
                                    bar.openPrice(),
                                    bar.highPrice(),
                                    bar.lowPrice(),
                                    bar.closePrice(),
                                    bar.volume(),
                                    bar.start(),
                                    0));
                }
            }
        });
        return bars;
    }

    private static void each(JournalView journal, RecordHandler handler) {
        long head = journal.outputs().head();
        try (LogReader reader = journal.outputs().openReader(0, () -> head)) {
            while (reader.position() < head) {
                reader.poll(handler, 1_000);
            }
        }
    }
}
