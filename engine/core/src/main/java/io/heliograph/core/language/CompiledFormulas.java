package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Expressions that can be run over given bars: one plan for all of them, and the columns that they answer. Immutable. */
public final class CompiledFormulas {
    private final Timeframe timeframe;
    private final Plan plan;
    private final List<Column> columns;
    private final SortedSet<Timeframe> larger;

    /**
     * One answer at each bar.
     *
     * @param name the expression as given; with {@code .output} behind it where the expression is a record
     * @param isCondition whether it is a condition, and not a number
     * @param slot where the plan has it
     * @param expression which of the given expressions it belongs to, from 0
     * @param readyBar the first bar at which it is READY, counted from 0; with larger timeframes where both begin together
     * @param convergedBar the first bar at which it is CONVERGED, or {@link CompiledStrategy#NEVER}
     */
    public record Column(String name, boolean isCondition, int slot, int expression, int readyBar, int convergedBar) {}

    CompiledFormulas(Timeframe timeframe, Plan plan, List<Column> columns) {
        this.timeframe = timeframe;
        this.plan = plan;
        this.columns = List.copyOf(columns);
        SortedSet<Timeframe> larger = new TreeSet<>(plan.timeframes());
        larger.remove(timeframe);
        this.larger = Collections.unmodifiableSortedSet(larger);
    }

    /** The timeframe of the bars they are run over. */
    public Timeframe timeframe() {
        return timeframe;
    }

    /** What they compute at each bar. */
    public Plan plan() {
        return plan;
    }

    /** The answers, in the order of the expressions. */
    public List<Column> columns() {
        return columns;
    }

    /** The timeframes that they name by {@code @}, for which the bars are rolled up. */
    public SortedSet<Timeframe> larger() {
        return larger;
    }
}
