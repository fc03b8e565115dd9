package io.heliograph.kernels;

/** The range of periods, and the refusal outside it. */
final class Period {
    static final int MAX = 5_000;

    private Period() {}

    static int check(String name, int n) {
        return check(name, n, 1);
    }

    static int check(String name, int n, int min) {
        if (n < min || n > MAX) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + MAX + ": " + name + "=" + n);
        }
        return n;
    }
}
