package io.heliograph.core.language;

import java.util.Arrays;

/**
 * One number a bar, worked out from whole series: NaN where undefined, its FLAT mark, and how far rounding may have
 * carried another way of working it out. An infinite slack says that rounding decides, and nothing can be compared.
 */
final class NaiveLine {
    final double[] x;
    final boolean[] flat;
    final double[] slack;

    NaiveLine(int size) {
        this.x = new double[size];
        this.flat = new boolean[size];
        this.slack = new double[size];
        Arrays.fill(x, Double.NaN);
    }

    int size() {
        return x.length;
    }

    void set(int i, double value, boolean isFlat, double rounding) {
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        x[i] = finite ? value : Double.NaN;
        flat[i] = finite && isFlat;
        slack[i] = rounding;
    }

    boolean isDefined(int i) {
        return i >= 0 && !Double.isNaN(x[i]);
    }

    /** Whether the n values up to bar i are all there. */
    boolean hasWindow(int i, int n) {
        for (int j = 0; j < n; j++) {
            if (!isDefined(i - j)) {
                return false;
            }
        }
        return true;
    }

    boolean hasFlat(int i, int n) {
        for (int j = 0; j < n; j++) {
            if (flat[i - j]) {
                return true;
            }
        }
        return false;
    }

    double[] window(int i, int n) {
        return Arrays.copyOfRange(x, i - n + 1, i + 1);
    }

    /** Largest size among the k values up to bar i, those that are there. */
    double size(int i, int k) {
        double most = 0.0;
        for (int j = i; j >= Math.max(0, i - k + 1); j--) {
            most = Double.isNaN(x[j]) ? most : Math.max(most, Math.abs(x[j]));
        }
        return most;
    }

    /** Largest slack among the n values up to bar i. */
    double slack(int i, int n) {
        double most = 0.0;
        for (int j = i; j >= Math.max(0, i - n + 1); j--) {
            most = Math.max(most, slack[j]);
        }
        return most;
    }
}
