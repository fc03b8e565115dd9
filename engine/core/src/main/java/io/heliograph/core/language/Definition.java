package io.heliograph.core.language;

import io.heliograph.kernels.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of the table: a function or an indicator, and all that the language knows of it.
 *
 * @param name as the caller writes it
 * @param operation what a call of it becomes
 * @param result the type of a call
 * @param parameters in order; the input {@code of} of an indicator comes last
 * @param repeats whether the last parameter may be given up to 16 times in all
 * @param outputs names of the outputs, empty where there is one
 * @param maker makes its kernel; null for functions
 */
record Definition(
        String name,
        Operation operation,
        Result result,
        List<Parameter> parameters,
        boolean repeats,
        List<String> outputs,
        KernelMaker maker) {

    enum Result {
        NUMBER,
        CONDITION,
        /** The type of the branches, which must agree. */
        BRANCHES
    }

    /** Makes the kernel of one call; may refuse its arguments with an {@link IllegalArgumentException}. */
    @FunctionalInterface
    interface KernelMaker {
        /** A new kernel. */
        Kernel make(KernelArguments arguments);
    }

    boolean isIndicator() {
        return switch (operation) {
            case SERIES_KERNEL, WEIGHTED_KERNEL, BAR_KERNEL -> true;
            default -> false;
        };
    }

    Parameter parameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    Parameter input() {
        return isIndicator() ? parameter("of") : null;
    }

    /** The parameters that go by position: all but words and the input of an indicator. */
    List<Parameter> positional() {
        List<Parameter> positional = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.takesNumbers() && !(isIndicator() && parameter.isInput())) {
                positional.add(parameter);
            }
        }
        return positional;
    }

    /** {@code ema(n, seed = sma, of = close)}. */
    String signature() {
        List<String> texts = new ArrayList<>();
        for (Parameter parameter : parameters) {
            texts.add(parameter.text());
        }
        String more = repeats ? ", ..." : "";
        return name + "(" + String.join(", ", texts) + more + ")";
    }

    /** {@code .line .signal .histogram}. */
    String outputList() {
        return "." + String.join(" .", outputs);
    }
}
