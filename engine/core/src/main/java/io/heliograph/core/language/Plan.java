package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a strategy computes: its steps in dependency order, and the slots that hold its answers.
 *
 * <p>Immutable, shared by the pipelines of all instruments.
 */
public final class Plan {
    /** No slot: the document does not have this expression. */
    public static final int NONE = -1;

    private final List<Step> steps;
    private final int slots;
    private final Map<Root, Integer> roots;
    private final List<Value> values;

    /**
     * A definition of the document.
     *
     * @param name its name
     * @param slot where its value stands, the first output for a record
     * @param type what it is
     */
    public record Value(String name, int slot, Type type) {
        /** Whether it is TRUE, FALSE or UNKNOWN, and not a number. */
        public boolean isCondition() {
            return type == Type.CONDITION;
        }
    }

    /** What a definition can be. */
    public enum Type {
        /** A number at every bar. */
        NUMBER,
        /** A number known before the first bar. */
        CONSTANT,
        /** TRUE, FALSE or UNKNOWN at every bar. */
        CONDITION,
        /** The outputs of an indicator. */
        RECORD
    }

    Plan(List<Step> steps, int slots, Map<Root, Integer> roots, List<Value> values) {
        this.steps = steps;
        this.slots = slots;
        this.roots = new EnumMap<>(roots);
        this.values = values;
    }

    /** The steps; each reads only slots of steps before it. */
    public List<Step> steps() {
        return steps;
    }

    /** How many slots the steps write. */
    public int slots() {
        return slots;
    }

    /** The slot of an expression, {@link #NONE} where the document has none. */
    public int root(Root root) {
        return roots.getOrDefault(root, NONE);
    }

    /** The definitions, by name. */
    public List<Value> values() {
        return values;
    }

    /** The timeframes on whose bars a step is updated. */
    public SortedSet<Timeframe> timeframes() {
        SortedSet<Timeframe> timeframes = new TreeSet<>();
        for (Step step : steps) {
            if (step.timeframe() != null) {
                timeframes.add(step.timeframe());
            }
        }
        return timeframes;
    }

    /** Distinct operations, constants and values of the context not counted. */
    public int nodeCount() {
        return (int) steps.stream().filter(step -> !step.isLeaf()).count();
    }

    /** Doubles of windows and histories per instrument. */
    public long stateDoubles() {
        return steps.stream().mapToLong(Step::state).sum();
    }
}
