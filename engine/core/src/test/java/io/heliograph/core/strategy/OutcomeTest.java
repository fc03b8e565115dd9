package io.heliograph.core.strategy;

import static io.heliograph.core.strategy.StrategyView.Level.STOP;
import static io.heliograph.core.strategy.StrategyView.Level.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endings and outcomes, each rule with a written list. */
class OutcomeTest {
    private final Scenario scenario = new Scenario();

    @ParameterizedTest
    @CsvSource({
        "buy stop=60 target=72,   62/64/56/58, STOP 64.0 to 60.0: -0.0625",
        "buy stop=60 target=72,   56/64/56/58, STOP 64.0 to 56.0: -0.125",
        "buy stop=60 target=72,   64/80/64/64, TARGET 64.0 to 72.0: 0.125",
        "buy stop=60 target=72,   80/84/79/64, TARGET 64.0 to 80.0: 0.25",
        "sell stop=72 target=60,  64/80/62/64, STOP 64.0 to 72.0: -0.125",
        "sell stop=72 target=60,  80/84/79/64, STOP 64.0 to 80.0: -0.25",
        "sell stop=72 target=60,  64/64/56/64, TARGET 64.0 to 60.0: 0.0625",
        "sell stop=72 target=60,  56/58/52/64, TARGET 64.0 to 56.0: 0.125",
    })
    void shouldEndAtTheBarrierOrAtTheOpenWhenTheBarJumpedOverIt(String script, String bar, String ending) {
        scenario.declare(STOP, TARGET);

        scenario.bars("-", script, bar);

        assertThat(scenario.lines.endings()).hasSize(1);
        assertThat(scenario.lines.endings().get(0)).contains(ending).doesNotContain("AMBIGUOUS");
    }

    @ParameterizedTest
    @CsvSource({
        "buy stop=60 target=72,  64/72/60/64, BUY STOP 64.0 to 60.0: -0.0625 best 0.125 worst -0.0625",
        "buy stop=60 target=72,  76/76/60/64, BUY STOP 64.0 to 60.0: -0.0625 best 0.1875 worst -0.0625",
        "sell stop=72 target=60, 64/72/60/64, SELL STOP 64.0 to 72.0: -0.125 best 0.0625 worst -0.125",
    })
    void shouldCountTheStopAndSayAmbiguousWhenOneBarTouchesBoth(String script, String bar, String ending) {
        scenario.declare(STOP, TARGET);

        scenario.bars("-", script, bar);

        assertThat(scenario.lines.endings()).containsExactly("#2 end #1 " + ending + " held 1 AMBIGUOUS");
    }

    @Test
    void shouldLeaveAReturnBeyondAllNumbersUndefined() {
        scenario.bars("1e-308", "-", "1e-308 buy", "1e308 exit_buy");

        assertThat(scenario.lines.endings()).singleElement().asString().contains(": NaN best NaN");
    }

