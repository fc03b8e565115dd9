package io.heliograph.benchmarks;

/**
 * One line of the table.
 *
 * @param id number of the goal it belongs to
 * @param unit of both figures
 * @param ours our figure, the median where there are rounds
 * @param anchor the anchor's figure; NaN where the anchor is a definition
 * @param anchorSpread of the anchor's rounds as a share of its median; 0 without rounds
 * @param ratio what floor and goal speak of
 * @param lessIsBetter whether floor and goal are upper bounds
 * @param tries measurements until the anchor was calm
 */
record Row(
        String id,
        String what,
        String against,
        String unit,
        double ours,
        double anchor,
        double anchorSpread,
        Spread ratio,
        double floor,
        double goal,
        boolean lessIsBetter,
        int tries) {

    Verdict verdict() {
        return anchorSpread <= Verdict.CALM ? Verdict.of(ratio.median(), floor, goal, lessIsBetter) : Verdict.VOID;
    }

    /** The same, found at a later try. */
    Row withTries(int count) {
        return new Row(id, what, against, unit, ours, anchor, anchorSpread, ratio, floor, goal, lessIsBetter, count);
    }
}
