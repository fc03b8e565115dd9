package io.heliograph.core.strategy;

import static io.heliograph.core.strategy.StrategyView.Level.CONFIDENCE;
import static io.heliograph.core.strategy.StrategyView.Level.STOP;
import static io.heliograph.core.strategy.StrategyView.Level.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sentence of the fine print on stances, with a written list. */
class StanceFinePrintTest {
    private static final String PLAIN = " confidence 0.5 stop NaN target NaN";

    private final Scenario scenario = new Scenario();

    @ParameterizedTest
    @CsvSource({
        "buy stop=64 target=72, #1 fault BUY LEVEL_INVALID stop: <stop>: not below the close",
        "buy stop=65 target=72, #1 fault BUY LEVEL_INVALID stop: <stop>: not below the close",
        "buy stop=60 target=64, #1 fault BUY LEVEL_INVALID target: <target>: not above the close",
        "buy stop=NaN target=72, #1 fault BUY LEVEL_INVALID stop: <stop>: undefined",
        "buy stop=60, #1 fault BUY LEVEL_INVALID target: <target>: undefined",
        "sell stop=64 target=60, #1 fault SELL LEVEL_INVALID stop: <stop>: not above the close",
        "sell stop=72 target=64, #1 fault SELL LEVEL_INVALID target: <target>: not below the close",
    })
    void shouldGiveAFaultAndNoSignalWhenALevelIsUndefinedOrNotOnItsSide(String script, String fault) {
        scenario.declare(STOP, TARGET);

        scenario.bars("-", script);

        assertThat(scenario.lines.all()).containsExactly(fault);
        assertThat(scenario.run().levelFaults()).isEqualTo(1);
        assertThat(scenario.run().confidenceFaults()).isZero();
    }

    @Test
    void shouldGiveAFaultWhenTheConfidenceIsUndefined() {
        scenario.declare(CONFIDENCE);

        scenario.bars("-", "buy");

        assertThat(scenario.lines.all())
                .containsExactly("#1 fault BUY CONFIDENCE_INVALID confidence: <confidence>: undefined");
        assertThat(scenario.run().confidenceFaults()).isEqualTo(1);
    }

