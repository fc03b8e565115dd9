package io.heliograph.core.language;

import java.util.Map;
import java.util.TreeMap;

/**
 * Tells numbers that are taken as they come (prices, counts, whole numbers and their quotients, and the least or latest
 * of them) from computed ones, which are equal to another number only by chance.
 */
final class Exactness {
    private final StepWriter steps;
    private final Map<Integer, Boolean> exact = new TreeMap<>();
    private final Map<Integer, Boolean> whole = new TreeMap<>();

    Exactness(StepWriter steps) {
        this.steps = steps;
    }

    boolean isExact(int slot) {
        Boolean known = exact.get(slot);
        if (known == null) {
            known = worksOutExact(slot);
            exact.put(slot, known);
        }
        return known;
    }

    /** Whether it is 0 exactly where two exact numbers are equal. */
    boolean isDifference(int slot) {
        Step step = steps.step(slot);
        return switch (step.operation()) {
            case SUBTRACT -> isExact(step.input(0)) && isExact(step.input(1));
            case SERIES_KERNEL -> isDifference(step.definition().name()) && isExact(step.input(0));
            default -> false;
        };
    }

    private static boolean isDifference(String indicator) {
        return indicator.equals("mom") || indicator.equals("roc");
    }

    private boolean worksOutExact(int slot) {
        Step step = steps.step(slot);
        return switch (step.operation()) {
            case SERIES -> isTaken(series(step));
            case HISTORY, LARGER, NEGATE, ABS -> isExact(step.input(0));
            case VALUE_WHEN -> isExact(step.input(1));
            case IF -> isExact(step.input(1)) && isExact(step.input(2));
            case MIN, MAX, CLAMP, COALESCE -> {
                boolean isExact = true;
                for (int i = 0; i < step.inputCount(); i++) {
                    isExact &= isExact(step.input(i));
                }
                yield isExact;
            }
            case SERIES_KERNEL, BAR_KERNEL, WEIGHTED_KERNEL -> isTaken(step, slot - step.slot());
            case DIVIDE -> isWhole(step.input(0)) && isWhole(step.input(1));
            default -> isWhole(slot);
        };
    }

    /** Whether it is a whole number on every bar. */
    private boolean isWhole(int slot) {
        Boolean known = whole.get(slot);
        if (known == null) {
            known = worksOutWhole(slot);
            whole.put(slot, known);
        }
        return known;
    }

    private boolean worksOutWhole(int slot) {
        Step step = steps.step(slot);
        return switch (step.operation()) {
            case NUMBER, CONTEXT, SIGN, FLOOR, CEIL, ROUND, COUNT, BARS_SINCE -> true;
            case SERIES -> isCount(series(step));
            case ADD, SUBTRACT, MULTIPLY, REMAINDER -> isWhole(step.input(0)) && isWhole(step.input(1));
            case HISTORY, LARGER, NEGATE, ABS, SUM -> isWhole(step.input(0));
            default -> false;
        };
    }

    private boolean isTaken(Step step, int output) {
        return switch (step.definition().name()) {
            case "highest", "lowest", "median" -> isExact(step.input(0));
            case "donchian" -> output != 1;
            case "supertrend", "psar" -> output == 1;
            case "aroon", "obv" -> true;
            default -> false;
        };
    }

    private static Series series(Step step) {
        return Series.values()[(int) step.constant(0)];
    }

    private static boolean isTaken(Series series) {
        return switch (series) {
            case OPEN, HIGH, LOW, CLOSE, VOLUME, TRADES, UTC_MINUTE, UTC_WEEKDAY -> true;
            case HL2, HLC3, OHLC4, WAP -> false;
        };
    }

    private static boolean isCount(Series series) {
        return series == Series.TRADES || series == Series.UTC_MINUTE || series == Series.UTC_WEEKDAY;
    }
}
