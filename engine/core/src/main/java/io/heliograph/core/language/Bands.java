package io.heliograph.core.language;

/** Which outputs of indicators are extremes of a window, and which lie above another of the same indicator. */
final class Bands {
    private Bands() {}

    /** Whether no input of the window, the current one included, is above this output. */
    static boolean isWindowTop(Step step, int output) {
        return switch (name(step)) {
            case "highest" -> true;
            case "donchian" -> output == 0;
            default -> false;
        };
    }

    /** Whether no input of the window, the current one included, is below this output. */
    static boolean isWindowBottom(Step step, int output) {
        return switch (name(step)) {
            case "lowest" -> true;
            case "donchian" -> output == 2;
            default -> false;
        };
    }

    /** Whether the window is over the highs and lows of bars. */
    static boolean isOverBars(Step step) {
        return step.operation() == Operation.BAR_KERNEL;
    }

    /** How many bars the window holds; the first parameter of the indicator. */
    static double length(Step step) {
        return step.constant(1);
    }

    /** The place of an output among those of its indicator that never cross, from below; 0 for all others. */
    static int rank(Step step, int output) {
        return switch (name(step)) {
            case "donchian", "keltner" -> 3 - output;
            case "bbands" -> output < 3 ? 3 - output : 0;
            default -> 0;
        };
    }

    private static String name(Step step) {
        return step.definition() == null ? "" : step.definition().name();
    }
}
