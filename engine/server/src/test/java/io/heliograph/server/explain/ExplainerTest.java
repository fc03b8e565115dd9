package io.heliograph.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.language.HouseStrategies;
import io.heliograph.kernels.Atr;
import io.heliograph.kernels.AtrFirst;
import io.heliograph.kernels.Bar;
import io.heliograph.kernels.Ema;
import io.heliograph.kernels.EmaSeed;
import io.heliograph.kernels.Rsi;
import io.heliograph.server.ExitCode;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ExplainedExpression;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.Side;
import io.heliograph.v1.SignalReason;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every signal of a small journal is explained, and what is told of it is held against what others say. */
final class ExplainerTest {
    private static ExplainedJournal rig;

    @BeforeAll
    static void explainAll() {
        rig = ExplainedJournal.shared();
    }

    @Test
    void shouldExplainEverySignalOfAJournalAndReproduceIt() {
        Set<String> strategies = new HashSet<>();
        Set<SignalReason> reasons = EnumSet.noneOf(SignalReason.class);

        assertThat(rig.explanations()).hasSizeGreaterThan(100).allSatisfy(each -> {
            assertThat(each.getProof().getReproduced()).isTrue();
            assertThat(each.getProof().getReplayedFrom() + each.getProof().getEventsReplayed())
                    .isEqualTo(each.getSignal().getCause());
            assertThat(each.getProof().getReplayedFrom())
                    .isEqualTo(each.getSignal().getCause() > rig.snapshot() ? rig.snapshot() : 0);
            assertThat(each.getRecord().getKind()).isEqualTo("SignalEmitted");
            assertThat(each.getCause().getEventTime())
                    .isEqualTo(each.getSignal().getEventTime());
            assertThat(each.getCause().getReceiveTime())
                    .isEqualTo(each.getSignal().getReceiveTime());
            assertThat(each.getCause().getSequence()).isEqualTo(each.getSignal().getCause());
            assertThat(each.getStanceAfter()).isEqualTo(each.getSignal().getSide());
            assertThat(each.getEngine().getBuild()).isEqualTo("test");
            assertThat(each.getStrategy().getStrategyHash())
                    .isEqualTo(each.getSignal().getStrategyHash());
            assertThat(each.getDurability()).isEqualTo(DurabilityLevel.DURABILITY_LEVEL_DURABLE);
            assertThat(each.getStance().getSignalId())
                    .isEqualTo(
                            each.getSignal().getReason() == SignalReason.SIGNAL_REASON_UNCHANGED
                                    ? each.getStance().getSignalId()
                                    : each.getSignal().getCloses());
            strategies.add(each.getStrategy().getStrategyId());
            reasons.add(each.getSignal().getReason());
            if (each.hasStance()) {
                reasons.add(each.getStance().getEnding());
            }
        });
        assertThat(strategies)
                .contains("everything", "follows", "each-bar")
                .containsAnyElementsOf(HouseStrategies.names());
        assertThat(reasons)
                .contains(
                        SignalReason.SIGNAL_REASON_BUY,
                        SignalReason.SIGNAL_REASON_SELL,
                        SignalReason.SIGNAL_REASON_STOP,
                        SignalReason.SIGNAL_REASON_TARGET,
                        SignalReason.SIGNAL_REASON_EXIT,
                        SignalReason.SIGNAL_REASON_EXPIRED,
                        SignalReason.SIGNAL_REASON_OPPOSITE,
                        SignalReason.SIGNAL_REASON_UNCHANGED);
    }

