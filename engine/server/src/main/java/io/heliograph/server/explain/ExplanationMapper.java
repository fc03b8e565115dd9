package io.heliograph.server.explain;

import io.heliograph.codec.output.Side;
import io.heliograph.core.AppliedStrategy;
import io.heliograph.core.Deliberation;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.strategy.Decision;
import io.heliograph.core.strategy.OpenSignal;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.v1.Bar;
import io.heliograph.v1.ExplainedBars;
import io.heliograph.v1.ExplainedStance;
import io.heliograph.v1.ExplainedStrategy;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalReason;
import java.util.HexFormat;

/** Makes a message of what a strategy looked at when a signal came out of it. */
final class ExplanationMapper {
    private final Signal signal;
    private final Deliberation deliberation;

    ExplanationMapper(Signal signal, Deliberation deliberation) {
        this.signal = signal;
        this.deliberation = deliberation;
    }

    /** Everything but the cause, the engine and the proof. */
    Explanation.Builder map() {
        Decision decision = deliberation.decision();
        Explanation.Builder explanation = Explanation.newBuilder()
                .setSignal(signal)
                .addAllStory(Story.of(signal, deliberation))
                .setStanceBefore(side(decision.before()))
                .setStanceAfter(side(decision.after()))
                .setStrategy(strategy(deliberation.strategy()));
        OpenSignal stood = decision.ended() == null ? decision.standing() : decision.ended();
        if (stood != null) {
            explanation.setStance(stance(stood, decision));
        }
        PlanMapper plan = new PlanMapper(deliberation.strategy().compiled());
        deliberation.expressions().forEach(each -> explanation.addExpressions(plan.expression(each)));
        deliberation.slots().forEach(each -> explanation.addSlots(plan.slot(each)));
        deliberation.bars().forEach((timeframe, bars) -> {
            ExplainedBars.Builder some = explanation.addBarsBuilder().setTimeframe(timeframe.toString());
            bars.forEach(bar -> some.addBars(bar(timeframe, bar)));
        });
        return explanation;
    }

    private static ExplainedStance stance(OpenSignal stood, Decision decision) {
        ExplainedStance.Builder stance = ExplainedStance.newBuilder()
                .setSignalId(stood.signalId())
                .setSequence(stood.sequence())
                .setSide(side(decision.before()))
                .setEntryPrice(stood.entry())
                .setBarsHeld(stood.barsHeld());
        if (!Double.isNaN(decision.level().stop())) {
            stance.setStop(decision.level().stop());
        }
        if (!Double.isNaN(decision.level().target())) {
            stance.setTarget(decision.level().target());
        }
        if (decision.ended() != null) {
            stance.setEnding(SignalReason.valueOf("SIGNAL_REASON_" + decision.ending()))
                    .setExitPrice(decision.exitPrice());
        }
        return stance.build();
    }

    private static ExplainedStrategy strategy(AppliedStrategy applied) {
        CompiledStrategy compiled = applied.compiled();
        var rules = compiled.rules();
        return ExplainedStrategy.newBuilder()
                .setStrategyId(applied.id())
                .setStrategyHash(HexFormat.of().formatHex(applied.hash()))
                .setTimeframe(rules.timeframe().toString())
                .setText(applied.text())
                .setCanonical(applied.canonical())
                .putAllParams(compiled.params())
                .addRules(Texts.field("hold", rules.hold() == Hold.UNTIL ? "until" : "while"))
                .addRules(Texts.field("rearm", Boolean.toString(rules.rearm())))
                .addRules(Texts.field("cooldown", rules.cooldownBars() + " bars"))
                .addRules(Texts.field("expires", Story.expires(compiled)))
                .addRules(Texts.field("ready", compiled.requiresConverged() ? "CONVERGED" : "READY"))
                .addRules(Texts.field("flat", compiled.evaluatesFlat() ? "evaluate" : "unknown"))
                .addRules(Texts.field("emit", rules.emitEvery() ? "every" : "change"))
                .setAppliedSequence(applied.sequence())
                .setAppliedTime(Texts.timestamp(applied.receiveTime()))
                .build();
    }

    private Bar bar(Timeframe timeframe, ClosedBar closed) {
        Bar.Builder bar = Bar.newBuilder()
                .setSymbol(signal.getSymbol())
                .setTimeframe(timeframe.toString())
                .setStartTime(Texts.timestamp(closed.start()))
                .setEndTime(Texts.timestamp(closed.end()))
                .setOrdinal(closed.ordinal())
                .setOpen(closed.open())
                .setHigh(closed.high())
                .setLow(closed.low())
                .setClose(closed.close())
                .setVolume(closed.volume())
                .setFirst(closed.isFirst())
                .setFilled(closed.isFilled());
        if (!Double.isNaN(closed.wap())) {
            bar.setWap(closed.wap());
        }
        if (closed.trades() >= 0) {
            bar.setTrades(closed.trades());
        }
        return bar.build();
    }

    private static io.heliograph.v1.Side side(Side side) {
        return io.heliograph.v1.Side.valueOf("SIDE_" + side);
    }
}
