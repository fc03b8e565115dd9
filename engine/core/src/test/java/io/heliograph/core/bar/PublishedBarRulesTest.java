package io.heliograph.core.bar;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.Timeframe.DAY;
import static io.heliograph.core.Timeframe.HOUR;
import static io.heliograph.core.Timeframe.MINUTE;
import static io.heliograph.core.Timeframe.ONE_MINUTE;
import static io.heliograph.core.Timeframe.SECOND;
import static io.heliograph.core.Timeframe.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PublishedBarRulesTest {
    private static final Timeframe FIVE_MINUTES = Timeframe.ofNanos(5 * MINUTE);
    private static final Timeframe ONE_HOUR = Timeframe.ofNanos(HOUR);
    private static final Timeframe ONE_DAY = Timeframe.ofNanos(DAY);
    private static final Timeframe ONE_WEEK = Timeframe.ofNanos(WEEK);

    private final CoreHarness harness = CoreHarness.started();

    @Test
    void shouldCloseAPublishedBarAtOnceWithItsOwnStart() {
        long newYork = MONDAY + 4 * HOUR;

        assertThat(publish(newYork, ONE_DAY, 10, 5)).isEqualTo(Refusal.ACCEPTED);

        assertThat(harness.bars())
                .containsExactly(new BarRow(
                        "A",
                        ONE_DAY,
                        newYork,
                        newYork + DAY,
                        0,
                        10,
                        11,
                        9,
                        10,
                        5,
                        Double.NaN,
                        -1,
                        false,
                        false,
                        Origin.PUBLISHED));
        assertThat(harness.core().instruments().barsFrom(0)).isEqualTo(BarsFrom.BARS);
        assertThat(harness.core().instruments().watermark(0)).isEqualTo(newYork + DAY);
        assertThat(harness.core().instruments().at(0).lastEventTime()).isEqualTo(newYork + DAY);
        assertThat(harness.core().instruments().at(0).isSettled()).isTrue();
    }

    @Test
    void shouldTakeARepeatWithoutEffectRefuseARevisionAndALateOne() {
        publish(MONDAY, ONE_MINUTE, 10, 5);
        publish(MONDAY + 2 * MINUTE, ONE_MINUTE, 11, 5);
        int before = harness.outputs().size();

        assertThat(publish(MONDAY, ONE_MINUTE, 10, 5)).isEqualTo(Refusal.ACCEPTED);
        assertThat(publish(MONDAY + 2 * MINUTE, ONE_MINUTE, 11, 5)).isEqualTo(Refusal.ACCEPTED);
        assertThat(publish(MONDAY + 2 * MINUTE, ONE_MINUTE, 11, 6)).isEqualTo(Refusal.BAR_REVISED);
        assertThat(publish(MONDAY, ONE_MINUTE, 12, 5)).isEqualTo(Refusal.BAR_REVISED);
        assertThat(publish(MONDAY + MINUTE, ONE_MINUTE, 11, 5)).isEqualTo(Refusal.LATE);

        assertThat(harness.outputs()).hasSize(before);
        assertThat(harness.core().counters().refused(Refusal.BAR_REVISED)).isEqualTo(2);
        assertThat(harness.core().counters().late()).isEqualTo(1);
        assertThat(harness.core().instruments().at(0).late()).isEqualTo(1);
        assertThat(harness.core().instruments().at(0).bars().gaps()).isEqualTo(1);
    }

    @Test
    void shouldRollPublishedBarsUpWithoutWapAndTrades() {
        for (int minute = 0; minute < 5; minute++) {
            publish(MONDAY + minute * MINUTE, ONE_MINUTE, 10 + minute, 2);
        }

        assertThat(harness.bars("A", FIVE_MINUTES)).singleElement().satisfies(bar -> {
            assertThat(bar.open()).isEqualTo(10);
            assertThat(bar.high()).isEqualTo(15);
            assertThat(bar.low()).isEqualTo(9);
            assertThat(bar.close()).isEqualTo(14);
            assertThat(bar.volume()).isEqualTo(10);
            assertThat(bar.wap()).isNaN();
            assertThat(bar.trades()).isEqualTo(-1);
            assertThat(bar.origin()).isEqualTo(Origin.ROLLED);
        });
        assertThat(harness.bars()).extracting(BarRow::timeframe).endsWith(ONE_MINUTE, FIVE_MINUTES);
    }

    @Test
    void shouldRollWhatIsPublishedAboveTheBaseUpToLargerTimeframesAndMakeNoBaseBars() {
        for (int i = 0; i < 12; i++) {
            publish(MONDAY + i * 5 * MINUTE, FIVE_MINUTES, 10, 1);
        }

        assertThat(harness.bars("A", ONE_MINUTE)).isEmpty();
        assertThat(harness.bars("A", ONE_HOUR)).extracting(BarRow::volume).containsExactly(12.0);
    }

    @Test
    void shouldRollNothingUpToAPublishedTimeframe() {
        publish(MONDAY - HOUR, ONE_HOUR, 10, 1);
        for (int minute = 0; minute < 59; minute++) {
            publish(MONDAY + minute * MINUTE, ONE_MINUTE, 10, 2);
        }
        publish(MONDAY, ONE_HOUR, 10, 500);
        publish(MONDAY + 59 * MINUTE, ONE_MINUTE, 10, 2);

        assertThat(harness.bars("A", ONE_HOUR)).extracting(BarRow::volume).containsExactly(1.0, 500.0);
        assertThat(harness.bars("A", ONE_HOUR)).extracting(BarRow::origin).containsOnly(Origin.PUBLISHED);
        assertThat(harness.bars("A", ONE_HOUR)).extracting(BarRow::ordinal).containsExactly(0L, 1L);
        assertThat(harness.bars("A", FIVE_MINUTES)).hasSize(12).allMatch(bar -> bar.volume() == 10);
    }

    @Test
    void shouldRefuseABarWhereAnotherOriginStands() {
        for (int minute = 0; minute < 5; minute++) {
            publish(MONDAY + minute * MINUTE, ONE_MINUTE, 10, 2);
        }
        harness.trade("T", MONDAY, 10, 1);

        assertThat(publish(MONDAY, FIVE_MINUTES, 10, 10)).isEqualTo(Refusal.BAR_CONFLICT);
        assertThat(harness.publishedBar("T", MONDAY, MINUTE)).isEqualTo(Refusal.BAR_CONFLICT);
        assertThat(harness.core().counters().refused(Refusal.BAR_CONFLICT)).isEqualTo(2);
    }

    @Test
    void shouldTakeALargerTimeframeBesideBarsThatAreBuilt() {
        harness.declare("*", settings(BarsFrom.TRADES, ONE_MINUTE, 0));
        harness.trade("A", MONDAY, 10, 1);
        harness.trade("A", MONDAY + HOUR - 1, 12, 1);

        assertThat(publish(MONDAY, ONE_HOUR, 11, 7)).isEqualTo(Refusal.ACCEPTED);
        assertThat(harness.trade("A", MONDAY + HOUR - 1, 13, 1)).isEqualTo(Refusal.ACCEPTED);
        harness.watermark("A", MONDAY + HOUR);

        assertThat(harness.bars())
                .extracting(bar -> bar.timeframe() + " " + bar.close() + " " + bar.origin())
                .containsExactly(
                        "1m 10.0 BUILT", "5m 10.0 ROLLED", "1h 11.0 PUBLISHED", "1m 13.0 BUILT", "5m 13.0 ROLLED");
    }

    @Test
    void shouldCloseEarlierEndsThenItselfThenLargerOnesWithItsEnd() {
        for (int minute = 0; minute < 57; minute++) {
            publish(MONDAY + minute * MINUTE, ONE_MINUTE, 10, 1);
        }
        int before = harness.bars().size();

        publish(MONDAY + 119 * MINUTE, ONE_MINUTE, 20, 1);

        List<BarRow> closed = harness.bars().subList(before, harness.bars().size());
        assertThat(closed)
                .extracting(bar -> bar.timeframe() + " " + (bar.end() - MONDAY) / MINUTE)
                .containsExactly("5m 60", "1h 60", "1m 120", "5m 120", "1h 120");
    }

    @Test
    void shouldLetSmallerBarsOfItsEndWaitForTheirLastPart() {
        publish(MONDAY + 54 * MINUTE, ONE_MINUTE, 10, 1);
        publish(MONDAY + 58 * MINUTE, ONE_MINUTE, 10, 1);
        publish(MONDAY, ONE_HOUR, 10, 60);

        assertThat(harness.bars("A", FIVE_MINUTES)).hasSize(1);
        publish(MONDAY + 59 * MINUTE, ONE_MINUTE, 12, 1);

        assertThat(harness.bars("A", FIVE_MINUTES)).extracting(BarRow::close).containsExactly(10.0, 12.0);
    }

    @Test
    void shouldTakeManyTimeframesBesideEachOtherWhenTheLargestOfAnEndComesFirst() {
        Random random = new Random(5);
        double minutes = 0;
        long hours = 0;
        for (int minute = 1; minute <= 3 * 1_440; minute++) {
            long end = MONDAY + minute * MINUTE;
            for (Timeframe timeframe : List.of(ONE_HOUR, FIVE_MINUTES)) {
                if (minute * MINUTE % timeframe.length() == 0) {
                    hours += timeframe.equals(ONE_HOUR) ? 1 : 0;
                    assertThat(publish(end - timeframe.length(), timeframe, 20, 7))
                            .isEqualTo(Refusal.ACCEPTED);
                }
            }
            if (random.nextInt(10) > 0 || minute == 1) {
                minutes += 2;
                assertThat(publish(end - MINUTE, ONE_MINUTE, 10, 2)).isEqualTo(Refusal.ACCEPTED);
            }
        }
        harness.watermark("A", MONDAY + 3 * DAY);

        assertThat(harness.bars("A", ONE_HOUR)).hasSize((int) hours);
        assertThat(harness.bars("A", FIVE_MINUTES)).hasSize((int) hours * 12);
        assertThat(harness.bars("A", ONE_MINUTE)).hasSize((int) (minutes / 2));
        assertThat(harness.bars("A", ONE_DAY).stream()
                        .mapToDouble(BarRow::volume)
                        .sum())
                .isEqualTo(minutes);
        assertThat(harness.bars("A", ONE_DAY)).hasSize(3).allMatch(day -> day.origin() == Origin.ROLLED);
    }

    @Test
    void shouldLetASmallerBarReadThePublishedOneThatEndsWithIt() {
        CompiledStrategy strategy = Documents.strategy(
                "id = hour\ntimeframe = 1m\nbuy = \"cross_above(close @ 1h, 100)\"\nexpires = 5 bars\n");
        harness.applyStrategy(strategy.hash(), "hour", strategy.canonical(), "");
        publish(MONDAY - HOUR, ONE_HOUR, 99, 1);
        publish(MONDAY + 57 * MINUTE, ONE_MINUTE, 10, 1);
        publish(MONDAY + 58 * MINUTE, ONE_MINUTE, 10, 1);
        publish(MONDAY, ONE_HOUR, 101, 1);
        assertThat(harness.core().counters().signals()).isZero();

        publish(MONDAY + 59 * MINUTE, ONE_MINUTE, 10, 1);

        assertThat(harness.core().counters().signals()).isEqualTo(1);
    }

    @Test
    void shouldNotLetASmallerBarReadALargerOneThatEndsAfterIt() {
        CompiledStrategy strategy = Documents.strategy(
                "id = hour\ntimeframe = 1m\nbuy = \"close @ 1h > 100\"\nrearm = false\nexpires = 5 bars\n");
        harness.applyStrategy(strategy.hash(), "hour", strategy.canonical(), "");
        publish(MONDAY - HOUR, ONE_HOUR, 99, 1);
        publish(MONDAY, ONE_HOUR, 101, 1);

        publish(MONDAY + 10 * MINUTE, ONE_MINUTE, 10, 1);
        assertThat(harness.core().counters().signals()).isZero();
        publish(MONDAY + 59 * MINUTE, ONE_MINUTE, 10, 1);

        assertThat(harness.core().counters().signals()).isEqualTo(1);
    }

    @Test
    void shouldCloseWhatWaitsWhenAWordSaysTheEndOnceMore() {
        publish(MONDAY + 58 * MINUTE, ONE_MINUTE, 10, 1);
        publish(MONDAY, ONE_HOUR, 10, 60);
        assertThat(harness.bars("A", FIVE_MINUTES)).isEmpty();

        assertThat(harness.core().movesWatermark(0, 0, MONDAY + HOUR - 1)).isFalse();
        assertThat(harness.core().movesWatermark(0, 0, MONDAY + HOUR)).isTrue();
        harness.watermark("A", MONDAY + HOUR);

        assertThat(harness.bars("A", FIVE_MINUTES)).hasSize(1);
        assertThat(harness.core().movesWatermark(0, 0, MONDAY + HOUR)).isFalse();
    }

    @Test
    void shouldPutABarIntoTheLargerOneThatHoldsItsStartWhichClosesIncludingIt() {
        CoreHarness weekly = CoreHarness.started(withWeeks());
        int instrument = weekly.instrument("A");
        for (int day = 0; day < 8; day++) {
            long start = MONDAY + day * DAY + 5 * HOUR;
            weekly.publishedBar(instrument, 0, start, DAY, 10, 10 + day, 9, 10 + day, 1);
        }

        assertThat(weekly.bars("A", ONE_WEEK)).singleElement().satisfies(week -> {
            assertThat(week.start()).isEqualTo(MONDAY);
            assertThat(week.end()).isEqualTo(MONDAY + WEEK);
            assertThat(week.close()).isEqualTo(16);
            assertThat(week.volume()).isEqualTo(7);
        });
        assertThat(weekly.bars()).extracting(BarRow::timeframe).endsWith(ONE_DAY, ONE_WEEK, ONE_DAY);
    }

    @Test
    void shouldTakeDaysThatFollowAfter23And25HoursAndOverlap() {
        publish(MONDAY + 5 * HOUR, ONE_DAY, 10, 1);

        assertThat(publish(MONDAY + DAY + 4 * HOUR, ONE_DAY, 10, 1)).isEqualTo(Refusal.ACCEPTED);
        assertThat(publish(MONDAY + 2 * DAY + 5 * HOUR, ONE_DAY, 10, 1)).isEqualTo(Refusal.ACCEPTED);

        assertThat(harness.bars("A", ONE_DAY))
                .extracting(BarRow::end)
                .containsExactly(MONDAY + DAY + 5 * HOUR, MONDAY + 2 * DAY + 4 * HOUR, MONDAY + 3 * DAY + 5 * HOUR);
    }

    @Test
    void shouldTakeABarOfALargerTimeframeThatComesAfterItsEndAndKeepItOutOfClosedOnes() {
        publish(MONDAY + 2 * HOUR, ONE_MINUTE, 10, 1);

        assertThat(publish(MONDAY, ONE_HOUR, 10, 1)).isEqualTo(Refusal.ACCEPTED);

        assertThat(harness.bars()).extracting(BarRow::timeframe).containsExactly(ONE_MINUTE, ONE_HOUR);
        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY + 2 * HOUR + MINUTE);
    }

    @Test
    void shouldRefuseATimeframeThatIsNotMadeOfTheBaseOrOneTooMany() {
        assertThat(publish(MONDAY, Timeframe.ofNanos(SECOND), 10, 1)).isEqualTo(Refusal.TIMEFRAME_INVALID);
        assertThat(publish(MONDAY, Timeframe.ofNanos(7 * MINUTE), 10, 1)).isEqualTo(Refusal.TIMEFRAME_INVALID);
        for (int days = 1; days <= 16; days++) {
            assertThat(publish(MONDAY, Timeframe.ofNanos(days * DAY), 10, 1)).isEqualTo(Refusal.ACCEPTED);
        }
        assertThat(publish(MONDAY, Timeframe.ofNanos(17 * DAY), 10, 1)).isEqualTo(Refusal.TIMEFRAME_INVALID);
    }

    @Test
    void shouldTakeTheBaseThatIsDeclared() {
        harness.declare("*", settings(BarsFrom.BARS, Timeframe.ofNanos(SECOND), 0));

        for (int second = 0; second < 60; second++) {
            publish(MONDAY + second * SECOND, Timeframe.ofNanos(SECOND), 10 + second % 3, 0.5);
        }

        assertThat(harness.bars("A", ONE_MINUTE)).extracting(BarRow::volume).containsExactly(30.0);
    }

    @Test
    void shouldNeverFillPublishedBarsAndCountTradesThatMeetThem() {
        harness.declare("*", new InstrumentSettings(ONE_MINUTE, BarsFrom.AUTO, 0, GapPolicy.FILL, List.of("one"), 0));
        int one = harness.source("one");
        int instrument = harness.instrument("A");

        assertThat(harness.publishedBar("A", MONDAY, MINUTE)).isEqualTo(Refusal.SOURCE_NOT_ALLOWED);
        harness.publishedBar(instrument, one, MONDAY, MINUTE, 1, 1, 1, 1, 0);
        harness.publishedBar(instrument, one, MONDAY + 9 * MINUTE, MINUTE, 1, 1, 1, 1, 0);
        assertThat(harness.trade(instrument, one, MONDAY + HOUR, 1, 1)).isEqualTo(Refusal.BARS_FROM_CONFLICT);
        assertThat(harness.quote(instrument, one, MONDAY + HOUR, 1, 2)).isEqualTo(Refusal.ACCEPTED);
        harness.watermark(instrument, one, MONDAY + DAY);

        assertThat(harness.bars("A", ONE_MINUTE)).hasSize(2);
        assertThat(harness.core().instruments().at(0).quote().ask()).isEqualTo(2);
        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY + DAY);
    }

    @Test
    void shouldCountOrdinalsOnWhenATimeframeIsMadeAgain() {
        publish(MONDAY, ONE_MINUTE, 10, 1);
        publish(MONDAY + 4 * MINUTE, ONE_MINUTE, 10, 1);
        harness.settings(CoreSettings.defaults().withTimeframes(List.of(ONE_MINUTE)));
        harness.settings(CoreSettings.defaults().withTimeframes(List.of(ONE_MINUTE, FIVE_MINUTES)));
        publish(MONDAY + 9 * MINUTE, ONE_MINUTE, 10, 1);

        assertThat(harness.bars("A", FIVE_MINUTES)).extracting(BarRow::ordinal).containsExactly(0L, 1L);
        harness.settings(CoreSettings.defaults().withTimeframes(List.of(ONE_MINUTE)));
        assertThat(publish(MONDAY + 10 * MINUTE, FIVE_MINUTES, 10, 1)).isEqualTo(Refusal.BAR_CONFLICT);
    }

    private Refusal publish(long start, Timeframe timeframe, double price, double volume) {
        int instrument = harness.instrument("A");
        return harness.publishedBar(
                instrument, 0, start, timeframe.length(), price, price + 1, price - 1, price, volume);
    }

    private static InstrumentSettings settings(BarsFrom barsFrom, Timeframe base, long lateness) {
        return new InstrumentSettings(base, barsFrom, lateness, GapPolicy.LEAVE, List.of(), 0);
    }

    private static CoreSettings withWeeks() {
        List<Timeframe> timeframes = new ArrayList<>(CoreSettings.defaults().timeframes());
        timeframes.add(ONE_WEEK);
        return CoreSettings.defaults().withTimeframes(timeframes);
    }
}
