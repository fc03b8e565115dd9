package io.heliograph.benchmarks;

import java.util.Arrays;

/** The middle of some measurements, and how far they lie apart. Percentiles by linear interpolation between ranks. */
record Spread(double p25, double median, double p90) {

    static Spread of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("expected measurements, found none");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(rank(sorted, 0.25), rank(sorted, 0.5), rank(sorted, 0.9));
    }

    private static double rank(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** From p25 to p90, as a share of the median. */
    double share() {
        return (p90 - p25) / median;
    }
}
