package io.heliograph.kernels;

/** What share of two flows is the first: {@code 100 * up / (up + down)}. */
final class Strength {
    private Strength() {}

    /** Without any flow 50 and FLAT; without a flow down exactly 100. */
    static void set(Outputs into, double up, double down, boolean flat) {
        if (up == 0.0 && down == 0.0) {
            into.set(0, 50.0, true);
        } else {
            into.set(0, down == 0.0 ? 100.0 : 100.0 * up / (up + down), flat);
        }
    }
}
