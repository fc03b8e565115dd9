package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.kernels.Kernel;
import java.util.List;
import java.util.function.Supplier;

/** A step before it has its place: filled by the binder, then made into a {@link Step} or found to exist already. */
final class StepDraft {
    private static final double[] NO_CONSTANTS = {};
    private static final int[] NO_INPUTS = {};
    private static final int[] NONE = {0};

    final Operation operation;
    final Timeframe timeframe;
    final String text;

    double[] constants = NO_CONSTANTS;
    int[] inputs = NO_INPUTS;
    boolean isCondition;
    boolean isContext;
    boolean isAcross;
    boolean evaluatesFlat;
    String semanticId = "";
    Definition definition;
    Supplier<Kernel> kernel;
    int[] lookBack = NONE;
    int[] settling = NONE;
    int state;
    List<String> outputNames = List.of();
    long keyHigh;
    long keyLow;

    StepDraft(Operation operation, Timeframe timeframe, String text) {
        this.operation = operation;
        this.timeframe = timeframe;
        this.text = text;
    }

    StepDraft constants(double... constants) {
        this.constants = constants;
        return this;
    }

    StepDraft inputs(int... inputs) {
        this.inputs = inputs;
        return this;
    }

    StepDraft condition(boolean isCondition) {
        this.isCondition = isCondition;
        return this;
    }

    /** One output that is ready and converged this many bars after its inputs. */
    StepDraft lookBack(int bars) {
        this.lookBack = new int[] {bars};
        this.settling = lookBack;
        return this;
    }

    StepDraft state(int doubles) {
        this.state = doubles;
        return this;
    }
}
