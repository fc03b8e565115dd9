package io.heliograph.core.language;

/** What a step does; the names are part of the keys of nodes, so they are never reused for something else. */
public enum Operation {
    /** A series of the bar; constant 0 is the ordinal of {@link Series}. */
    SERIES,
    /** A number that never changes; constant 0 is the number. */
    NUMBER,
    /** TRUE or FALSE for ever; constant 0 is the code. */
    TRUTH,
    /** A value of the open or asked-for signal; constant 0 is the ordinal of {@link Context}. */
    CONTEXT,
    /** The latest value of a larger timeframe. */
    LARGER,
    /** The value of constant 0 bars before. */
    HISTORY,
    NEGATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    EQUAL,
    NOT_EQUAL,
    AND,
    OR,
    NOT,
    IF,
    ABS,
    SIGN,
    SQRT,
    LOG,
    EXP,
    FLOOR,
    CEIL,
    ROUND,
    MIN,
    MAX,
    CLAMP,
    POW,
    COALESCE,
    DEFINED,
    FLAT,
    /** {@code x - x[n]}; never a step of its own. */
    CHANGE,
    SUM,
    COUNT,
    BARS_SINCE,
    VALUE_WHEN,
    CROSS_ABOVE,
    CROSS_BELOW,
    CROSS,
    RISING,
    FALLING,
    WITHIN,
    ALWAYS,
    /** An indicator over one series. */
    SERIES_KERNEL,
    /** An indicator over one series, weighted by the volume. */
    WEIGHTED_KERNEL,
    /** An indicator over bars. */
    BAR_KERNEL;

    /** Whether it remembers anything of the bars before, so that no value of the context may enter it. */
    boolean hasMemory() {
        return switch (this) {
            case LARGER, HISTORY, CHANGE, SUM, COUNT, BARS_SINCE, VALUE_WHEN -> true;
            case CROSS_ABOVE, CROSS_BELOW, CROSS, RISING, FALLING, WITHIN, ALWAYS -> true;
            case SERIES_KERNEL, WEIGHTED_KERNEL, BAR_KERNEL -> true;
            default -> false;
        };
    }

    /** Whether it compares, so that {@code flat = evaluate} makes another operation of it. */
    boolean compares() {
        return switch (this) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> true;
            case CROSS_ABOVE, CROSS_BELOW, CROSS, RISING, FALLING -> true;
            default -> false;
        };
    }
}
