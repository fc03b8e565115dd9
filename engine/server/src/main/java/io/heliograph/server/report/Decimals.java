package io.heliograph.server.report;

/** Whether doubles are short decimals, and which whole numbers they then are. */
final class Decimals {
    /** No double of the data has more places: prices of coins and sizes have 8. */
    static final int MOST = 9;

    /** Answered where some value is no short decimal. */
    static final int NONE = -1;

    /** Below it a whole number, scaled and back, is the same double again. */
    private static final double LARGEST = 1L << 50;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Decimals() {}

    /** The fewest places that all defined values need, or {@link #NONE}. */
    static int places(double[] values) {
        int places = 0;
        for (double value : values) {
            while (!Double.isNaN(value) && !isWhole(value, places)) {
                if (++places > MOST) {
                    return NONE;
                }
            }
        }
        for (double value : values) {
            // A value that fitted fewer places may be too large for more.
            if (!Double.isNaN(value) && !isWhole(value, places)) {
                return NONE;
            }
        }
        return places;
    }

    /** The value in units of the last place, rounded to the nearest. */
    static long scaled(double value, int places) {
        return (long) Math.rint(value * POWERS[places]);
    }

    /** Places that leave so many significant digits of the largest of the values; 0 to {@link #MOST}. */
    static int placesFor(double[] values, int digits) {
        double largest = 0;
        for (double value : values) {
            largest = Double.isNaN(value) ? largest : Math.max(largest, Math.abs(value));
        }
        int whole = 0;
        while (whole < POWERS.length && largest >= POWERS[whole]) {
            whole++;
        }
        if (whole == 0 && largest > 0) {
            double scaled = largest;
            while (scaled < 0.1 && whole > digits - MOST) {
                scaled *= 10;
                whole--;
            }
        }
        return Math.min(MOST, Math.max(0, digits - whole));
    }

    /** Whether every value, scaled, is a whole number that a double holds exactly. */
    static boolean areSmall(double[] values, int places) {
        for (double value : values) {
            if (Math.abs(value) * POWERS[places] >= LARGEST) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(double value, int places) {
        double scaled = Math.rint(value * POWERS[places]);
        return Math.abs(scaled) < LARGEST && scaled / POWERS[places] == value;
    }
}
