package io.heliograph.kernels;

/** The ranges of arguments that are not periods, and the refusals outside them. */
final class Range {
    private Range() {}

    static double positive(String name, double x) {
        if (!(x > 0.0 && x <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be finite and greater than 0: " + name + "=" + x);
        }
        return x;
    }

    static int ddof(int ddof) {
        if (ddof != 0 && ddof != 1) {
            throw new IllegalArgumentException("ddof must be 0 (population) or 1 (sample): ddof=" + ddof);
        }
        return ddof;
    }
}
