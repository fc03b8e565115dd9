package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.kernels.Kernel;
import java.util.List;
import java.util.function.Supplier;

/**
 * One operation of a plan: what it reads, what it does, where it writes.
 *
 * <p>Slots are numbers within the plan. A step writes as many as it has outputs, from {@link #slot()} on. Two steps with
 * the same key do the same on the same input, in every plan. Immutable.
 */
public final class Step {
    private final Operation operation;
    private final Timeframe timeframe;
    private final double[] constants;
    private final int[] inputs;
    private final boolean isCondition;
    private final boolean isContext;
    private final boolean isAcross;
    private final boolean evaluatesFlat;
    private final Definition definition;
    private final Supplier<Kernel> kernel;
    private final int slot;
    private final int[] lookBack;
    private final int[] settling;
    private final int state;
    private final List<String> outputNames;
    private final long keyHigh;
    private final long keyLow;
    private final String text;

    Step(StepDraft draft, int slot) {
        this.operation = draft.operation;
        this.timeframe = draft.timeframe;
        this.constants = draft.constants;
        this.inputs = draft.inputs;
        this.isCondition = draft.isCondition;
        this.isContext = draft.isContext;
        this.isAcross = draft.isAcross;
        this.evaluatesFlat = draft.evaluatesFlat;
        this.definition = draft.definition;
        this.kernel = draft.kernel;
        this.slot = slot;
        this.lookBack = draft.lookBack;
        this.settling = draft.settling;
        this.state = draft.state;
        this.outputNames = draft.outputNames;
        this.keyHigh = draft.keyHigh;
        this.keyLow = draft.keyLow;
        this.text = draft.text;
    }

    public Operation operation() {
        return operation;
    }

    /** The timeframe on whose bars it is updated; null for a constant. */
    public Timeframe timeframe() {
        return timeframe;
    }

    /** A constant argument: a period, a number of bars, an ordinal. */
    public double constant(int index) {
        return constants[index];
    }

    public int inputCount() {
        return inputs.length;
    }

    /** The plan's slot of an input. */
    public int input(int index) {
        return inputs[index];
    }

    /** Whether its output is TRUE, FALSE or UNKNOWN, and not a number. */
    public boolean isCondition() {
        return isCondition;
    }

    /** Whether it depends on the signal that is asked for, and so is worked out on demand. */
    public boolean isContext() {
        return isContext;
    }

    /** Whether it depends on a larger timeframe. */
    boolean isAcross() {
        return isAcross;
    }

    /** Whether a constant or a value of the context: never updated. */
    public boolean isLeaf() {
        return switch (operation) {
            case NUMBER, TRUTH, CONTEXT -> true;
            default -> false;
        };
    }

    /** Whether it compares FLAT operands by their neutral values instead of answering UNKNOWN. */
    public boolean evaluatesFlat() {
        return evaluatesFlat;
    }

    /** The row of an indicator; null for all else. */
    Definition definition() {
        return definition;
    }

    /** A new kernel for it; only for the two kernel operations. */
    public Kernel newKernel() {
        return kernel.get();
    }

    /** Which arithmetic it does, such as {@code rsi/wilder/1}; empty for all but indicators. */
    public String semanticId() {
        return kernel == null ? "" : kernel.get().semanticId();
    }

    /** First slot of its outputs. */
    public int slot() {
        return slot;
    }

    public int outputs() {
        return lookBack.length;
    }

    /** Bars beyond its inputs' readiness until this output is READY. */
    public int lookBack(int output) {
        return lookBack[output];
    }

    /** Bars beyond its inputs' convergence until this output is CONVERGED; -1 for never. */
    public int settling(int output) {
        return settling[output];
    }

    /** Doubles of windows and histories it keeps per instrument. */
    public int state() {
        return state;
    }

    /** First half of its key. */
    public long keyHigh() {
        return keyHigh;
    }

    /** Second half of its key. */
    public long keyLow() {
        return keyLow;
    }

    /** How a person would write one of its outputs. */
    public String text(int output) {
        return outputNames.isEmpty() ? text : text + "." + outputNames.get(output);
    }

    /** How a person would write it, cut where it is long. */
    public String text() {
        return text;
    }
}
