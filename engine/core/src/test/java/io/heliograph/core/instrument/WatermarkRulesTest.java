package io.heliograph.core.instrument;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.CoreHarness.declaration;
import static io.heliograph.core.Timeframe.HOUR;
import static io.heliograph.core.Timeframe.MINUTE;
import static io.heliograph.core.Timeframe.ONE_MINUTE;
import static io.heliograph.core.Timeframe.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.BarRow;
import io.heliograph.core.CoreHarness;
import org.junit.jupiter.api.Test;

class WatermarkRulesTest {
    private final CoreHarness harness = CoreHarness.started();

    @Test
    void shouldFollowTheLatestTradeLessTheLateness() {
        harness.declare("*", declaration(ONE_MINUTE, 90 * SECOND, GapPolicy.LEAVE));

        harness.trade("A", MONDAY + 5 * MINUTE, 10, 1);
        harness.trade("A", MONDAY + 4 * MINUTE, 10, 1);

        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY + 5 * MINUTE - 90 * SECOND);
    }

    @Test
    void shouldNeverMoveBack() {
        harness.trade("A", MONDAY + MINUTE, 10, 1);

        harness.watermark("A", MONDAY);

        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY + MINUTE);
        assertThat(harness.core().movesWatermark(0, 0, MONDAY)).isFalse();
        assertThat(harness.core().movesWatermark(0, 0, MONDAY + MINUTE)).isFalse();
        assertThat(harness.core().movesWatermark(0, 0, MONDAY + MINUTE + 1)).isTrue();
    }

    @Test
    void shouldNotMoveByTradesOfOtherInstruments() {
        harness.trade("A", MONDAY, 10, 1);

        harness.trade("B", MONDAY + HOUR, 10, 1);

        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY);
        assertThat(harness.bars()).isEmpty();
    }

    @Test
    void shouldNotMoveByQuotes() {
        harness.trade("A", MONDAY, 10, 1);

        harness.quote("A", MONDAY + HOUR, 9, 10);

        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY);
        assertThat(harness.core().instruments().at(0).quote().bid()).isEqualTo(9);
    }

    @Test
    void shouldReachTheInstrumentsForWhichTheSourceHasPublishedWhenItNamesNone() {
        int one = harness.source("one");
        int two = harness.source("two");
        harness.trade(harness.instrument("A"), one, MONDAY, 10, 1);
        harness.trade(harness.instrument("B"), two, MONDAY, 10, 1);
        harness.trade(harness.instrument("C"), one, MONDAY, 10, 1);

        assertThat(harness.core().movesWatermark(-1, one, MONDAY + MINUTE)).isTrue();
        assertThat(harness.core().movesWatermark(-1, 0, MONDAY + MINUTE)).isFalse();
        harness.watermark(-1, one, MONDAY + MINUTE);

        assertThat(harness.bars()).extracting(BarRow::symbol).containsExactly("A", "C");
        assertThat(harness.core().instruments().watermark(1)).isEqualTo(MONDAY);
        assertThat(harness.core().movesWatermark(-1, one, MONDAY + MINUTE)).isFalse();
        assertThat(harness.core().sources().at(one).watermark()).isEqualTo(MONDAY + MINUTE);
    }

    @Test
    void shouldReachTheNamedInstrumentWhoeverSaysIt() {
        harness.trade("A", MONDAY, 10, 1);

        harness.watermark(0, harness.source("somebody"), MONDAY + MINUTE);

        assertThat(harness.bars()).hasSize(1);
    }

    @Test
    void shouldBeTheSmallestOfDeclaredSources() {
        int fast = harness.source("fast");
        harness.declare("*", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE, "fast", "slow"));
        int instrument = harness.instrument("A");
        int slow = harness.source("slow");

        harness.trade(instrument, fast, MONDAY, 10, 1);
        harness.trade(instrument, fast, MONDAY + 10 * MINUTE, 11, 1);
        assertThat(harness.bars()).isEmpty();
        assertThat(harness.trade(instrument, slow, MONDAY + SECOND, 12, 1)).isEqualTo(Refusal.ACCEPTED);
        assertThat(harness.core().instruments().watermark(0)).isEqualTo(MONDAY + SECOND);
        harness.watermark(-1, slow, MONDAY + MINUTE);

        assertThat(harness.bars()).hasSize(1);
        assertThat(harness.bars().get(0).close()).isEqualTo(12);
        assertThat(harness.bars().get(0).trades()).isEqualTo(2);
    }

    @Test
    void shouldRefuseEventsOfSourcesThatAreNotDeclared() {
        harness.declare("*", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE, "known"));
        int instrument = harness.instrument("A");
        int other = harness.source("other");

        assertThat(harness.trade(instrument, other, MONDAY, 10, 1)).isEqualTo(Refusal.SOURCE_NOT_ALLOWED);
        assertThat(harness.trade("A", MONDAY, 10, 1)).isEqualTo(Refusal.SOURCE_NOT_ALLOWED);
        assertThat(harness.quote("A", MONDAY, 9, 10)).isEqualTo(Refusal.SOURCE_NOT_ALLOWED);
        assertThat(harness.watermark(instrument, other, MONDAY)).isEqualTo(Refusal.SOURCE_NOT_ALLOWED);
        assertThat(harness.trade(instrument, harness.source("known"), MONDAY, 10, 1))
                .isEqualTo(Refusal.ACCEPTED);
        assertThat(harness.core().sources().at(other).refused(Refusal.SOURCE_NOT_ALLOWED))
                .isEqualTo(2);
    }

    @Test
    void shouldNotWaitForASilentSourceBeyondTheOpenBars() {
        int fast = harness.source("fast");
        harness.declare("*", declaration(ONE_MINUTE, 0, GapPolicy.LEAVE, "fast", "silent"));
        int instrument = harness.instrument("A");

        for (int minute = 0; minute < 65; minute++) {
            harness.trade(instrument, fast, MONDAY + minute * MINUTE, 10, 1);
        }

        assertThat(harness.bars("A", ONE_MINUTE)).hasSize(1);
        assertThat(harness.core().instruments().at(0).forced()).isEqualTo(1);
    }

    @Test
    void shouldCallATradeLateWhenItsBarIsClosedAndApplyItNowhere() {
        int one = harness.source("one");
        harness.trade("A", MONDAY, 10, 1);
        harness.trade("A", MONDAY + MINUTE + 30 * SECOND, 11, 1);

        assertThat(harness.trade(0, one, MONDAY + MINUTE - 1, 99, 5)).isEqualTo(Refusal.LATE);
        assertThat(harness.trade(0, one, MONDAY + MINUTE, 12, 1)).isEqualTo(Refusal.ACCEPTED);
        harness.watermark("A", MONDAY + HOUR);

        assertThat(harness.bars("A", ONE_MINUTE)).extracting(BarRow::high).containsExactly(10.0, 12.0);
        assertThat(harness.core().counters().late()).isEqualTo(1);
        assertThat(harness.core().sources().at(one).late()).isEqualTo(1);
        assertThat(harness.core().instruments().at(0).late()).isEqualTo(1);
    }

    @Test
    void shouldCallATradeLateWhenAWatermarkPassedItsEmptyBar() {
        harness.instrument("A");
        harness.watermark("A", MONDAY + HOUR);

        assertThat(harness.trade("A", MONDAY + 59 * MINUTE, 10, 1)).isEqualTo(Refusal.LATE);
        assertThat(harness.trade("A", MONDAY + HOUR, 10, 1)).isEqualTo(Refusal.ACCEPTED);
    }
}
