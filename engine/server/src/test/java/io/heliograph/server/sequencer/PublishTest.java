package io.heliograph.server.sequencer;

import static io.heliograph.server.sequencer.Market.quote;
import static io.heliograph.server.sequencer.Market.trade;
import static io.heliograph.server.sequencer.Market.watermark;
import static io.heliograph.v1.Numbering.NUMBERING_DENSE;
import static io.heliograph.v1.Numbering.NUMBERING_NONE;
import static io.heliograph.v1.Numbering.NUMBERING_SPARSE;
import static io.heliograph.v1.Numbering.NUMBERING_UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.event.WatermarkEventDecoder;
import io.heliograph.core.CoreSettings;
import io.heliograph.v1.Ack;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishedBar;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.SourceOpen;
import io.heliograph.v1.SourceOpened;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PublishTest {
    private final Harness harness = new Harness();

    @Test
    void shouldTellANewSourceWhereItStands() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_UNSPECIFIED);
        harness.turn();

        SourceOpened opened = stream.caller().last().getOpened();
        assertThat(opened.getJournalId()).isEqualTo("journal");
        assertThat(opened.getSourceEpoch()).isEqualTo(1);
        assertThat(opened.getNumbering()).isEqualTo(NUMBERING_DENSE);
        assertThat(opened.getJournaledThrough()).isZero();
        assertThat(opened.getMaxEventsInFlight()).isEqualTo(20_000);
    }

    @Test
    void shouldJournalAndAcknowledgeABatch() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -60, 165.1), trade(2, "SPY", -59, 165.2), quote(3, "BAC", -58, 14, 14.01));
        harness.turn();

        Ack ack = stream.ack();
        assertThat(ack.getAnswered()).isEqualTo(3);
        assertThat(ack.getJournaledThrough()).isEqualTo(3);
        assertThat(ack.getJournaledSequence()).isEqualTo(harness.events().head());
        assertThat(ack.getRefusedList()).isEmpty();
        assertThat(harness.core().counters().events(TradeEventDecoder.TEMPLATE_ID))
                .isEqualTo(2);
        assertThat(harness.core().instruments().count()).isEqualTo(2);
    }

    @Test
    void shouldAnswerARepeatWithoutEffect() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_SPARSE);
        stream.send(trade(10, "SPY", -60, 165.1), trade(20, "SPY", -59, 165.2));
        harness.turn();
        long head = harness.events().head();
        stream.send(trade(10, "SPY", -60, 165.1), trade(20, "SPY", -59, 165.2));
        harness.turn();

        assertThat(harness.events().head()).isEqualTo(head);
        assertThat(stream.ack().getAnswered()).isEqualTo(4);
        assertThat(stream.ack().getRepeats()).isEqualTo(2);
        assertThat(stream.ack().getJournaledThrough()).isEqualTo(20);
    }

    @Test
    void shouldJournalARefusedEventInItsPlaceAndItsNeighboursAsWell() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -60, 165.1), trade(2, "SPY", -59, Double.NaN), trade(3, "SPY", -58, 165.3));
        harness.turn();

        assertThat(stream.ack().getJournaledThrough()).isEqualTo(3);
        assertThat(stream.refusals()).containsExactly(RefusalReason.REFUSAL_REASON_PRICE_INVALID);
        assertThat(stream.ack().getRefused(0).getSourceSequence()).isEqualTo(2);
        assertThat(stream.ack().getRefused(0).getMessage()).contains("price=NaN");
        assertThat(harness.core().counters().events(TradeEventDecoder.TEMPLATE_ID))
                .isEqualTo(2);
    }

    @Test
    void shouldTellALateTrade() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -300, 165.1), trade(2, "SPY", -60, 165.2), trade(3, "SPY", -299, 165.3));
        harness.turn();

        assertThat(stream.refusals()).containsExactly(RefusalReason.REFUSAL_REASON_LATE);
        assertThat(stream.ack().getRefused(0).getSymbol()).isEqualTo("SPY");
        assertThat(stream.ack().getRefused(0).getMessage()).contains("closed").contains("2013-10-07T11:55:01Z");
        assertThat(harness.core().counters().late()).isEqualTo(1);
    }

    @Test
    void shouldNotTakeARefusedRepeatForARefusal() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -60, -1));
        harness.turn();
        stream.send(trade(1, "SPY", -60, -1), trade(2, "SPY", -60, -2));
        harness.turn();

        assertThat(stream.refusals())
                .containsExactly(
                        RefusalReason.REFUSAL_REASON_PRICE_INVALID, RefusalReason.REFUSAL_REASON_PRICE_INVALID);
        assertThat(stream.ack().getRefused(0).getMessage()).contains("price=-2.0");
        assertThat(stream.ack().getRepeats()).isEqualTo(1);
    }

    @Test
    void shouldEndAStreamThatLeavesOutANumber() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -60, 165.1), trade(3, "SPY", -59, 165.2), trade(4, "SPY", -59, 165.2));
        harness.turn();

        assertThat(stream.endReason()).isEqualTo("SEQUENCE_GAP");
        assertThat(stream.caller().error()).hasMessageContaining("expected source_sequence=2");
        assertThat(stream.ack().getJournaledThrough()).isEqualTo(1);
        assertThat(stream.ack().getAnswered()).isEqualTo(1);
        stream.caller().vanish();
        harness.turn();
        assertThat(harness.publishers().count()).isZero();
    }

    @Test
    void shouldKeepTheNewestPublisherOfASource() {
        Harness.Stream older = harness.open("feed", 0, NUMBERING_DENSE);
        older.send(trade(1, "SPY", -60, 165.1));
        harness.turn();
        Harness.Stream newer = harness.open("feed", 0, NUMBERING_DENSE);
        older.send(trade(2, "SPY", -59, 165.2));
        newer.send(trade(2, "SPY", -58, 165.3));
        harness.turn();

        assertThat(older.endReason()).isEqualTo("SOURCE_TAKEN_OVER");
        assertThat(newer.caller().messages().get(0).getOpened().getJournaledThrough())
                .isEqualTo(1);
        assertThat(newer.ack().getJournaledThrough()).isEqualTo(2);
        assertThat(harness.core().counters().events(TradeEventDecoder.TEMPLATE_ID))
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseAnEpochOrNumberingThatIsNotInForce() {
        harness.open("feed", 5, NUMBERING_SPARSE);
        harness.turn();

        Harness.Stream stale = harness.open("feed", 4, NUMBERING_SPARSE);
        Harness.Stream other = harness.open("feed", 5, NUMBERING_DENSE);
        Harness.Stream next = harness.open("feed", 6, NUMBERING_DENSE);
        harness.turn();

        assertThat(stale.endReason()).isEqualTo("STALE_SOURCE_EPOCH");
        assertThat(other.endReason()).isEqualTo("NUMBERING_MISMATCH");
        assertThat(next.caller().last().getOpened().getSourceEpoch()).isEqualTo(6);
    }

    @Test
    void shouldAnswerAWatermarkOfASymbolNobodyKnowsWithoutMakingItKnown() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        harness.turn();
        long head = harness.events().head();
        stream.send(watermark("SPYY", -60), watermark("SPYY", -59));
        harness.turn();

        assertThat(stream.ack().getAnswered()).isEqualTo(2);
        assertThat(stream.refusals()).isEmpty();
        assertThat(harness.events().head()).isEqualTo(head);
        assertThat(harness.core().instruments().count()).isZero();
    }

    @Test
    void shouldTakeAWatermarkOfASymbolThatTheSameBatchBrought() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -120, 165.1), watermark("SPY", -30));
        harness.turn();

        assertThat(stream.ack().getAnswered()).isEqualTo(2);
        assertThat(harness.core().counters().events(WatermarkEventDecoder.TEMPLATE_ID))
                .isEqualTo(1);
        assertThat(harness.core().counters().bars()).isPositive();
    }

    @Test
    void shouldForgetWhatWasSaidOfRefusedEventsThatWereRepeats() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_SPARSE);
        stream.send(trade(1, "SPY", -60, Double.NaN));
        harness.turn();
        for (int i = 0; i < 100; i++) {
            stream.send(trade(1, "SPY", -60, Double.NaN));
        }
        harness.turn();

        assertThat(stream.ack().getRepeats()).isEqualTo(100);
        assertThat(stream.keptAtDoor()).isZero();
    }

    @Test
    void shouldSayLittleOfATextThatIsLong() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        MarketEvent bar = MarketEvent.newBuilder()
                .setSourceSequence(1)
                .setBar(PublishedBar.newBuilder().setSymbol("SPY").setTimeframe("x".repeat(1_000_000)))
                .build();
        stream.send(bar);
        harness.turn();

        assertThat(stream.refusals()).containsExactly(RefusalReason.REFUSAL_REASON_TIMEFRAME_INVALID);
        assertThat(stream.ack().getSerializedSize()).isLessThan(1_000);
    }

    @Test
    void shouldAnswerAWatermarkThatMovesNothingWithoutJournalingIt() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(watermark(-100));
        stream.send(trade(1, "SPY", -60, 165.1), watermark("SPY", 0), watermark(-1), watermark("SPY", 0));
        harness.turn();

        assertThat(harness.core().counters().events(WatermarkEventDecoder.TEMPLATE_ID))
                .isEqualTo(1);
        assertThat(stream.ack().getAnswered()).isEqualTo(5);
        assertThat(harness.core().counters().bars())
                .as("1m, 5m and 1h end at noon")
                .isEqualTo(3);
    }

    @Test
    void shouldHoldTheProtocolOfAStream() {
        Harness.Stream early = harness.new Stream();
        early.send(trade(1, "SPY", -60, 165.1));
        Harness.Stream twice = harness.open("feed", 0, NUMBERING_DENSE);
        twice.send(SourceOpen.getDefaultInstance());
        Harness.Stream nothing = harness.new Stream();
        nothing.send(PublishMarketDataRequest.getDefaultInstance());
        Harness.Stream nameless = harness.open("", 0, NUMBERING_DENSE);
        Harness.Stream unnumbered = harness.open("other", 0, NUMBERING_DENSE);
        unnumbered.send(trade(0, "SPY", -60, 165.1));
        Harness.Stream numbered = harness.open("", 0, NUMBERING_NONE);
        numbered.send(trade(1, "SPY", -60, 165.1));
        Harness.Stream empty = harness.open("empty", 0, NUMBERING_DENSE);
        empty.send(List.of());
        Harness.Stream large = harness.open("large", 0, NUMBERING_NONE);
        large.send(trades(10_001));
        harness.turn();

        assertThat(early.endReason()).isEqualTo("STREAM_NOT_OPEN");
        assertThat(twice.endReason()).isEqualTo("STREAM_ALREADY_OPEN");
        assertThat(nothing.endReason()).isEqualTo("REQUEST_INVALID");
        assertThat(nameless.endReason()).isEqualTo("REQUEST_INVALID");
        assertThat(unnumbered.endReason()).isEqualTo("SOURCE_SEQUENCE_INVALID");
        assertThat(numbered.endReason()).isEqualTo("SOURCE_SEQUENCE_INVALID");
        assertThat(empty.endReason()).isEqualTo("REQUEST_INVALID");
        assertThat(large.endReason()).isEqualTo("BATCH_TOO_LARGE");
        assertThat(harness.core().counters().events(TradeEventDecoder.TEMPLATE_ID))
                .isZero();
        assertThat(harness.publishers().count()).isZero();
    }

    @Test
    void shouldCompleteAfterAHalfCloseWhenEverythingHasTheLevelAskedFor() {
        Harness.Stream stream = harness.new Stream();
        stream.send(SourceOpen.newBuilder()
                .setSourceId("feed")
                .setAckLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE)
                .build());
        stream.send(trade(1, "SPY", -60, 165.1));
        stream.halfClose();
        harness.turn();

        assertThat(stream.caller().isCompleted()).isFalse();
        assertThat(harness.forces()).isPositive();
        harness.positions().durable(harness.events().head(), 0);
        harness.turn();
        assertThat(stream.ack().getDurableSequence()).isEqualTo(harness.events().head());
        assertThat(stream.caller().isCompleted()).isTrue();
        assertThat(harness.publishers().count()).isZero();
    }

    @Test
    void shouldSendNothingToACallerThatIsNotReadyAndEverythingOnceItIs() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.caller().ready(false);
        stream.send(trade(1, "SPY", -60, 165.1));
        harness.turn();
        stream.send(trade(2, "SPY", -60, -1));
        harness.turn();

        assertThat(stream.caller().messages()).isEmpty();
        stream.caller().ready(true);
        harness.turn();
        assertThat(stream.caller().messages()).hasSize(2);
        assertThat(stream.ack().getAnswered()).isEqualTo(2);
        assertThat(stream.ack().getRefusedCount()).isEqualTo(1);
    }

    @Test
    void shouldEndAPublisherThatSendsMoreThanMayBeInFlight() {
        Harness small = new Harness(CoreSettings.defaults(), 4 * 1024 * 1024, 100);
        Harness.Stream stream = small.open("", 0, NUMBERING_NONE);
        stream.caller().ready(false);
        stream.send(trades(100));
        small.turn();
        stream.send(trades(1));
        small.turn();

        assertThat(stream.endReason()).isEqualTo("IN_FLIGHT_EXCEEDED");
    }

    @Test
    void shouldLetAPublisherUseTheRoomOfAnAnswerTheMomentItIsSent() {
        Harness small = new Harness(CoreSettings.defaults(), 4 * 1024 * 1024, 10_000);
        Harness.Stream stream = small.open("", 0, NUMBERING_NONE);
        small.turn();
        stream.send(trades(5_000));
        stream.send(trades(5_000));
        List<Long> answered = new ArrayList<>();
        stream.caller().onMessage(message -> {
            answered.add(message.getAck().getAnswered());
            if (answered.size() == 1) {
                stream.send(trades((int) message.getAck().getAnswered()));
            }
        });
        small.turn();

        assertThat(stream.endReason()).isEmpty();
        assertThat(answered.get(0)).isPositive();
        assertThat(stream.ack().getAnswered()).isEqualTo(10_000 + answered.get(0));
    }

    @Test
    void shouldKeepTheRestOfAMessageWhenTheRingIsFullAndAskForNothingMore() {
        Harness small = new Harness(CoreSettings.defaults(), 65_536, 20_000);
        Harness.Stream stream = small.open("", 0, NUMBERING_NONE);
        int requested = stream.caller().requested();
        stream.send(trades(5_000));

        assertThat(stream.caller().requested()).isEqualTo(requested);
        small.turn();
        assertThat(stream.caller().requested()).isEqualTo(requested + 1);
        assertThat(stream.ack().getAnswered()).isEqualTo(5_000);
        assertThat(small.core().counters().events(TradeEventDecoder.TEMPLATE_ID))
                .isEqualTo(5_000);
    }

    @Test
    void shouldJournalWhatIsInTheRingOfAPublisherThatVanishesAndDropTheRest() {
        Harness small = new Harness(CoreSettings.defaults(), 65_536, 20_000);
        Harness.Stream stream = small.open("", 0, NUMBERING_NONE);
        stream.send(trades(5_000));
        stream.caller().vanish();
        small.turn();

        long journaled = small.core().counters().events(TradeEventDecoder.TEMPLATE_ID);
        assertThat(journaled).isBetween(100L, 4_999L);
        assertThat(small.publishers().count()).isZero();
    }

    @Test
    void shouldRefuseASymbolBeyondTheLimitAndASourceAsWell() {
        CoreSettings limits = CoreSettings.defaults();
        Harness small = new Harness(
                new CoreSettings(
                        limits.coreLevel(),
                        limits.timeframes(),
                        limits.base(),
                        0,
                        limits.barsFrom(),
                        limits.gaps(),
                        256,
                        2,
                        1,
                        256,
                        limits.maxState()),
                4 * 1024 * 1024,
                20_000);
        Harness.Stream stream = small.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "A", -60, 1), trade(2, "B", -60, 1), trade(3, "C", -60, 1), trade(4, "A", -60, 1));
        Harness.Stream second = small.open("second", 0, NUMBERING_DENSE);
        small.turn();

        assertThat(stream.refusals()).containsExactly(RefusalReason.REFUSAL_REASON_TOO_MANY_INSTRUMENTS);
        assertThat(stream.ack().getJournaledThrough()).isEqualTo(4);
        assertThat(second.endReason()).isEqualTo("TOO_MANY_SOURCES");
    }

    @Test
    void shouldTellManyRefusalsInSeveralAcknowledgementsEachOnce() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        List<MarketEvent> bad = new ArrayList<>();
        for (int i = 1; i <= 2_500; i++) {
            bad.add(trade(i, "SPY", -60, -i));
        }
        stream.send(bad);
        harness.turn();

        assertThat(stream.refusals()).hasSize(2_500);
        assertThat(stream.caller().messages())
                .allMatch(message -> message.getAck().getRefusedCount() <= 1_000);
        assertThat(stream.ack().getJournaledThrough()).isEqualTo(2_500);
        long before = 0;
        for (var message : stream.caller().messages()) {
            assertThat(message.getAck().getJournaledThrough()).isGreaterThanOrEqualTo(before);
            before = message.getAck().getJournaledThrough();
        }
    }

    @Test
    void shouldTellWhatWasJournaledBeforeTheEngineStops() {
        Harness.Stream stream = harness.open("feed", 0, NUMBERING_DENSE);
        stream.send(trade(1, "SPY", -60, 165.1));
        harness.acknowledgements().stop(io.heliograph.server.rpc.Gate.stopping());
        harness.turn();

        assertThat(stream.ack().getJournaledThrough()).isEqualTo(1);
        assertThat(stream.endReason()).isEqualTo("SHUTTING_DOWN");
        assertThat(harness.acknowledgements().isIdle()).isTrue();
    }

    private static List<MarketEvent> trades(int count) {
        List<MarketEvent> trades = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trades.add(trade(0, "SPY", -60, 165 + i % 10));
        }
        return trades;
    }
}