    @Test
    void shouldExplainTheSameOverTheServiceOfTheRunningEngine() {
        assertThat(rig.asked()).hasSizeGreaterThan(2);
        for (Explanation each : rig.explanations()) {
            Explanation served = rig.asked().get(each.getSignal().getSequence());
            if (served != null) {
                assertThat(unproved(served)).isEqualTo(unproved(each));
                assertThat(served.getProof().getReproduced()).isTrue();
            }
        }
        assertThat(rig.page().exitCode()).as(rig.page().said()).isZero();
        assertThat(rig.page().out()).contains("  replayed, the events give the recorded signal again, byte for byte");
        assertThat(rig.unknown().exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(rig.unknown().said()).contains("signal_id=aaaaaaaaaaaaaaaa, found none");
    }

    /** Without what differs by nature: how long it took, and how safe the record was then. */
    private static Explanation unproved(Explanation explanation) {
        return explanation.toBuilder().clearProof().clearDurability().build();
    }

    @Test
    void shouldTellTreesThatComeToTheDecisionByTheRulesOfTheLanguageAlone() {
        for (Explanation each : rig.explanations()) {
            for (ExplainedExpression expression : each.getExpressionsList()) {
                double judged = TreeJudge.judge(expression);

                assertThat(judged)
                        .as(expression.toString())
                        .isEqualTo(Double.valueOf(expression.getValue().getValue()));
            }
            assertDecision(each);
        }
    }

    @Test
    void shouldTellTheBitsThatKernelsGiveByThemselves() {
        int compared = 0;
        for (Explanation each : rig.explanations()) {
            if (!each.getSignal().getStrategyId().equals("everything")) {
                continue;
            }
            Ema ema = new Ema(5, EmaSeed.SMA);
            Rsi rsi = new Rsi(7);
            Atr atr = new Atr(5, AtrFirst.SKIP);
            String symbol = each.getSignal().getSymbol();
            for (Bar bar : ExplainedMarket.minutes(
                    rig.journal(), symbol, each.getSignal().getSequence())) {
                ema.update(bar.close(), false);
                rsi.update(bar.close(), false);
                atr.update(bar);
            }

            assertThat(ExplainedJournal.named(each, "f").getValue().getBits()).isEqualTo(bits(ema.value(0)));
            assertThat(ExplainedJournal.named(each, "r").getValue().getBits()).isEqualTo(bits(rsi.value(0)));
            assertThat(ExplainedJournal.named(each, "unit").getValue().getBits())
                    .isEqualTo(bits(atr.value(0)));
            assertThat(ExplainedJournal.named(each, "r").getSemanticId()).isEqualTo(rsi.semanticId());
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void shouldEndTheBarsWithTheSignalsOwn() {
        for (Explanation each : rig.explanations()) {
            var own = each.getBarsList().stream()
                    .filter(bars -> bars.getTimeframe().equals(each.getSignal().getTimeframe()))
                    .findFirst()
                    .orElseThrow();
            var last = own.getBars(own.getBarsCount() - 1);

            assertThat(own.getBarsCount()).isBetween(1, 3);
            assertThat(last.getEndTime()).isEqualTo(each.getSignal().getBarEndTime());
            assertThat(last.getClose()).isEqualTo(each.getSignal().getReferencePrice());
        }
    }

    private static void assertDecision(Explanation each) {
        Side after = each.getSignal().getSide();
        switch (each.getSignal().getReason()) {
            case SIGNAL_REASON_BUY -> assertEntered(each, "buy");
            case SIGNAL_REASON_SELL -> assertEntered(each, "sell");
            case SIGNAL_REASON_EXIT ->
                assertThat(each.getExpressionsList().stream()
                                .filter(expression -> expression.getKey().startsWith("exit"))
                                .mapToDouble(TreeJudge::judge))
                        .contains(1.0);
            case SIGNAL_REASON_CONFLICT -> {
                assertThat(judged(each, "buy")).isEqualTo(1);
                assertThat(judged(each, "sell")).isEqualTo(1);
            }
            default ->
                assertThat(after == Side.SIDE_HOLD || each.getStanceBefore() == after)
                        .isTrue();
        }
    }

    private static void assertEntered(Explanation each, String key) {
        assertThat(judged(each, key)).isEqualTo(1);
        if (each.getSignal().hasStop()) {
            assertThat(judged(each, "stop")).isEqualTo(each.getSignal().getStop());
        }
        if (each.getSignal().hasTarget()) {
            assertThat(judged(each, "target")).isEqualTo(each.getSignal().getTarget());
        }
        double claimed = expression(each, "confidence").map(TreeJudge::judge).orElse(0.5);
        assertThat(Math.min(Math.max(claimed, 0), 1)).isEqualTo(each.getSignal().getConfidence());
    }

    private static double judged(Explanation each, String key) {
        return TreeJudge.judge(expression(each, key).orElseThrow());
    }

    private static Optional<ExplainedExpression> expression(Explanation each, String key) {
        return each.getExpressionsList().stream()
                .filter(expression -> expression.getKey().equals(key))
                .findFirst();
    }

    private static String bits(double value) {
        return "%016x".formatted(Double.doubleToRawLongBits(value));
    }
}
