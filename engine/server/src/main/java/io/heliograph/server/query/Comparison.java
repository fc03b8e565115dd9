package io.heliograph.server.query;

/** How two values are compared. */
public enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String text;

    Comparison(String text) {
        this.text = text;
    }

    /** As it stands in a filter. */
    public String text() {
        return text;
    }

    boolean isOrdering() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    boolean holds(long left, long right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case AT_MOST -> left <= right;
            case GREATER -> left > right;
            case AT_LEAST -> left >= right;
        };
    }

    /** An undefined left side holds for nothing, {@code !=} included. */
    boolean holds(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left < right || left > right;
            case LESS -> left < right;
            case AT_MOST -> left <= right;
            case GREATER -> left > right;
            case AT_LEAST -> left >= right;
        };
    }

    static Comparison of(String text) {
        for (Comparison comparison : values()) {
            if (comparison.text.equals(text)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException("no comparison: text=" + text);
    }
}
