package io.heliograph.core;

import io.heliograph.codec.output.Side;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.BarSeries;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Root;
import io.heliograph.core.pipeline.ExpressionReading;
import io.heliograph.core.pipeline.PlanReader;
import io.heliograph.core.pipeline.SlotReading;
import io.heliograph.core.strategy.Decision;
import io.heliograph.core.strategy.OpenSignal;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a strategy looked at when it decided at its latest bar: a copy, good on any thread.
 *
 * @param strategy the version that decided
 * @param decision what it made of the stance
 * @param isReady whether it is evaluated
 * @param isConverged whether every expression is
 * @param barsSeen bars fed to its youngest node
 * @param slots every slot of its plan that no signal has a say in; empty for a strategy that is a class
 * @param expressions each expression of the document that this bar asked for, with what it was asked for
 * @param bars the latest closed bars of each timeframe, oldest first, this bar last
 */
public record Deliberation(
        AppliedStrategy strategy,
        Decision decision,
        boolean isReady,
        boolean isConverged,
        int barsSeen,
        List<SlotReading> slots,
        List<ExpressionReading> expressions,
        SortedMap<Timeframe, List<ClosedBar>> bars) {

    static Deliberation of(AppliedStrategy strategy, StrategyRun run, BarHistory history, int mostBars) {
        Decision decision = run.decision();
        List<SlotReading> slots = List.of();
        List<ExpressionReading> expressions = new ArrayList<>();
        if (run.view() instanceof PlanReader reader) {
            slots = reader.slots();
            ask(reader, strategy.compiled(), decision, expressions);
        }
        return new Deliberation(
                strategy,
                decision,
                run.view().isReady(),
                run.view().isConverged(),
                run.view().barsSeen(),
                slots,
                expressions,
                latest(strategy.compiled(), history, mostBars));
    }

    /** Asks what the stance machine asks, with the same signals in mind. */
    private static void ask(
            PlanReader reader, CompiledStrategy strategy, Decision decision, List<ExpressionReading> into) {
        add(reader.expression(Root.BUY, 0, Double.NaN, Double.NaN), into);
        add(reader.expression(Root.SELL, 0, Double.NaN, Double.NaN), into);
        boolean asksExits = strategy.rules().hold() == Hold.UNTIL;
        if (asksExits && decision.before() != Side.HOLD) {
            OpenSignal open = decision.ended() == null ? decision.standing() : decision.ended();
            exits(reader, decision.before(), open.entry(), open.barsHeld(), into);
        }
        Side wanted = decision.entered() ? decision.after() : decision.faultySide();
        if (wanted == null) {
            return;
        }
        if (asksExits) {
            exits(reader, wanted, Double.NaN, Double.NaN, into);
        }
        for (Root root : new Root[] {Root.CONFIDENCE, Root.STOP, Root.TARGET}) {
            add(reader.expression(root, sign(wanted), Double.NaN, Double.NaN), into);
        }
    }

    private static void exits(
            PlanReader reader, Side side, double entry, double barsHeld, List<ExpressionReading> into) {
        add(reader.expression(Root.EXIT, sign(side), entry, barsHeld), into);
        Root own = side == Side.BUY ? Root.EXIT_BUY : Root.EXIT_SELL;
        add(reader.expression(own, sign(side), entry, barsHeld), into);
    }

    private static void add(ExpressionReading reading, List<ExpressionReading> into) {
        if (reading != null) {
            into.add(reading);
        }
    }

    private static int sign(Side side) {
        return side == Side.BUY ? 1 : -1;
    }

    private static SortedMap<Timeframe, List<ClosedBar>> latest(
            CompiledStrategy strategy, BarHistory history, int mostBars) {
        SortedMap<Timeframe, List<ClosedBar>> bars = new TreeMap<>();
        for (Timeframe timeframe : strategy.timeframes()) {
            BarSeries series = history.series(timeframe);
            List<ClosedBar> latest = new ArrayList<>();
            for (int i = series == null ? 0 : Math.max(0, series.size() - mostBars);
                    series != null && i < series.size();
                    i++) {
                latest.add(series.read(i, new ClosedBar()));
            }
            bars.put(timeframe, latest);
        }
        return bars;
    }
}
