package io.heliograph.core.strategy;

import static io.heliograph.core.strategy.StrategyView.Level.STOP;
import static io.heliograph.core.strategy.StrategyView.Level.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.Side;
import io.heliograph.core.strategy.StrategyView.Condition;
import org.junit.jupiter.api.Test;

/** The seven numbered rules of a stance that stands until something ends it, each with a written list. */
class StanceRulesTest {
    private static final String PLAIN = " confidence 0.5 stop NaN target NaN";

    private final Scenario scenario = new Scenario();

    @Test
    void shouldEndAtTheStopWhenALaterBarTouchesIt() {
        scenario.declare(STOP);

        scenario.bars("-", "64/64/32/64 buy stop=60", "64/64/61/64 buy", "64/65/60/65 buy");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 BUY 64.0 confidence 0.5 stop 60.0 target NaN",
                        "#3 end #1 BUY STOP 64.0 to 60.0: -0.0625 best 0.015625 worst -0.0625 held 2",
                        "#3 HOLD STOP 65.0 closes #1");
    }

    @Test
    void shouldEndAtTheTargetWhenALaterBarTouchesIt() {
        scenario.declare(TARGET);

        scenario.bars("-", "64/96/64/64 buy target=72", "64/71/64/64", "64/72/64/64");

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0 confidence 0.5 stop NaN target 72.0", "#3 HOLD TARGET 64.0 closes #1");
    }

    @Test
    void shouldTestBarriersBeforeExpiryExitAndConflict() {
        scenario.declare(STOP).expiresBars(1);

        scenario.bars("-", "buy stop=60", "64/64/60/64 buy sell exit_buy");

        assertThat(scenario.lines.signals().get(1)).isEqualTo("#2 HOLD STOP 64.0 closes #1");
    }

    @Test
    void shouldNotEnterWhenTheConditionWasTrueBeforeTheStrategyExisted() {
        scenario.bars("buy", "buy", "buy", "-", "buy");

        assertThat(scenario.lines.signals()).containsExactly("#4 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldNotArmWhenTheConditionIsUnknown() {
        scenario.bars("buy", "buy?", "buy", "buy?", "-", "buy?", "buy");

        assertThat(scenario.lines.signals()).containsExactly("#6 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldNotArmASellWhenItsConditionIsUnknown() {
        scenario.bars("sell", "sell?", "sell", "-", "sell");

        assertThat(scenario.lines.signals()).containsExactly("#4 SELL 64.0" + PLAIN);
    }

    @Test
    void shouldDisarmASideWhenItEnters() {
        scenario.bars("-", "buy", "buy exit_buy", "buy", "-", "buy");

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0" + PLAIN, "#2 HOLD EXIT 64.0 closes #1", "#5 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldArmEachSideByItself() {
        scenario.bars("buy", "buy", "sell", "buy");

        assertThat(scenario.lines.signals())
                .containsExactly("#2 SELL 64.0" + PLAIN, "#3 BUY 64.0" + PLAIN + " closes #2");
    }

    @Test
    void shouldArmASideOnTheBarOnWhichItsOwnStanceStands() {
        scenario.bars("-", "buy", "-", "buy exit_buy", "buy");

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0" + PLAIN, "#3 HOLD EXIT 64.0 closes #1", "#4 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldAlwaysBeArmedWhenRearmIsFalse() {
        scenario.alwaysArmed();

        scenario.bars("buy", "buy exit_buy", "buy");

        assertThat(scenario.lines.signals())
                .containsExactly("#0 BUY 64.0" + PLAIN, "#1 HOLD EXIT 64.0 closes #0", "#2 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldEndAStanceAndEnterNothingWhenBuyAndSellAreTrue() {
        scenario.bars("-", "buy", "buy sell", "sell");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 BUY 64.0" + PLAIN,
                        "#2 end #1 BUY CONFLICT 64.0 to 64.0: 0.0 best 0.0 worst 0.0 held 1",
                        "#2 HOLD CONFLICT 64.0 closes #1",
                        "#3 SELL 64.0" + PLAIN);
    }

    @Test
    void shouldSayNothingWhenBuyAndSellAreTrueWithoutAStance() {
        scenario.bars("-", "buy sell");

        assertThat(scenario.lines.all()).isEmpty();
    }

    @Test
    void shouldCallItConflictWhenTheExitIsTrueAsWell() {
        scenario.bars("-", "buy", "buy sell exit_buy");

        assertThat(scenario.lines.signals().get(1)).isEqualTo("#2 HOLD CONFLICT 64.0 closes #1");
    }

    @Test
    void shouldEndOnlyTheStancesOwnSideOnAnExit() {
        scenario.bars("-", "buy", "exit_sell", "exit_buy?", "exit_buy");

        assertThat(scenario.lines.signals()).containsExactly("#1 BUY 64.0" + PLAIN, "#4 HOLD EXIT 64.0 closes #1");
    }

    @Test
    void shouldEndASellOnExitSell() {
        scenario.bars("-", "sell", "exit_buy", "exit_sell");

        assertThat(scenario.lines.signals()).containsExactly("#1 SELL 64.0" + PLAIN, "#3 HOLD EXIT 64.0 closes #1");
    }

    @Test
    void shouldCallItExitWhenExpiryIsReachedOnTheSameBar() {
        scenario.expiresBars(1);

        scenario.bars("-", "buy", "exit_buy");

        assertThat(scenario.lines.signals().get(1)).isEqualTo("#2 HOLD EXIT 64.0 closes #1");
    }

    @Test
    void shouldExpireAfterSoManyBars() {
        scenario.expiresBars(3);

        scenario.bars("-", "buy", "-", "-", "-");

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0" + PLAIN + " expires 3 bars", "#4 HOLD EXPIRED 64.0 closes #1");
    }

    @Test
    void shouldExpireOnTheFirstBarThatEndsSoLongAfterTheSignals() {
        scenario.expiresNs(3 * Scenario.MINUTE);

        scenario.bars("-", "buy", "-", "-").pause(10 * Scenario.MINUTE).bars("-");

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0" + PLAIN + " expires 180000000000 ns", "#4 HOLD EXPIRED 64.0 closes #1");
    }

    @Test
    void shouldExpireWhenExactlySoMuchTimeHasPassed() {
        scenario.expiresNs(2 * Scenario.MINUTE);

        scenario.bars("-", "buy", "-", "-");

        assertThat(scenario.lines.signals().get(1)).isEqualTo("#3 HOLD EXPIRED 64.0 closes #1");
    }

    @Test
    void shouldNotEnterAgainTheSideThatStands() {
        scenario.bars("-", "buy", "-", "buy");

        assertThat(scenario.lines.signals()).containsExactly("#1 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldNotEnterWhenItsOwnExitIsTrue() {
        scenario.bars("-", "buy exit_buy", "buy exit_buy?");

        assertThat(scenario.lines.signals()).containsExactly("#2 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldNotTurnWhenTheExitOfTheOtherSideIsTrue() {
        scenario.bars("-", "buy", "sell exit_sell", "sell");

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0" + PLAIN, "#3 SELL 64.0" + PLAIN + " closes #1");
    }

    @Test
    void shouldNotEnterTheSideThatEndedOnThisBar() {
        scenario.alwaysArmed().declare(STOP);

        scenario.bars("buy stop=60", "64/64/60/64 buy stop=60", "buy stop=60");

        assertThat(scenario.lines.signals())
                .containsExactly(
                        "#0 BUY 64.0 confidence 0.5 stop 60.0 target NaN",
                        "#1 HOLD STOP 64.0 closes #0",
                        "#2 BUY 64.0 confidence 0.5 stop 60.0 target NaN");
    }

    @Test
    void shouldEndAStanceAsOppositeWhenTheOtherSideEnters() {
        scenario.bars("-", "buy", "64/72/60/68 sell");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 BUY 64.0" + PLAIN,
                        "#2 end #1 BUY OPPOSITE 64.0 to 68.0: 0.0625 best 0.125 worst -0.0625 held 1 WIN",
                        "#2 SELL 68.0" + PLAIN + " closes #1");
        assertThat(scenario.run().stance()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldStayWhenNothingIsTrue() {
        scenario.bars("-", "sell", "buy? sell?", "-", "sell? exit_sell?");

        assertThat(scenario.lines.signals()).containsExactly("#1 SELL 64.0" + PLAIN);
        assertThat(scenario.run().stance()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldEmitTheStandingStanceWhenEveryBarIsAskedFor() {
        scenario.emitEvery().declare(STOP);

        scenario.bars("-", "buy stop=60", "72/72/66/70", "exit_buy", "buy sell");

        assertThat(scenario.lines.signals())
                .containsExactly(
                        "#0 HOLD UNCHANGED 64.0",
                        "#1 BUY 64.0 confidence 0.5 stop 60.0 target NaN",
                        "#2 BUY UNCHANGED 70.0",
                        "#3 HOLD EXIT 64.0 closes #1",
                        "#4 HOLD UNCHANGED 64.0");
    }

    @Test
    void shouldDoNothingBeforeTheViewIsReady() {
        scenario.alwaysArmed().emitEvery();

        scenario.view.setReady(false);
        scenario.bars("buy", "buy?", "-");
        scenario.view.setReady(true);
        scenario.bars("buy");

        assertThat(scenario.lines.all()).containsExactly("#3 BUY 64.0" + PLAIN);
        assertThat(scenario.run().unknownBuys()).isZero();
    }

    @Test
    void shouldTellAnExitTheOpenSignalOfItsSideAlone() {
        scenario.bars("-", "56 buy", "-", "sell");

        assertThat(scenario.view.askedWith(Condition.EXIT_BUY)).isEqualTo("56.0/2.0");
        assertThat(scenario.view.askedWith(Condition.EXIT_SELL)).isEqualTo("NaN/NaN");
    }
}
