package io.heliograph.benchmarks;

import java.util.List;

/**
 * What the rounds of one contest, or of several together, cost: nanoseconds a bar, ours and the anchor's, round by round.
 */
record Rounds(String name, double[] ours, double[] anchor) {

    /** The sum of several contests in each round. */
    static Rounds sum(String name, List<Rounds> parts) {
        int rounds = parts.get(0).ours.length;
        double[] ours = new double[rounds];
        double[] anchor = new double[rounds];
        for (Rounds part : parts) {
            for (int i = 0; i < rounds; i++) {
                ours[i] += part.ours[i];
                anchor[i] += part.anchor[i];
            }
        }
        return new Rounds(name, ours, anchor);
    }

    /** The geometric mean of several contests in each round. */
    static Rounds geometricMean(String name, List<Rounds> parts) {
        int rounds = parts.get(0).ours.length;
        double[] ours = new double[rounds];
        double[] anchor = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double own = 0.0;
            double other = 0.0;
            for (Rounds part : parts) {
                own += Math.log(part.ours[i]);
                other += Math.log(part.anchor[i]);
            }
            ours[i] = Math.exp(own / parts.size());
            anchor[i] = Math.exp(other / parts.size());
        }
        return new Rounds(name, ours, anchor);
    }

    /** Our cost as a share of the anchor's. */
    Spread share() {
        return ratio(ours, anchor);
    }

    /** How many times cheaper we are. */
    Spread timesFaster() {
        return ratio(anchor, ours);
    }

    private static Spread ratio(double[] upper, double[] lower) {
        double[] ratios = new double[upper.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = upper[i] / lower[i];
        }
        return Spread.of(ratios);
    }

    /** Our cost in the table's terms. */
    Row row(String id, String against, Spread ratio, double floor, double goal, boolean lessIsBetter) {
        Spread anchors = Spread.of(anchor);
        return new Row(
                id,
                name,
                against,
                "ns/bar",
                Spread.of(ours).median(),
                anchors.median(),
                anchors.share(),
                ratio,
                floor,
                goal,
                lessIsBetter,
                1);
    }
}
