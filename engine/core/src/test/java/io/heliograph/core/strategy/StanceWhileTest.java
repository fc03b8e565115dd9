package io.heliograph.core.strategy;

import static io.heliograph.core.strategy.StrategyView.Level.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A stance that stands only while its condition is TRUE, each rule with a written list. */
class StanceWhileTest {
    private static final String PLAIN = " confidence 0.5 stop NaN target NaN";

    private final Scenario scenario = new Scenario().holdWhile();

    @Test
    void shouldTakeTheSideThatIsTrueWithoutArming() {
        scenario.bars("buy", "buy", "sell", "sell?");

        assertThat(scenario.lines.signals())
                .containsExactly("#0 BUY 64.0" + PLAIN, "#2 SELL 64.0" + PLAIN + " closes #0");
    }

    @Test
    void shouldReleaseWhenBothAreFalse() {
        scenario.bars("buy", "72", "-", "buy");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#0 BUY 64.0" + PLAIN,
                        "#1 end #0 BUY RELEASED 64.0 to 72.0: 0.125 best 0.125 worst 0.125 held 1 WIN",
                        "#1 HOLD RELEASED 72.0 closes #0",
                        "#3 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldEndInConflictWhenBothAreTrue() {
        scenario.bars("sell", "buy sell", "buy sell");

        assertThat(scenario.lines.signals()).containsExactly("#0 SELL 64.0" + PLAIN, "#1 HOLD CONFLICT 64.0 closes #0");
    }

    @Test
    void shouldStayWhenOneIsUnknownAndNoneIsTrue() {
        scenario.bars("buy", "buy?", "sell?", "buy? sell?");

        assertThat(scenario.lines.signals()).containsExactly("#0 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldTakeASideWhetherTheOtherIsFalseOrUnknown() {
        scenario.bars("buy sell?", "buy? sell");

        assertThat(scenario.lines.signals())
                .containsExactly("#0 BUY 64.0" + PLAIN, "#1 SELL 64.0" + PLAIN + " closes #0");
    }

    @Test
    void shouldEndAtABarrierFirstAndEnterTheSameSideOnTheNextTrue() {
        scenario.declare(STOP);

        scenario.bars("buy stop=60", "64/64/60/64 buy stop=60", "buy stop=60");

        assertThat(scenario.lines.signals())
                .containsExactly(
                        "#0 BUY 64.0 confidence 0.5 stop 60.0 target NaN",
                        "#1 HOLD STOP 64.0 closes #0",
                        "#2 BUY 64.0 confidence 0.5 stop 60.0 target NaN");
    }

    @Test
    void shouldEnterTheOtherSideOnTheBarThatEndedOneAtABarrier() {
        scenario.declare(STOP);

        scenario.bars("buy stop=60", "64/64/60/64 buy? sell stop=72");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#0 BUY 64.0 confidence 0.5 stop 60.0 target NaN",
                        "#1 end #0 BUY STOP 64.0 to 60.0: -0.0625 best 0.0 worst -0.0625 held 1",
                        "#1 SELL 64.0 confidence 0.5 stop 72.0 target NaN closes #0");
    }

    @Test
    void shouldKeepTheBarriersReasonWhenTheConditionsWouldEndItToo() {
        scenario.declare(STOP);

        scenario.bars("buy stop=60", "64/64/60/64", "buy stop=60", "64/64/60/64 buy sell");

        assertThat(scenario.lines.signals())
                .contains("#1 HOLD STOP 64.0 closes #0", "#3 HOLD STOP 64.0 closes #2")
                .hasSize(4);
    }

    @Test
    void shouldLeaveTheStanceWhenTheEntryIsFaulty() {
        scenario.declare(STOP);

        scenario.bars("buy stop=60", "sell stop=60", "sell stop=72");

        assertThat(scenario.lines.all().subList(1, 2))
                .containsExactly("#1 fault SELL LEVEL_INVALID stop: <stop>: not above the close");
        assertThat(scenario.lines.signals().get(1))
                .isEqualTo("#2 SELL 64.0 confidence 0.5 stop 72.0 target NaN closes #0");
    }

    @Test
    void shouldOnlyEndOnAFilledBar() {
        scenario.bars("filled buy", "buy", "filled sell", "filled", "filled buy");

        assertThat(scenario.lines.signals()).containsExactly("#1 BUY 64.0" + PLAIN, "#3 HOLD RELEASED 64.0 closes #1");
    }
}
