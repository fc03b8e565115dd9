package io.heliograph.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.EngineStoppedDecoder;
import io.heliograph.codec.event.EventsLostDecoder;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.InstrumentAddedDecoder;
import io.heliograph.codec.event.InstrumentsDeclaredDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.RefusedEventDecoder;
import io.heliograph.codec.event.SourceOpenedDecoder;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.core.instrument.InstrumentSettings;
import java.util.List;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class EventEncoderTest {
    private static final int OFFSET = 24;
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final EventEncoder encoder = new EventEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final Random random = new Random(5);

    @Test
    void shouldReadBackTradesWhateverTheirNumbers() {
        TradeEventDecoder decoder = new TradeEventDecoder();
        for (int i = 0; i < 1_000; i++) {
            long[] longs = random.longs(3).toArray();
            double price = Double.longBitsToDouble(random.nextLong());
            double size = random.nextDouble();
            int instrument = random.nextInt();

            int length = encoder.trade(buffer, OFFSET, longs[0], longs[1], longs[2], price, size, instrument, i);

            decoder.wrapAndApplyHeader(buffer, OFFSET, header);
            assertThat(length).isEqualTo(HEADER + TradeEventDecoder.BLOCK_LENGTH);
            assertThat(decoder.receiveTime()).isEqualTo(longs[0]);
            assertThat(decoder.sourceSequence()).isEqualTo(longs[1]);
            assertThat(decoder.time()).isEqualTo(longs[2]);
            assertThat(Double.doubleToRawLongBits(decoder.price())).isEqualTo(Double.doubleToRawLongBits(price));
            assertThat(decoder.size()).isEqualTo(size);
            assertThat(decoder.instrument()).isEqualTo(instrument);
            assertThat(decoder.source()).isEqualTo(i);
        }
    }

    @Test
    void shouldReadBackAQuote() {
        int length = encoder.quote(buffer, OFFSET, 1, 2, 3, Double.NaN, 5, 6, 7, 8, 9);

        QuoteEventDecoder decoder = new QuoteEventDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(length).isEqualTo(HEADER + QuoteEventDecoder.BLOCK_LENGTH);
        assertThat(List.of(decoder.receiveTime(), decoder.sourceSequence(), decoder.time()))
                .containsExactly(1L, 2L, 3L);
        assertThat(List.of(decoder.bid(), decoder.bidSize(), decoder.ask(), decoder.askSize()))
                .containsExactly(Double.NaN, 5.0, 6.0, 7.0);
        assertThat(List.of(decoder.instrument(), decoder.source())).containsExactly(8, 9);
    }

    @Test
    void shouldReadBackABar() {
        int length = encoder.bar(buffer, OFFSET, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

        BarEventDecoder decoder = new BarEventDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(length).isEqualTo(HEADER + BarEventDecoder.BLOCK_LENGTH);
        assertThat(List.of(decoder.receiveTime(), decoder.sourceSequence(), decoder.start(), decoder.timeframe()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(List.of(decoder.openPrice(), decoder.highPrice(), decoder.lowPrice(), decoder.closePrice()))
                .containsExactly(5.0, 6.0, 7.0, 8.0);
        assertThat(decoder.volume()).isEqualTo(9);
        assertThat(List.of(decoder.instrument(), decoder.source())).containsExactly(10, 11);
    }

    @Test
    void shouldReadBackAWatermarkAndARefusal() {
        encoder.watermark(buffer, OFFSET, 1, 2, -1, 4);
        WatermarkEventDecoder watermark = new WatermarkEventDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(List.of(watermark.receiveTime(), watermark.time())).containsExactly(1L, 2L);
        assertThat(List.of(watermark.instrument(), watermark.source())).containsExactly(-1, 4);

        int length = encoder.refused(buffer, OFFSET, 1, 2, 3, Refusal.BAR_INCONSISTENT, "BTCUSD");
        RefusedEventDecoder refused = new RefusedEventDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(List.of(refused.receiveTime(), refused.sourceSequence())).containsExactly(1L, 2L);
        assertThat(refused.source()).isEqualTo(3);
        assertThat(refused.reason()).isEqualTo(Refusal.BAR_INCONSISTENT);
        assertThat(refused.symbol()).isEqualTo("BTCUSD");
        assertThat(length).isEqualTo(HEADER + refused.encodedLength());
    }

    @Test
    void shouldReadBackASourceAndAnInstrument() {
        int length = encoder.sourceOpened(buffer, OFFSET, 1, 2, 3, Numbering.DENSE, "desk");
        SourceOpenedDecoder source = new SourceOpenedDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(List.of(source.receiveTime(), source.sourceEpoch())).containsExactly(1L, 2L);
        assertThat(source.source()).isEqualTo(3);
        assertThat(source.numbering()).isEqualTo(Numbering.DENSE);
        assertThat(source.sourceName()).isEqualTo("desk");
        assertThat(length).isEqualTo(HEADER + source.encodedLength());

        length = encoder.instrumentAdded(buffer, OFFSET, 1, 2, "SPY");
        InstrumentAddedDecoder instrument = new InstrumentAddedDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(instrument.receiveTime()).isEqualTo(1);
        assertThat(instrument.instrument()).isEqualTo(2);
        assertThat(instrument.symbol()).isEqualTo("SPY");
        assertThat(length).isEqualTo(HEADER + instrument.encodedLength());
    }

    @Test
    void shouldReadBackADeclaration() {
        InstrumentSettings settings = new InstrumentSettings(
                Timeframe.parse("5m"), BarsFrom.MID, 7, GapPolicy.FILL, List.of("one", "two"), Timeframe.HOUR);
        InstrumentsDeclaredDecoder decoder = new InstrumentsDeclaredDecoder();

        int length = encoder.instrumentsDeclared(buffer, OFFSET, 1, "BTC*", settings);
        decoder.wrapAndApplyHeader(buffer, OFFSET, header);

        assertThat(decoder.receiveTime()).isEqualTo(1);
        assertThat(decoder.pattern()).isEqualTo("BTC*");
        assertThat(ControlDecoders.settings(decoder)).isEqualTo(settings);
        assertThat(length).isEqualTo(HEADER + decoder.encodedLength());
    }

    @Test
    void shouldReadBackAStrategyAppliedAndRemoved() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        String text = "# buy \u00fc\n".repeat(10_000);

        int length = encoder.strategyApplied(buffer, OFFSET, 1, hash, "momentum", "id = momentum", text);
        StrategyAppliedDecoder applied = new StrategyAppliedDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        byte[] readHash = new byte[32];
        applied.getHash(readHash, 0, 32);
        assertThat(readHash).isEqualTo(hash);
        assertThat(List.of(applied.strategyId(), applied.canonical(), applied.text()))
                .containsExactly("momentum", "id = momentum", text);
        assertThat(length).isEqualTo(HEADER + applied.encodedLength());

        encoder.strategyRemoved(buffer, OFFSET, 9, "momentum");
        StrategyRemovedDecoder removed = new StrategyRemovedDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(removed.receiveTime()).isEqualTo(9);
        assertThat(removed.strategyId()).isEqualTo("momentum");
    }

    @Test
    void shouldReadBackSettings() {
        CoreSettings defaults = CoreSettings.defaults();

        int length = encoder.coreSettings(buffer, OFFSET, 1, defaults);

        assertThat(new ControlDecoders().coreSettings(buffer, OFFSET)).isEqualTo(defaults);
        assertThat(length)
                .isEqualTo(HEADER
                        + CoreSettingsDecoder.BLOCK_LENGTH
                        + 4
                        + 8 * defaults.timeframes().size());
    }

    @Test
    void shouldReadBackAStartAndAStop() {
        byte[] journal = new byte[16];
        random.nextBytes(journal);

        encoder.engineStarted(buffer, OFFSET, 1, 2, 3, 4, 5, journal, "0.1.0");
        EngineStartedDecoder started = new EngineStartedDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        byte[] readJournal = new byte[16];
        started.getJournalId(readJournal, 0, 16);
        assertThat(List.of(
                        started.receiveTime(),
                        started.epoch(),
                        started.previousEventSequence(),
                        started.previousOutputSequence()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(started.coreLevel()).isEqualTo(5);
        assertThat(readJournal).isEqualTo(journal);
        assertThat(started.build()).isEqualTo("0.1.0");

        encoder.engineStopped(buffer, OFFSET, 6);
        EngineStoppedDecoder stopped = new EngineStoppedDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(stopped.receiveTime()).isEqualTo(6);

        encoder.eventsLost(buffer, OFFSET, 7, 8, 9, "a flipped bit", "ann");
        EventsLostDecoder lost = new EventsLostDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertThat(List.of(lost.receiveTime(), lost.firstLost(), lost.lastLost()))
                .containsExactly(7L, 8L, 9L);
        assertThat(lost.reason()).isEqualTo("a flipped bit");
        assertThat(lost.actor()).isEqualTo("ann");
    }

    @Test
    void shouldStampTheReceiveTimeIntoEveryKind() {
        CoreSettings settings = CoreSettings.defaults();
        InstrumentSettings declared = settings.instrumentDefaults();
        List<Runnable> kinds = List.of(
                () -> encoder.trade(buffer, OFFSET, 0, 0, 0, 0, 0, 0, 0),
                () -> encoder.quote(buffer, OFFSET, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                () -> encoder.bar(buffer, OFFSET, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                () -> encoder.watermark(buffer, OFFSET, 0, 0, 0, 0),
                () -> encoder.refused(buffer, OFFSET, 0, 0, 0, Refusal.LATE, ""),
                () -> encoder.sourceOpened(buffer, OFFSET, 0, 0, 0, Numbering.NONE, ""),
                () -> encoder.instrumentAdded(buffer, OFFSET, 0, 0, ""),
                () -> encoder.instrumentsDeclared(buffer, OFFSET, 0, "", declared),
                () -> encoder.strategyApplied(buffer, OFFSET, 0, new byte[32], "", "", ""),
                () -> encoder.strategyRemoved(buffer, OFFSET, 0, ""),
                () -> encoder.coreSettings(buffer, OFFSET, 0, settings),
                () -> encoder.engineStarted(buffer, OFFSET, 0, 0, 0, 0, 0, new byte[16], ""),
                () -> encoder.engineStopped(buffer, OFFSET, 0),
                () -> encoder.eventsLost(buffer, OFFSET, 0, 0, 0, "", ""),
                () -> encoder.eventVoided(buffer, OFFSET, 0));

        for (Runnable kind : kinds) {
            kind.run();
            EventEncoder.stamp(buffer, OFFSET, 77);
            assertThat(EventEncoder.receiveTime(buffer, OFFSET)).isEqualTo(77);
        }
        assertThat(TradeEventDecoder.receiveTimeEncodingOffset()).isZero();
        assertThat(QuoteEventDecoder.receiveTimeEncodingOffset()).isZero();
        assertThat(BarEventDecoder.receiveTimeEncodingOffset()).isZero();
        assertThat(WatermarkEventDecoder.receiveTimeEncodingOffset()).isZero();
        assertThat(StrategyAppliedDecoder.receiveTimeEncodingOffset()).isZero();
        assertThat(EngineStartedDecoder.receiveTimeEncodingOffset()).isZero();
    }
}
