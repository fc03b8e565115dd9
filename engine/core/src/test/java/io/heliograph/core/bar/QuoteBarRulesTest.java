package io.heliograph.core.bar;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.Timeframe.HOUR;
import static io.heliograph.core.Timeframe.MINUTE;
import static io.heliograph.core.Timeframe.ONE_MINUTE;
import static io.heliograph.core.Timeframe.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.Origin;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.core.instrument.InstrumentSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteBarRulesTest {
    private static final double NONE = Double.NaN;

    private final CoreHarness harness = CoreHarness.started();

    @Test
    void shouldLetTheFirstQuoteDecideForMid() {
        harness.quote("A", MONDAY, 9, 11);
        harness.quote("A", MONDAY + SECOND, 10, 13);
        harness.watermark("A", MONDAY + HOUR);

        assertThat(harness.core().instruments().barsFrom(0)).isEqualTo(BarsFrom.MID);
        BarRow bar = harness.bars("A", ONE_MINUTE).get(0);
        assertThat(bar.open()).isEqualTo(10);
        assertThat(bar.close()).isEqualTo(11.5);
        assertThat(bar.origin()).isEqualTo(Origin.BUILT);
        assertThat(harness.bars("A", Timeframe.ofNanos(HOUR)).get(0).origin()).isEqualTo(Origin.ROLLED);
    }

    @Test
    void shouldHaveNeitherVolumeNorWapNorTradesAnywhere() {
        declare(BarsFrom.MID, 0, GapPolicy.FILL);

        harness.quote("A", MONDAY, 9, 11);
        harness.watermark("A", MONDAY + HOUR);

        assertThat(harness.bars()).hasSize(60 + 12 + 1);
        assertThat(harness.bars()).allMatch(bar -> bar.volume() == 0 && Double.isNaN(bar.wap()) && bar.trades() == -1);
    }

    @Test
    void shouldHaveNoMidBeforeBothSidesWereSeenAndKeepTheSideThatIsAbsent() {
        declare(BarsFrom.MID, 0, GapPolicy.LEAVE);

        harness.quote("A", MONDAY, 9, NONE);
        harness.quote("A", MONDAY + MINUTE, 10, NONE);
        assertThat(harness.core().instruments().at(0).isSettled()).isFalse();
        harness.quote("A", MONDAY + 2 * MINUTE, NONE, 12);
        harness.quote("A", MONDAY + 2 * MINUTE + 1, 11, NONE);
        harness.watermark("A", MONDAY + 3 * MINUTE);

        assertThat(harness.bars("A", ONE_MINUTE)).singleElement().satisfies(bar -> {
            assertThat(bar.start()).isEqualTo(MONDAY + 2 * MINUTE);
            assertThat(bar.open()).isEqualTo(11);
            assertThat(bar.close()).isEqualTo(11.5);
            assertThat(bar.first()).isFalse();
        });
    }

    @Test
    void shouldTakeASideFromTheQuotesThatCarryItAndTheTimeFromAll() {
        declare(BarsFrom.BID, 0, GapPolicy.LEAVE);

        harness.quote("A", MONDAY, 9, NONE);
        harness.quote("A", MONDAY + MINUTE, NONE, 12);

        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY + MINUTE);
        harness.watermark("A", MONDAY + HOUR);
        assertThat(harness.bars("A", ONE_MINUTE)).extracting(BarRow::close).containsExactly(9.0);
    }

    @Test
    void shouldAcceptAndCountCrossedAndLockedQuotes() {
        declare(BarsFrom.MID, 0, GapPolicy.LEAVE);

        assertThat(harness.quote("A", MONDAY, 11, 9)).isEqualTo(Refusal.ACCEPTED);
        assertThat(harness.quote("A", MONDAY, 10, 10)).isEqualTo(Refusal.ACCEPTED);
        harness.watermark("A", MONDAY + MINUTE);

        assertThat(harness.core().counters().crossedQuotes()).isEqualTo(1);
        assertThat(harness.core().counters().lockedQuotes()).isEqualTo(1);
        assertThat(harness.bars("A", ONE_MINUTE)).extracting(BarRow::close).containsExactly(10.0);
    }

    @Test
    void shouldCountATradeThatMeetsAnInstrumentBuiltFromQuotes() {
        harness.quote("A", MONDAY, 9, NONE);

        assertThat(harness.trade("A", MONDAY + HOUR, 500, 1)).isEqualTo(Refusal.BARS_FROM_CONFLICT);

        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY);
        assertThat(harness.core().instruments().at(0).lastTrade().price()).isEqualTo(500);
        assertThat(harness.core().counters().refused(Refusal.BARS_FROM_CONFLICT))
                .isEqualTo(1);
        assertThat(harness.core().sources().at(0).refused(Refusal.BARS_FROM_CONFLICT))
                .isEqualTo(1);
        assertThat(harness.bars()).isEmpty();
    }

    @Test
    void shouldNotMakeASideOlderByAQuoteThatComesOutOfOrder() {
        declare(BarsFrom.MID, 60 * SECOND, GapPolicy.LEAVE);
        harness.quote("A", MONDAY + 10 * SECOND, 9, 11);
        harness.quote("A", MONDAY + 30 * SECOND, NONE, 31);

        harness.quote("A", MONDAY + 20 * SECOND, NONE, 21);
        harness.quote("A", MONDAY + 40 * SECOND, 11, NONE);
        harness.watermark("A", MONDAY + MINUTE);

        assertThat(harness.core().instruments().at(0).quote().ask()).isEqualTo(31);
        assertThat(harness.core().instruments().at(0).quote().time()).isEqualTo(MONDAY + 40 * SECOND);
        assertThat(harness.bars("A", ONE_MINUTE)).singleElement().satisfies(bar -> {
            assertThat(bar.close()).isEqualTo(21);
            assertThat(bar.low()).isEqualTo(10);
        });
    }

    @Test
    void shouldCallAQuoteLateWhenItsBarIsClosedAndApplyItNowhere() {
        declare(BarsFrom.BID, 20 * SECOND, GapPolicy.LEAVE);
        harness.quote("A", MONDAY + 30 * SECOND, 9, 10);
        harness.quote("A", MONDAY + 75 * SECOND, 9, 10);
        assertThat(harness.quote("A", MONDAY + 20 * SECOND, 5, 6)).isEqualTo(Refusal.ACCEPTED);
        harness.quote("A", MONDAY + 80 * SECOND, 9, 10);

        assertThat(harness.quote("A", MONDAY + 59 * SECOND, 1, 2)).isEqualTo(Refusal.LATE);

        assertThat(harness.core().instruments().at(0).late()).isEqualTo(1);
        assertThat(harness.core().instruments().at(0).quote().bid()).isEqualTo(9);
        assertThat(harness.bars("A", ONE_MINUTE)).singleElement().satisfies(bar -> {
            assertThat(bar.open()).isEqualTo(5);
            assertThat(bar.close()).isEqualTo(9);
        });
    }

    @Test
    void shouldReconcileDeclaredSources() {
        harness.declare(
                "*", new InstrumentSettings(ONE_MINUTE, BarsFrom.MID, 0, GapPolicy.LEAVE, List.of("fast", "slow"), 0));
        int fast = harness.source("fast");
        int slow = harness.source("slow");
        int instrument = harness.instrument("A");

        harness.quote(instrument, fast, MONDAY + 10 * MINUTE, 9, 11);
        assertThat(harness.quote(instrument, slow, MONDAY, 9, 11)).isEqualTo(Refusal.ACCEPTED);
        assertThat(harness.quote(instrument, 0, MONDAY, 9, 11)).isEqualTo(Refusal.SOURCE_NOT_ALLOWED);
        assertThat(harness.bars()).isEmpty();
        harness.watermark(-1, slow, MONDAY + 20 * MINUTE);

        assertThat(harness.bars("A", ONE_MINUTE)).extracting(BarRow::start).containsExactly(MONDAY);
    }

    @Test
    void shouldFixWhatShapesBarsWithTheFirstPrice() {
        harness.quote("A", MONDAY, 9, 11);

        assertThat(harness.declare("A", settings(BarsFrom.TRADES, 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.INSTRUMENT_SETTLED);
        assertThat(harness.declare("A", settings(BarsFrom.MID, 0, GapPolicy.LEAVE)))
                .isEqualTo(Refusal.ACCEPTED);
    }

    @Test
    void shouldKeepTheMidFiniteWhateverThePrices() {
        harness.quote("A", MONDAY, Double.MAX_VALUE, Double.MAX_VALUE);
        harness.quote("A", MONDAY, Double.MIN_VALUE, Double.MIN_VALUE);
        harness.watermark("A", MONDAY + MINUTE);

        assertThat(harness.bars("A", ONE_MINUTE).get(0).high()).isEqualTo(Double.MAX_VALUE);
        assertThat(harness.bars("A", ONE_MINUTE).get(0).low()).isEqualTo(Double.MIN_VALUE);
    }

    private void declare(BarsFrom barsFrom, long lateness, GapPolicy gaps) {
        harness.declare("*", settings(barsFrom, lateness, gaps));
    }

    private static InstrumentSettings settings(BarsFrom barsFrom, long lateness, GapPolicy gaps) {
        return new InstrumentSettings(ONE_MINUTE, barsFrom, lateness, gaps, List.of(), 0);
    }
}
