package io.heliograph.core.bar;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.Timeframe.MINUTE;
import static io.heliograph.core.Timeframe.ONE_MINUTE;
import static io.heliograph.core.Timeframe.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.Origin;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CountedBarRulesTest {
    private static final Timeframe TWO_TICKS = Timeframe.parse("2t");
    private static final Timeframe TEN_LOTS = Timeframe.parse("10v");

    private final CoreHarness harness = CoreHarness.started();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldCloseATickBarWithItsLastTrade() {
        apply("2t", "close > open");

        harness.trade("A", MONDAY + 1, 10, 3);
        assertThat(harness.bars()).isEmpty();
        harness.trade("A", MONDAY + 5, 12, 1);

        assertThat(harness.bars())
                .containsExactly(new BarRow(
                        "A",
                        TWO_TICKS,
                        MONDAY + 1,
                        MONDAY + 5,
                        0,
                        10,
                        12,
                        10,
                        12,
                        4,
                        10.5,
                        2,
                        false,
                        false,
                        Origin.BUILT));
        UnsafeBuffer record = new UnsafeBuffer(harness.outputs().get(0));
        assertThat(new BarClosedDecoder().wrapAndApplyHeader(record, 0, header).kind())
                .isEqualTo(TimeframeKind.TICK);
    }

    @Test
    void shouldCloseAVolumeBarWithTheTradeThatFillsItAndSplitNone() {
        apply("10v", "close > open");

        harness.trade("A", MONDAY, 10, 9);
        harness.trade("A", MONDAY + 1, 11, 0);
        harness.trade("A", MONDAY + 2, 12, 35);
        harness.trade("A", MONDAY + 3, 13, 10);

        assertThat(harness.bars("A", TEN_LOTS)).extracting(BarRow::volume).containsExactly(44.0, 10.0);
        assertThat(harness.bars("A", TEN_LOTS)).extracting(BarRow::trades).containsExactly(3L, 1L);
        assertThat(harness.bars("A", TEN_LOTS)).extracting(BarRow::ordinal).containsExactly(0L, 1L);
    }

    @Test
    void shouldLeaveOutATradeOlderThanTheEndOfTheLastOneAndCountIt() {
        harness.declare("*", CoreHarness.declaration(ONE_MINUTE, 30 * SECOND, GapPolicy.LEAVE));
        apply("2t", "close > open");
        harness.trade("A", MONDAY + 10 * SECOND, 10, 1);
        harness.trade("A", MONDAY + 20 * SECOND, 11, 1);

        assertThat(harness.trade("A", MONDAY + 15 * SECOND, 99, 1)).isEqualTo(Refusal.ACCEPTED);
        harness.trade("A", MONDAY + 20 * SECOND, 12, 1);
        harness.trade("A", MONDAY + 25 * SECOND, 13, 1);
        harness.watermark("A", MONDAY + MINUTE);

        assertThat(harness.bars("A", TWO_TICKS)).extracting(BarRow::high).containsExactly(11.0, 13.0);
        assertThat(harness.bars("A", ONE_MINUTE)).extracting(BarRow::high).containsExactly(99.0);
        assertThat(harness.core().instruments().at(0).bars().lateForCounted()).isEqualTo(1);
        assertThat(harness.core().counters().late()).isZero();
    }

    @Test
    void shouldReadTheLatestClosedMinuteAtATickBar() {
        apply("2t", "close > (close @ 1m) and defined(close @ 1m)");

        harness.trade("A", MONDAY, 10, 1);
        harness.trade("A", MONDAY + MINUTE, 9, 1);
        harness.trade("A", MONDAY + MINUTE + 1, 11, 1);
        harness.trade("A", MONDAY + 2 * MINUTE, 12, 1);

        // 9 stands below the first minute's 10; at the second bar that minute ends with 11, below 12.
        assertThat(signals()).extracting(SignalRow::ordinal).containsExactly(1L);
        assertThat(signals()).extracting(SignalRow::end).containsExactly(MONDAY + 2 * MINUTE);
    }

    @Test
    void shouldTellSignalsOfBarsThatEndTogetherApartByTheirOrdinals() {
        apply("1t", "close > close[1]", "sell = \"close < close[1]\"", "rearm = false");

        for (double price : new double[] {10, 11, 9, 12, 8}) {
            harness.trade("A", MONDAY, price, 1);
        }

        assertThat(signals()).extracting(SignalRow::ordinal).containsExactly(1L, 2L, 3L, 4L);
        assertThat(signals()).extracting(SignalRow::end).containsOnly(MONDAY);
        assertThat(signals()).extracting(SignalRow::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldEndASignalByTimeAndRecordItsOutcomeInItsOwnBars() {
        apply("1t", "close > 100", "expires = \"30s\"", "rearm = false");

        harness.trade("A", MONDAY, 101, 1);
        for (int i = 1; i <= 30; i++) {
            harness.trade("A", MONDAY + i * 10 * SECOND, 90 + i % 3, 1);
        }

        SignalEndedDecoder ended = new SignalEndedDecoder();
        OutcomeRecordedDecoder outcome = new OutcomeRecordedDecoder();
        List<byte[]> endings = records(SignalEndedDecoder.TEMPLATE_ID);
        List<byte[]> outcomes = records(OutcomeRecordedDecoder.TEMPLATE_ID);
        assertThat(endings).hasSize(1);
        ended.wrapAndApplyHeader(new UnsafeBuffer(endings.get(0)), 0, header);
        assertThat(ended.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(ended.barOrdinal()).isEqualTo(3);
        assertThat(ended.barEnd()).isEqualTo(MONDAY + 30 * SECOND);
        assertThat(ended.kind()).isEqualTo(TimeframeKind.TICK);
        assertThat(outcomes).hasSize(1);
        outcome.wrapAndApplyHeader(new UnsafeBuffer(outcomes.get(0)), 0, header);
        assertThat(outcome.barOrdinal()).isEqualTo(20);
        assertThat(outcome.return20()).isEqualTo(92 / 101.0 - 1);
    }

    @Test
    void shouldHaveNoTickBarsWhereNothingTrades() {
        harness.declare("Q", settings(BarsFrom.BID));
        harness.instrument("Q");
        CompiledStrategy forQ = strategy("only-q", "2t", "close > open", "symbols = [\"Q\"]");
        CompiledStrategy forAny = strategy("any", "2t", "close > open");

        assertThat(harness.applyStrategy(forQ.hash(), "only-q", forQ.canonical(), ""))
                .isEqualTo(Refusal.TIMEFRAME_NOT_AVAILABLE);
        assertThat(harness.applyStrategy(forAny.hash(), "any", forAny.canonical(), ""))
                .isEqualTo(Refusal.TIMEFRAME_NOT_AVAILABLE);
        harness.instrument("T");
        assertThat(harness.applyStrategy(forAny.hash(), "any", forAny.canonical(), ""))
                .isEqualTo(Refusal.ACCEPTED);
        assertThat(harness.core().instrumentsOf("any")).isEqualTo(1);
    }

    @Test
    void shouldLetAStrategyLeaveWhenQuotesOrBarsDecide() {
        apply("2t", "close > open");
        harness.instrument("A");
        harness.instrument("B");
        harness.instrument("C");
        assertThat(harness.core().instrumentsOf("s2t")).isEqualTo(3);

        harness.quote("A", MONDAY, 9, 11);
        harness.publishedBar("B", MONDAY, MINUTE);
        harness.trade("C", MONDAY, 9, 1);

        assertThat(harness.core().instrumentsOf("s2t")).isEqualTo(1);
        assertThat(harness.core().instruments().at(0).bars().history().series(TWO_TICKS))
                .isNull();
        assertThat(harness.core().instruments().at(0).bars().history().seriesCount())
                .isEqualTo(4);
    }

    @Test
    void shouldCountOrdinalsOnWhenTheBarsAreWantedAgain() {
        apply("2t", "close > open");
        trades(3);
        harness.removeStrategy("s2t");
        trades(2);
        apply("2t", "close > open");
        trades(2);

        assertThat(harness.bars("A", TWO_TICKS)).extracting(BarRow::ordinal).containsExactly(0L, 1L);
    }

    private void trades(int count) {
        for (int i = 0; i < count; i++) {
            harness.trade("A", MONDAY + harness.events().size(), 10, 1);
        }
    }

    private record SignalRow(long ordinal, long end, String id) {}

    private List<SignalRow> signals() {
        List<SignalRow> rows = new ArrayList<>();
        for (byte[] record : records(SignalEmittedDecoder.TEMPLATE_ID)) {
            SignalEmittedDecoder signal =
                    new SignalEmittedDecoder().wrapAndApplyHeader(new UnsafeBuffer(record), 0, header);
            byte[] id = new byte[10];
            signal.getSignalId(id, 0, id.length);
            rows.add(new SignalRow(
                    signal.barOrdinal(), signal.barEnd(), HexFormat.of().formatHex(id)));
        }
        return rows;
    }

    private List<byte[]> records(int templateId) {
        return harness.outputs().stream()
                .filter(record -> header.wrap(new UnsafeBuffer(record), 0).templateId() == templateId)
                .toList();
    }

    private void apply(String timeframe, String buy, String... lines) {
        CompiledStrategy strategy = strategy("s" + timeframe, timeframe, buy, lines);
        assertThat(harness.applyStrategy(strategy.hash(), strategy.rules().id(), strategy.canonical(), ""))
                .isEqualTo(Refusal.ACCEPTED);
    }

    private static CompiledStrategy strategy(String id, String timeframe, String buy, String... lines) {
        return Documents.strategy("id = " + id + "\ntimeframe = " + timeframe + "\nbuy = \"" + buy + "\"\n"
                + String.join("\n", lines) + "\n");
    }

    private static InstrumentSettings settings(BarsFrom barsFrom) {
        return new InstrumentSettings(ONE_MINUTE, barsFrom, 0, GapPolicy.LEAVE, List.of(), 0);
    }
}
