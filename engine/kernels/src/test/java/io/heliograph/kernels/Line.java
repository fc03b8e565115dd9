package io.heliograph.kernels;

/** A whole series with its FLAT marks; NaN where it is undefined. */
record Line(double[] x, boolean[] flat) {

    Line(int size) {
        this(new double[size], new boolean[size]);
        java.util.Arrays.fill(x, Double.NaN);
    }

    int size() {
        return x.length;
    }

    boolean isDefined(int i) {
        return i >= 0 && !Double.isNaN(x[i]);
    }

    /** Whether the n values that end here are all defined. */
    boolean hasWindow(int i, int n) {
        for (int k = 0; k < n; k++) {
            if (!isDefined(i - k)) {
                return false;
            }
        }
        return true;
    }

    boolean hasFlat(int i, int n) {
        for (int k = 0; k < n; k++) {
            if (flat[i - k]) {
                return true;
            }
        }
        return false;
    }

    boolean isLevel(int i, int n) {
        for (int k = 1; k < n; k++) {
            if (x[i - k] != x[i]) {
                return false;
            }
        }
        return true;
    }

    void set(int i, double value, boolean isFlat) {
        boolean defined = !Double.isNaN(value) && !Double.isInfinite(value);
        x[i] = defined ? value : Double.NaN;
        flat[i] = defined && isFlat;
    }

    /** The first defined place. */
    int start() {
        for (int i = 0; i < x.length; i++) {
            if (isDefined(i)) {
                return i;
            }
        }
        return x.length;
    }
}
