package io.heliograph.core.bar;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.CoreHarness.declaration;
import static io.heliograph.core.Timeframe.DAY;
import static io.heliograph.core.Timeframe.HOUR;
import static io.heliograph.core.Timeframe.MINUTE;
import static io.heliograph.core.Timeframe.ONE_MINUTE;
import static io.heliograph.core.Timeframe.SECOND;
import static io.heliograph.core.Timeframe.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarRulesTest {
    private static final Timeframe FIVE_MINUTES = Timeframe.ofNanos(5 * MINUTE);
    private static final Timeframe ONE_HOUR = Timeframe.ofNanos(HOUR);
    private static final Timeframe ONE_DAY = Timeframe.ofNanos(DAY);
    private static final Timeframe ONE_WEEK = Timeframe.ofNanos(WEEK);

    @Test
    void shouldPutATradeAtTheEndIntoTheNextBar() {
        CoreHarness harness = CoreHarness.started();

        harness.trade("A", MONDAY, 10, 1);
        harness.trade("A", MONDAY + MINUTE - 1, 11, 1);
        harness.trade("A", MONDAY + MINUTE, 12, 1);

        BarRow bar = harness.bars("A", ONE_MINUTE).get(0);
        assertThat(bar.start()).isEqualTo(MONDAY);
        assertThat(bar.end()).isEqualTo(MONDAY + MINUTE);
        assertThat(bar.close()).isEqualTo(11);
        assertThat(bar.trades()).isEqualTo(2);
        assertThat(bar.origin()).isEqualTo(Origin.BUILT);
    }

    @Test
    void shouldTakeOpenAndCloseByTimeThenSequenceWhenTradesComeOutOfOrder() {
        CoreHarness harness = CoreHarness.started();
        harness.declare("*", declaration(ONE_MINUTE, 30 * SECOND, GapPolicy.LEAVE));

        harness.trade("A", MONDAY + 20 * SECOND, 1, 1);
        harness.trade("A", MONDAY + 40 * SECOND, 2, 1);
        harness.trade("A", MONDAY + 40 * SECOND, 3, 1);
        harness.trade("A", MONDAY + 10 * SECOND, 4, 1);
        harness.trade("A", MONDAY + 10 * SECOND, 5, 1);
        harness.watermark("A", MONDAY + MINUTE);

        BarRow bar = harness.bars("A", ONE_MINUTE).get(0);
        assertThat(bar.open()).isEqualTo(4);
        assertThat(bar.close()).isEqualTo(3);
        assertThat(bar.high()).isEqualTo(5);
    }

    @Test
    void shouldAddNoVolumeAndHaveNoWapWhenSizesAreZero() {
        CoreHarness harness = CoreHarness.started();

        harness.trade("A", MONDAY, 10, 0);
        harness.trade("A", MONDAY + MINUTE, 10, 2);
        harness.watermark("A", MONDAY + HOUR);

        BarRow bar = harness.bars("A", ONE_MINUTE).get(0);
        assertThat(bar.volume()).isZero();
        assertThat(bar.wap()).isNaN();
        assertThat(harness.bars("A", FIVE_MINUTES).get(0).wap()).isNaN();
        assertThat(harness.bars("A", FIVE_MINUTES).get(0).volume()).isEqualTo(2);
    }

    @Test
    void shouldFlagTheBarThatStartsBeforeTheFirstEventAndNoOther() {
        CoreHarness harness = CoreHarness.started();
        harness.declare("C", new InstrumentSettings(ONE_MINUTE, BarsFrom.TRADES, 0, GapPolicy.LEAVE, List.of(), 0));

        harness.trade("A", MONDAY + 1, 10, 1);
        harness.trade("B", MONDAY, 10, 1);
        harness.quote("C", MONDAY - HOUR, 9, 10);
        harness.trade("C", MONDAY + 1, 10, 1);
        for (String symbol : List.of("A", "B", "C")) {
            harness.trade(symbol, MONDAY + MINUTE + 1, 10, 1);
            harness.watermark(symbol, MONDAY + HOUR);
        }

        assertThat(harness.bars("A", ONE_MINUTE)).extracting(BarRow::first).containsExactly(true, false);
        assertThat(harness.bars("A", ONE_HOUR)).extracting(BarRow::first).containsExactly(true);
        assertThat(harness.bars("B", ONE_MINUTE)).extracting(BarRow::first).containsExactly(false, false);
        assertThat(harness.bars("C", ONE_MINUTE)).extracting(BarRow::first).containsExactly(false, false);
    }

    @Test
    void shouldCloseTheBarsOfOneEndSmallestTimeframeFirst() {
        CoreHarness harness = CoreHarness.started();

        harness.trade("A", MONDAY + HOUR - 1, 10, 1);
        harness.trade("A", MONDAY + 3 * HOUR, 11, 1);

        assertThat(harness.bars()).extracting(BarRow::timeframe).containsExactly(ONE_MINUTE, FIVE_MINUTES, ONE_HOUR);
        assertThat(harness.bars()).extracting(BarRow::end).containsOnly(MONDAY + HOUR);
    }

    @Test
    void shouldMakeAnHourTheSumOfItsMinutes() {
        CoreHarness harness = CoreHarness.started();

        for (int minute = 0; minute < 60; minute += 7) {
            harness.trade("A", MONDAY + minute * MINUTE, 10 + minute % 4, 0.1 * minute);
            harness.trade("A", MONDAY + minute * MINUTE + SECOND, 9 + minute % 3, 0.3);
        }
        harness.watermark("A", MONDAY + HOUR);

        List<BarRow> minutes = harness.bars("A", ONE_MINUTE);
        BarRow hour = harness.bars("A", ONE_HOUR).get(0);
        assertThat(hour.volume()).isEqualTo(sum(minutes));
        assertThat(hour.trades()).isEqualTo(18);
        assertThat(hour.open()).isEqualTo(minutes.get(0).open());
        assertThat(hour.close()).isEqualTo(minutes.get(minutes.size() - 1).close());
        assertThat(hour.origin()).isEqualTo(Origin.ROLLED);
    }

    @Test
    void shouldCloseALargerBarWhoseLastMinutesHadNoTrades() {
        CoreHarness harness = CoreHarness.started();

        harness.trade("A", MONDAY, 10, 1);
        harness.trade("A", MONDAY + 2 * HOUR + 3 * MINUTE, 11, 1);

        assertThat(harness.bars())
                .extracting(BarRow::end)
                .containsExactly(MONDAY + MINUTE, MONDAY + 5 * MINUTE, MONDAY + HOUR);
        assertThat(harness.core().instruments().at(0).bars().gaps()).isZero();
        harness.watermark("A", MONDAY + 3 * HOUR);
        assertThat(harness.core().instruments().at(0).bars().gaps()).isEqualTo(1);
    }

    @Test
    void shouldStartWeeksOnMondayAndDaysWhereTheInstrumentsDayStarts() {
        CoreHarness harness = CoreHarness.started(CoreSettings.defaults().withTimeframes(List.of(ONE_DAY, ONE_WEEK)));
        long dayStart = 5 * HOUR;
        harness.declare("*", new InstrumentSettings(ONE_HOUR, BarsFrom.AUTO, 0, GapPolicy.LEAVE, List.of(), dayStart));

        harness.trade("A", MONDAY + 4 * HOUR, 10, 1);
        harness.trade("A", MONDAY + 5 * HOUR, 11, 1);
        harness.trade("A", MONDAY + 7 * DAY + 4 * HOUR, 12, 1);
        harness.trade("A", MONDAY + 7 * DAY + 5 * HOUR, 13, 1);

        assertThat(harness.bars("A", ONE_WEEK))
                .extracting(BarRow::start)
                .containsExactly(MONDAY + dayStart - WEEK, MONDAY + dayStart);
        assertThat(harness.bars("A", ONE_DAY))
                .extracting(BarRow::start)
                .containsExactly(MONDAY + dayStart - DAY, MONDAY + dayStart, MONDAY + 6 * DAY + dayStart);
    }

    @Test
    void shouldBuildNoTimeframeThatIsNotMadeOfWholeBaseBars() {
        CoreHarness harness = CoreHarness.started();
        harness.declare("*", declaration(ONE_HOUR, 0, GapPolicy.LEAVE));

        harness.trade("A", MONDAY, 10, 1);
        harness.watermark("A", MONDAY + DAY);

        assertThat(harness.bars()).extracting(BarRow::timeframe).containsExactly(ONE_HOUR, ONE_DAY);
    }

    @Test
    void shouldBeginWithTheFirstWholeBarWhenATimeframeIsNamedLater() {
        CoreHarness harness = CoreHarness.started(CoreSettings.defaults().withTimeframes(List.of(ONE_MINUTE)));
        harness.trade("A", MONDAY + MINUTE, 10, 1);
        harness.trade("A", MONDAY + 2 * MINUTE, 10, 1);

        harness.settings(CoreSettings.defaults().withTimeframes(List.of(ONE_MINUTE, FIVE_MINUTES)));
        for (int minute = 3; minute <= 10; minute++) {
            harness.trade("A", MONDAY + minute * MINUTE, 10 + minute, 1);
        }

        assertThat(harness.bars("A", FIVE_MINUTES)).extracting(BarRow::start).containsExactly(MONDAY + 5 * MINUTE);
        assertThat(harness.bars("A", FIVE_MINUTES)).extracting(BarRow::first).containsExactly(false);
    }

    @Test
    void shouldRepeatTheLastCloseInGapsWhenDeclared() {
        CoreHarness harness = CoreHarness.started();
        harness.declare("*", declaration(ONE_MINUTE, 0, GapPolicy.FILL));

        harness.trade("A", MONDAY, 10, 1);
        harness.trade("A", MONDAY + 3 * MINUTE, 12, 1);
        harness.watermark("A", MONDAY + 5 * MINUTE);

        List<BarRow> bars = harness.bars("A", ONE_MINUTE);
        assertThat(bars).extracting(BarRow::filled).containsExactly(false, true, true, false, true);
        assertThat(bars).extracting(BarRow::close).containsExactly(10.0, 10.0, 10.0, 12.0, 12.0);
        assertThat(bars).extracting(BarRow::volume).containsExactly(1.0, 0.0, 0.0, 1.0, 0.0);
        assertThat(harness.bars("A", FIVE_MINUTES).get(0).trades()).isEqualTo(2);
        assertThat(harness.bars("A", FIVE_MINUTES).get(0).filled()).isFalse();
    }

    @Test
    void shouldStopFillingAfterADayOfMinutesAndGoOnAfterTheNextTrade() {
        CoreHarness harness = CoreHarness.started(CoreSettings.defaults().withTimeframes(List.of(ONE_MINUTE)));
        harness.declare("*", declaration(ONE_MINUTE, 0, GapPolicy.FILL));

        harness.trade("A", MONDAY, 10, 1);
        harness.trade("A", MONDAY + 2 * DAY, 11, 1);
        harness.watermark("A", MONDAY + 2 * DAY + 2 * MINUTE);

        List<BarRow> bars = harness.bars("A", ONE_MINUTE);
        assertThat(bars).hasSize(1 + BarBuilder.MAX_FILLED + 2);
        assertThat(bars.get(bars.size() - 3).end()).isEqualTo(MONDAY + DAY + MINUTE);
        assertThat(bars.get(bars.size() - 1).filled()).isTrue();
    }

    @Test
    void shouldKeepTheLatestBarsAsHistory() {
        CoreHarness harness = CoreHarness.started();
        for (int minute = 0; minute <= 300; minute++) {
            harness.trade("A", MONDAY + minute * MINUTE, 100 + minute, 1);
        }

        BarSeries series = harness.core().instruments().at(0).bars().history().series(ONE_MINUTE);
        ClosedBar bar = new ClosedBar();

        assertThat(series.size()).isEqualTo(256);
        assertThat(series.count()).isEqualTo(300);
        List<Double> closes = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            closes.add(series.read(i, bar).close());
            assertThat(bar.ordinal()).isEqualTo(44 + i);
        }
        assertThat(closes).startsWith(144.0).endsWith(399.0).isSorted();
    }

    private static double sum(List<BarRow> bars) {
        double sum = 0;
        for (BarRow bar : bars) {
            sum += bar.volume();
        }
        return sum;
    }
}
