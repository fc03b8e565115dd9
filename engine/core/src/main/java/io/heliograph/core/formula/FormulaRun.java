package io.heliograph.core.formula;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.bar.RolledBars;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.core.pipeline.PlanNodes;
import java.util.List;

/**
 * Compiled expressions over the bars of one instrument, bar by bar.
 *
 * <p>Bars of larger timeframes are rolled up out of the given ones, and are worked off first: {@code x @ T} is x on the
 * latest bar of T whose end is at most the end of the given bar. Owned by one thread; {@link #onBar} allocates nothing.
 */
public final class FormulaRun {
    private final CompiledFormulas formulas;
    private final List<CompiledFormulas.Column> columns;
    private final Timeframe own;
    private final BarGrid grid;
    private final PlanNodes nodes;
    private final RolledBars[] larger;

    private long bars;

    /** A run that has seen no bar, of an instrument whose day starts at midnight UTC. */
    public FormulaRun(CompiledFormulas formulas) {
        this(formulas, 0);
    }

    /** {@code dayStart}: nanoseconds from midnight UTC to the start of the instrument's day. */
    public FormulaRun(CompiledFormulas formulas, long dayStart) {
        this.formulas = formulas;
        this.columns = formulas.columns();
        this.own = formulas.timeframe();
        this.grid = new BarGrid(dayStart);
        this.nodes = new PlanNodes(formulas.plan());
        this.larger = formulas.larger().stream()
                .map(timeframe -> new RolledBars(timeframe, grid))
                .toArray(RolledBars[]::new);
    }

    /** Takes the next closed bar; bars come in the order of their starts. The bar is read and let go. */
    public void onBar(ClosedBar bar) {
        bars++;
        for (RolledBars each : larger) {
            feed(each.timeframe(), each.closeBefore(bar));
            feed(each.timeframe(), each.add(bar));
        }
        nodes.onBar(own, bar);
    }

    /** What was compiled. */
    public CompiledFormulas formulas() {
        return formulas;
    }

    /** Where bars of the instrument begin; {@link BarGrid#day} of it fills the day of a bar. */
    public BarGrid grid() {
        return grid;
    }

    /** Bars taken. */
    public long bars() {
        return bars;
    }

    /**
     * A column after the last bar: the canonical NaN where it is undefined, the neutral value where it is FLAT; of a
     * condition 1 (TRUE), 0 (FALSE) or NaN (UNKNOWN). It may be defined before it is ready, as in strategies.
     */
    public double value(int column) {
        CompiledFormulas.Column one = columns.get(column);
        return one.isCondition() ? nodes.truth(one.slot()) : nodes.number(one.slot());
    }

    /** Whether enough bars were taken for the column; a ready value may still be undefined. */
    public boolean isReady(int column) {
        return nodes.isReady(columns.get(column).slot());
    }

    /** Whether the start of the bars weighs less than 1e-6 in the column. */
    public boolean isConverged(int column) {
        return nodes.isConverged(columns.get(column).slot());
    }

    /** Whether the column stands at a neutral value, or was made from one; a condition never does. */
    public boolean isFlat(int column) {
        CompiledFormulas.Column one = columns.get(column);
        return !one.isCondition() && nodes.isFlat(one.slot());
    }

    private void feed(Timeframe timeframe, ClosedBar closed) {
        if (closed != null) {
            nodes.onBar(timeframe, closed);
        }
    }
}
