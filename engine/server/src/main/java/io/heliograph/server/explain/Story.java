package io.heliograph.server.explain;

import io.heliograph.codec.output.Side;
import io.heliograph.core.Deliberation;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Root;
import io.heliograph.core.pipeline.ExpressionReading;
import io.heliograph.core.strategy.Decision;
import io.heliograph.core.strategy.OpenSignal;
import io.heliograph.server.text.NumberText;
import io.heliograph.v1.Signal;
import java.util.ArrayList;
import java.util.List;

/** Tells in sentences which rule moved the stance. */
final class Story {
    private final Signal signal;
    private final Deliberation deliberation;
    private final Decision decision;

    private Story(Signal signal, Deliberation deliberation) {
        this.signal = signal;
        this.deliberation = deliberation;
        this.decision = deliberation.decision();
    }

    static List<String> of(Signal signal, Deliberation deliberation) {
        return new Story(signal, deliberation).tell();
    }

    private List<String> tell() {
        List<String> sentences = new ArrayList<>();
        sentences.add("At the close of the " + signal.getTimeframe() + " bar that ended "
                + Texts.time(signal.getBarEndTime()) + ", at " + NumberText.of(signal.getReferencePrice()) + ", "
                + signal.getStrategyId() + " "
                + (decision.before() == decision.after()
                        ? "stayed with " + decision.after()
                        : "went from " + decision.before() + " to " + decision.after())
                + " on " + signal.getSymbol() + ".");
        if (decision.ended() != null) {
            sentences.add(ending(decision.ended()));
        }
        if (decision.entered()) {
            String key = decision.after() == Side.BUY ? "buy" : "sell";
            sentences.add(key + " was TRUE" + entering() + ".");
        } else if (decision.faultySide() != null) {
            sentences.add("A " + decision.faultySide() + " would have followed, but its levels were refused.");
        } else if (decision.ended() == null) {
            sentences.add("Nothing moved the stance; emit = every says so at each bar.");
        }
        return sentences;
    }

    private String entering() {
        return switch (rules().rules().hold()) {
            case UNTIL ->
                (rules().rules().rearm() ? ", it had been FALSE since the last " + decision.after() : "")
                        + (rules().rules().cooldownBars() > 0 ? ", the cooldown was over" : "")
                        + (hasExit() ? ", and its exit was not TRUE" : "");
            case WHILE -> ", and the stance follows the conditions (hold = while)";
        };
    }

    private String ending(OpenSignal ended) {
        String who = decision.before() + " " + ended.signalId() + " (sequence " + ended.sequence() + ", entered at "
                + NumberText.of(ended.entry()) + ", held for " + ended.barsHeld() + " bars)";
        return who + " ended at " + NumberText.of(decision.exitPrice()) + ": " + rule(ended) + ".";
    }

    private String rule(OpenSignal ended) {
        return switch (decision.ending()) {
            case STOP ->
                "the bar reached the stop " + NumberText.of(decision.level().stop()) + bar();
            case TARGET ->
                "the bar reached the target " + NumberText.of(decision.level().target()) + bar();
            case EXIT -> trueExits() + " was TRUE";
            case EXPIRED -> "it expired, by expires = " + expires(rules());
            case OPPOSITE -> "the other side entered";
            case CONFLICT -> "buy and sell were TRUE at once";
            case RELEASED -> "neither buy nor sell was TRUE any longer (hold = while)";
            case REMOVED -> "its strategy left";
            case BUY, SELL, UNCHANGED, NULL_VAL ->
                throw new IllegalStateException(
                        "no signal ends for this reason: signal=" + ended.signalId() + " reason=" + decision.ending());
        };
    }

    private String bar() {
        List<ClosedBar> bars = deliberation.bars().get(rules().rules().timeframe());
        if (bars == null || bars.isEmpty()) {
            return "";
        }
        ClosedBar bar = bars.get(bars.size() - 1);
        return " (its high " + NumberText.of(bar.high()) + ", its low " + NumberText.of(bar.low()) + ")";
    }

    /** The exits of the open signal that were TRUE. */
    private String trueExits() {
        List<String> keys = new ArrayList<>();
        for (ExpressionReading reading : deliberation.expressions()) {
            boolean isExit =
                    reading.root() == Root.EXIT || reading.root() == Root.EXIT_BUY || reading.root() == Root.EXIT_SELL;
            if (isExit && !Double.isNaN(reading.entry()) && reading.answer().value() == 1) {
                keys.add(reading.root().key());
            }
        }
        return keys.isEmpty() ? "its exit" : String.join(" and ", keys);
    }

    private boolean hasExit() {
        Root own = decision.after() == Side.BUY ? Root.EXIT_BUY : Root.EXIT_SELL;
        return rules().expression(Root.EXIT) != null || rules().expression(own) != null;
    }

    private CompiledStrategy rules() {
        return deliberation.strategy().compiled();
    }

    /** As the document writes it. */
    static String expires(CompiledStrategy strategy) {
        if (strategy.rules().expiresBars() > 0) {
            return strategy.rules().expiresBars() + " bars";
        }
        return strategy.rules().expiresNs() > 0
                ? io.heliograph.core.Timeframe.ofNanos(strategy.rules().expiresNs())
                        .toString()
                : "none";
    }
}
