package io.heliograph.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Where a contestant's values go: by market, output and bar; NaN where it has none. */
final class Results {
    private final double[][][] values;

    Results(List<Market> markets, int outputs) {
        this.values = new double[markets.size()][outputs][];
        for (int i = 0; i < values.length; i++) {
            for (int output = 0; output < outputs; output++) {
                values[i][output] = new double[markets.get(i).bars()];
                Arrays.fill(values[i][output], Double.NaN);
            }
        }
    }

    double[] at(int market, int output) {
        return values[market][output];
    }

    /**
     * Largest difference from another's values, as a share of that output's largest value, over the last half of each
     * market: there whatever differs at the start has been forgotten.
     *
     * @param shift by how many bars the other's values stand before ours
     */
    double differenceFrom(Results other, int shift) {
        double worst = 0.0;
        for (int market = 0; market < values.length; market++) {
            for (int output = 0; output < values[market].length; output++) {
                worst = Math.max(worst, difference(values[market][output], other.values[market][output], shift));
            }
        }
        return worst;
    }

    private static double difference(double[] ours, double[] others, int shift) {
        double scale = 0.0;
        double worst = 0.0;
        for (int i = ours.length / 2; i < ours.length; i++) {
            double other = others[i - shift];
            scale = Math.max(scale, Math.abs(other));
            double difference = Math.abs(ours[i] - other);
            worst = difference <= worst ? worst : difference;
        }
        return worst / scale;
    }
}