    @Test
    void shouldCountOnlyTheFirstFaultInTheOrderStopTargetConfidence() {
        scenario.declare(STOP, TARGET, CONFIDENCE);

        scenario.bars("-", "buy", "buy stop=60", "buy stop=60 target=72");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 fault BUY LEVEL_INVALID stop: <stop>: undefined",
                        "#2 fault BUY LEVEL_INVALID target: <target>: undefined",
                        "#3 fault BUY CONFIDENCE_INVALID confidence: <confidence>: undefined");
    }

    @Test
    void shouldKeepASideArmedAfterAFault() {
        scenario.declare(STOP);

        scenario.bars("-", "buy", "buy stop=60");

        assertThat(scenario.lines.signals()).containsExactly("#2 BUY 64.0 confidence 0.5 stop 60.0 target NaN");
    }

    @Test
    void shouldKeepTheOppositeStanceWhenTheEntryIsFaulty() {
        scenario.declare(STOP);

        scenario.bars("-", "buy stop=60", "sell stop=60", "-");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 BUY 64.0 confidence 0.5 stop 60.0 target NaN",
                        "#2 fault SELL LEVEL_INVALID stop: <stop>: not above the close");
    }

    @Test
    void shouldSayHoldWhenTheStanceEndedAndTheOtherSidesEntryIsFaulty() {
        scenario.declare(STOP);

        scenario.bars("-", "buy stop=60", "sell exit_buy");

        assertThat(scenario.lines.all())
                .containsExactly(
                        "#1 BUY 64.0 confidence 0.5 stop 60.0 target NaN",
                        "#2 end #1 BUY EXIT 64.0 to 64.0: 0.0 best 0.0 worst 0.0 held 1",
                        "#2 fault SELL LEVEL_INVALID stop: <stop>: undefined",
                        "#2 HOLD EXIT 64.0 closes #1");
    }

    @ParameterizedTest
    @CsvSource({"-0.5, 0.0", "0, 0.0", "0.25, 0.25", "1, 1.0", "1.5, 1.0"})
    void shouldClampConfidenceToZeroAndOne(String claimed, String expected) {
        scenario.declare(CONFIDENCE);

        scenario.bars("-", "buy confidence=" + claimed);

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0 confidence " + expected + " stop NaN target NaN");
    }

    @Test
    void shouldEnterAgainOnlyWhenSoManyBarsLieBehindTheEnding() {
        scenario.alwaysArmed().cooldown(3);

        scenario.bars("buy", "exit_buy", "buy", "sell", "buy");

        assertThat(scenario.lines.signals())
                .containsExactly("#0 BUY 64.0" + PLAIN, "#1 HOLD EXIT 64.0 closes #0", "#4 BUY 64.0" + PLAIN);
    }

    @Test
    void shouldCoolDownOnTheBarOfTheEndingItself() {
        scenario.cooldown(1);

        scenario.bars("-", "buy", "sell exit_buy", "sell");

        assertThat(scenario.lines.signals())
                .containsExactly("#1 BUY 64.0" + PLAIN, "#2 HOLD EXIT 64.0 closes #1", "#3 SELL 64.0" + PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "64/64/60/64, STOP",
        "64/72/64/64, TARGET",
        "buy sell, CONFLICT",
        "exit_buy, EXIT",
        "64, EXPIRED",
    })
    void shouldCoolDownAfterEveryEndingInHold(String script, String reason) {
        scenario.alwaysArmed().cooldown(2).declare(STOP, TARGET).expiresBars("EXPIRED".equals(reason) ? 1 : 0);
        String buy = "buy stop=60 target=72";

        scenario.bars(buy, script, buy, buy);

        assertThat(scenario.lines.signals()).hasSize(3);
        assertThat(scenario.lines.signals().get(1)).isEqualTo("#1 HOLD " + reason + " 64.0 closes #0");
        assertThat(scenario.lines.signals().get(2)).startsWith("#3 BUY");
    }

    @Test
    void shouldNotCoolDownAfterOpposite() {
        scenario.alwaysArmed().cooldown(5);

        scenario.bars("buy", "sell", "buy");

        assertThat(scenario.lines.signals())
                .containsExactly(
                        "#0 BUY 64.0" + PLAIN,
                        "#1 SELL 64.0" + PLAIN + " closes #0",
                        "#2 BUY 64.0" + PLAIN + " closes #1");
    }

    @Test
    void shouldNotCoolDownBeforeTheFirstEnding() {
        scenario.alwaysArmed().cooldown(5);

        scenario.bars("buy");

        assertThat(scenario.lines.signals()).containsExactly("#0 BUY 64.0" + PLAIN);
    }

    @ParameterizedTest
    @CsvSource({"64/64/60/64 sell, STOP, 60.0: -0.0625", "sell exit_buy, EXIT, 64.0: 0.0", "sell, EXPIRED, 64.0: 0.0"})
    void shouldSayOneRecordWhenAStanceEndsAndTheOtherSideEntersOnOneBar(String script, String reason, String exit) {
        scenario.declare(STOP).expiresBars("EXPIRED".equals(reason) ? 1 : 0);
        scenario.view.set(STOP, 60, 72);
        String expires = "EXPIRED".equals(reason) ? " expires 1 bars" : "";

        scenario.bars("-", "buy stop=60", script + " stop=72");

        assertThat(scenario.lines.endings()).hasSize(1);
        assertThat(scenario.lines.endings().get(0)).startsWith("#2 end #1 BUY " + reason + " 64.0 to " + exit);
        assertThat(scenario.lines.signals())
                .containsExactly(
                        "#1 BUY 64.0 confidence 0.5 stop 60.0 target NaN" + expires,
                        "#2 SELL 64.0 confidence 0.5 stop 72.0 target NaN" + expires + " closes #1");
    }

    @Test
    void shouldOnlyEndOnAFilledBar() {
        scenario.emitEvery();

        scenario.bars("-", "buy", "filled", "filled sell", "filled exit_buy", "filled sell", "sell");

        assertThat(scenario.lines.signals())
                .containsExactly(
                        "#0 HOLD UNCHANGED 64.0",
                        "#1 BUY 64.0" + PLAIN,
                        "#4 HOLD EXIT 64.0 closes #1",
                        "#6 SELL 64.0" + PLAIN);
    }

    @Test
    void shouldCountUnknownForBuyAndSellOnEachEvaluatedBar() {
        scenario.bars("buy?", "buy? sell?", "-", "buy sell?", "exit_buy? exit_sell?");

        assertThat(scenario.run().unknownBuys()).isEqualTo(2);
        assertThat(scenario.run().unknownSells()).isEqualTo(2);
    }
}
