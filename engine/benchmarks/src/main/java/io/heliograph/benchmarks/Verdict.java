package io.heliograph.benchmarks;

/** What a row came to. */
enum Verdict {
    GOAL("goal reached"),
    FLOOR("floor held"),
    MISSED("FLOOR MISSED"),
    VOID("VOID: the anchor spread too far");

    /** An anchor that spreads farther than this says nothing about anybody. */
    static final double CALM = 0.15;

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /**
     * Judges a figure.
     *
     * @param lessIsBetter whether floor and goal are upper bounds
     */
    static Verdict of(double figure, double floor, double goal, boolean lessIsBetter) {
        double sign = lessIsBetter ? 1.0 : -1.0;
        if (sign * figure <= sign * goal) {
            return GOAL;
        }
        return sign * figure <= sign * floor ? FLOOR : MISSED;
    }

    @Override
    public String toString() {
        return text;
    }
}
