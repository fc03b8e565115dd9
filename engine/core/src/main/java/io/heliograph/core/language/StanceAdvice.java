package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.strategy.StrategyRules.Hold;
import java.util.List;
import java.util.Map;

/**
 * Warns of stances that never begin or never end, and of levels that are on the wrong side of the close whatever the
 * bar.
 */
final class StanceAdvice {
    private static final Range SELL = Range.point(-1.0);
    private static final Range BUY = Range.point(1.0);

    private final Document document;
    private final Map<Root, Integer> roots;
    private final StepWriter steps;
    private final Timeframe own;
    private final DocumentReader reader;
    private final List<Problem> warnings;

    StanceAdvice(
            Document document,
            Map<Root, Integer> roots,
            StepWriter steps,
            Timeframe own,
            DocumentReader reader,
            List<Problem> warnings) {
        this.document = document;
        this.roots = roots;
        this.steps = steps;
        this.own = own;
        this.reader = reader;
        this.warnings = warnings;
    }

    void give() {
        Verdicts buy = new Verdicts(steps, BUY);
        Verdicts sell = new Verdicts(steps, SELL);
        boolean canBuy = verdict(buy, Root.BUY) != Verdict.NEVER;
        boolean canSell = verdict(sell, Root.SELL) != Verdict.NEVER;
        if (!canBuy && !canSell) {
            warn(reader.has("buy") ? Root.BUY : Root.SELL, "neither buy nor sell can be true: there is never a signal");
        }
        side(canBuy, isDeclared(Root.SELL), buy, Root.BUY, Root.EXIT_BUY);
        side(canSell, isDeclared(Root.BUY), sell, Root.SELL, Root.EXIT_SELL);
        confidence(buy);
    }

    private void side(boolean canEnter, boolean canTurn, Verdicts verdicts, Root entry, Root ownExit) {
        if (!canEnter) {
            return;
        }
        boolean isUntil = document.hold == Hold.UNTIL;
        if (isUntil && document.rearm && verdict(verdicts, entry) == Verdict.ALWAYS) {
            warn(
                    entry,
                    "never false, so this side is never armed and never enters: write rearm = false to enter at once");
        }
        for (Root exit : List.of(Root.EXIT, ownExit)) {
            if (verdict(verdicts, exit) == Verdict.ALWAYS) {
                warn(exit, "always true, so no " + name(entry) + " is ever entered");
            }
        }
        if (isUntil && !canTurn && !ends(verdicts, ownExit)) {
            warn(entry, "a " + name(entry) + " never ends: add exit, " + ownExit.key() + ", stop, target or expires");
        }
        level(verdicts, entry, Root.STOP, entry == Root.SELL);
        level(verdicts, entry, Root.TARGET, entry == Root.BUY);
    }

    private boolean ends(Verdicts verdicts, Root ownExit) {
        return roots.containsKey(Root.STOP)
                || roots.containsKey(Root.TARGET)
                || document.expiresBars > 0
                || document.expiresNs > 0
                || can(verdicts, Root.EXIT)
                || can(verdicts, ownExit);
    }

    private boolean can(Verdicts verdicts, Root exit) {
        return roots.containsKey(exit) && verdict(verdicts, exit) != Verdict.NEVER;
    }

    /** A level at the close is on the wrong side too. */
    private void level(Verdicts verdicts, Root entry, Root level, boolean isAbove) {
        Integer slot = roots.get(level);
        if (slot == null) {
            return;
        }
        int close = steps.slot(steps.series(Series.CLOSE, own));
        boolean isUndefined = verdicts.ranges().of(slot).isNone();
        boolean isWrong = isAbove
                ? verdicts.order().isAtMost(slot, close)
                : verdicts.order().isAtMost(close, slot);
        if (isUndefined || isWrong) {
            String found = isUndefined ? "never defined" : isAbove ? "never above the close" : "never below the close";
            warn(level, "for " + name(entry) + " it is " + found + ", so no " + name(entry) + " is ever entered");
        }
    }

    private void confidence(Verdicts verdicts) {
        Range range = verdicts.ranges().of(roots.get(Root.CONFIDENCE));
        if (range.isNone()) {
            warn(Root.CONFIDENCE, "never defined, so there is never a signal");
        } else if (range.low() > 1.0 || range.high() < 0.0) {
            warn(Root.CONFIDENCE, "a probability lies between 0 and 1: always clamped, found " + range.text());
        }
    }

    /** Whether there is anything but false; a condition that is never true for other reasons has its own warning. */
    private boolean isDeclared(Root root) {
        return !document.expressions.get(root).equals("false");
    }

    private Verdict verdict(Verdicts verdicts, Root root) {
        Integer slot = roots.get(root);
        return slot == null ? Verdict.OPEN : verdicts.of(slot);
    }

    private void warn(Root root, String message) {
        warnings.add(reader.at(root.key(), 0, message, document.expressions.get(root)));
    }

    private static String name(Root entry) {
        return entry == Root.BUY ? "BUY" : "SELL";
    }
}