    @Test
    void shouldRecordTheOutcomeTwentyBarsAfterTheSignalWhenItEndedBefore() {
        scenario.bars("-", "buy", "66/68/62/65", "70/72/60/68 exit_buy", "80/96/32/80", "64", "80")
                .repeat(14, "64")
                .bars("96", "128");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 BUY 64.0 confidence 0.5 stop NaN target NaN",
                        "#3 end #1 BUY EXIT 64.0 to 68.0: 0.0625 best 0.125 worst -0.0625 held 2 WIN",
                        "#3 HOLD EXIT 68.0 closes #1",
                        "#21 outcome #1 BUY EXIT 64.0 next 66.0 to 68.0: 0.0625 next 0.030303030303030276"
                                + " best 0.125 worst -0.0625 held 2 at 0.015625 0.25 0.5 WIN");
    }

    @Test
    void shouldRecordTheOutcomeWithTheEndingWhenThatComesAfterTwentyBars() {
        scenario.bars("-", "sell").repeat(24, "64").bars("64/64/48/56 exit_sell", "64");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 SELL 64.0 confidence 0.5 stop NaN target NaN",
                        "#26 end #1 SELL EXIT 64.0 to 56.0: 0.125 best 0.25 worst -0.0 held 25 WIN",
                        "#26 outcome #1 SELL EXIT 64.0 next 64.0 to 56.0: 0.125 next 0.125 best 0.25 worst -0.0"
                                + " held 25 at -0.0 -0.0 -0.0 WIN",
                        "#26 HOLD EXIT 56.0 closes #1");
    }

    @Test
    void shouldRecordTheOutcomeAtTwentyBarsWhenTheSignalEndsThere() {
        scenario.bars("-", "buy").repeat(19, "64").bars("exit_buy");

        assertThat(scenario.lines.all().get(1)).startsWith("#21 end #1 BUY EXIT");
        assertThat(scenario.lines.all().get(2)).startsWith("#21 outcome #1 BUY EXIT");
    }

    @Test
    void shouldNotFloorTheExcursions() {
        scenario.bars("-", "buy", "56/60/48/56", "exit_buy 56/62/56/60").repeat(20, "64");

        assertThat(scenario.lines.endings())
                .containsExactly("#3 end #1 BUY EXIT 64.0 to 60.0: -0.0625 best -0.03125 worst -0.25 held 2");
    }

    @Test
    void shouldMirrorTheExcursionsOfASell() {
        scenario.bars("-", "sell", "72/80/68/72", "exit_sell 72/72/66/68");

        assertThat(scenario.lines.endings())
                .containsExactly("#3 end #1 SELL EXIT 64.0 to 68.0: -0.0625 best -0.03125 worst -0.25 held 2");
    }

    @Test
    void shouldNotCallAReturnOfZeroAWin() {
        scenario.bars("-", "buy", "exit_buy");

        assertThat(scenario.lines.endings())
                .containsExactly("#2 end #1 BUY EXIT 64.0 to 64.0: 0.0 best 0.0 worst 0.0 held 1");
    }

    @Test
    void shouldEndWithRemovedAtTheLastCloseUnscoredAndWithoutAnotherSignal() {
        scenario.bars("-", "buy", "66/72/60/68", "70/76/66/72").remove();

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 BUY 64.0 confidence 0.5 stop NaN target NaN",
                        "#3 end #1 BUY REMOVED 64.0 to 72.0: 0.125 best 0.1875 worst -0.0625 held 2 WIN UNSCORED",
                        "#3 outcome #1 BUY REMOVED 64.0 next 66.0 to 72.0: 0.125 next 0.09090909090909083"
                                + " best 0.1875 worst -0.0625 held 2 at 0.0625 NaN NaN ABANDONED WIN UNSCORED");
    }

    @Test
    void shouldHaveNoPathWhenRemovedOnTheSignalsBar() {
        scenario.bars("-", "buy").remove();

        assertThat(scenario.lines.endings())
                .containsExactly("#1 end #1 BUY REMOVED 64.0 to 64.0: 0.0 best NaN worst NaN held 0 UNSCORED");
    }

    @Test
    void shouldRecordAtOnceWhatStillWaitedWhenRemoved() {
        scenario.bars("-", "buy", "72 exit_buy", "64").remove();

        assertThat(scenario.lines.outcomes())
                .containsExactly("#3 outcome #1 BUY EXIT 64.0 next 72.0 to 72.0: 0.125 next 0.0 best 0.125 worst 0.125"
                        + " held 1 at 0.125 NaN NaN ABANDONED WIN");
        assertThat(scenario.run().pendingOutcomes()).isZero();
    }

    @Test
    void shouldSayNothingWhenRemovedWithoutASignal() {
        scenario.bars("-", "-").remove();

        assertThat(scenario.lines.all()).isEmpty();
    }

    @Test
    void shouldAbandonTheOldestThatEndedWhenTooManyWait() {
        scenario.alwaysArmed().pendingLimit(3);

        scenario.bars("buy", "sell", "buy", "72 sell", "64 buy");

        assertThat(scenario.lines.outcomes())
                .containsExactly(
                        "#3 outcome #0 BUY OPPOSITE 64.0 next 64.0 to 64.0: 0.0 next 0.0 best 0.0 worst 0.0 held 1"
                                + " at 0.0 NaN NaN ABANDONED",
                        "#4 outcome #1 SELL OPPOSITE 64.0 next 64.0 to 64.0: -0.0 next -0.0 best -0.0 worst -0.0"
                                + " held 1 at -0.0 NaN NaN ABANDONED");
        assertThat(scenario.run().pendingOutcomes()).isEqualTo(3);
    }

    @Test
    void shouldNeverHaveMoreWaitingThanTheHorizonAllowsWhenTheLimitIsTheEngines() {
        scenario.alwaysArmed();

        for (int i = 0; i < 100; i++) {
            scenario.bars("buy", "sell");
        }

        assertThat(scenario.run().pendingOutcomes()).isEqualTo(20);
        assertThat(scenario.lines.outcomes()).hasSize(180).noneMatch(line -> line.contains("ABANDONED"));
    }

    @Test
    void shouldRecordOldestFirstBeforeTheSignalsOfTheBar() {
        scenario.alwaysArmed();

        scenario.bars("buy").repeat(21, "64").bars("sell").repeat(19, "64").bars("buy");

        assertThat(scenario.lines.all().stream().map(line -> line.replaceAll(" (BUY|SELL|[0-9.-]+) .*", " $1")))
                .containsExactly(
                        "#0 BUY",
                        "#22 end #0 BUY",
                        "#22 outcome #0 BUY",
                        "#22 SELL",
                        "#42 end #22 SELL",
                        "#42 outcome #22 SELL",
                        "#42 BUY");
    }
}
