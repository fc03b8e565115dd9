package io.heliograph.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of {@link DynamicBands}, checked together.
 *
 * @param atr period of the average true range, 1 to 5000
 * @param mean how many of its values are averaged, 1 to 5000
 * @param lower base of the lower band, less than {@code upper}
 * @param upper base of the upper band
 * @param sensitivity how far from 1 the ratio may be, above 0, at most 1
 * @param factor how much of the ratio's distance moves the bands, above 0
 * @param minWidth smallest distance of the bands, and largest move inwards; above 0
 * @param maxWidth largest move outwards, at least {@code minWidth}
 * @param floor with {@link Profile#SYMMETRIC} the bands stay this far from 0 and 100
 * @param profile which formula
 * @param warmup what is answered before there is a ratio
 */
public record DynamicBandsParams(
        int atr,
        int mean,
        double lower,
        double upper,
        double sensitivity,
        double factor,
        double minWidth,
        double maxWidth,
        double floor,
        Profile profile,
        Warmup warmup) {

    /** Which formula moves the bands. */
    public enum Profile {
        /** Both bands alike, only while the ratio is unusual. */
        SYMMETRIC,
        /** The founding document's, word for word. */
        SEED
    }

    /** What stands before there is a ratio. */
    public enum Warmup {
        /** Nothing: the bands are undefined. */
        NONE,
        /** The base bands. */
        BASE
    }

    /** The language's defaults: atr 14, mean 20, sensitivity 0.7, factor 0.3, widths 10 and 50, floor 5. */
    public static DynamicBandsParams defaults(Profile profile) {
        double lower = switch (profile) {
            case SYMMETRIC -> 20.0;
            case SEED -> 35.0;
        };
        double upper = switch (profile) {
            case SYMMETRIC -> 80.0;
            case SEED -> 100.0;
        };
        return new DynamicBandsParams(14, 20, lower, upper, 0.7, 0.3, 10.0, 50.0, 5.0, profile, Warmup.NONE);
    }

    /** Refuses with all that is wrong, not only the first. */
    public DynamicBandsParams {
        List<String> problems = new ArrayList<>();
        require(problems, atr >= 1 && atr <= Period.MAX, "atr must be 1 to " + Period.MAX + ": atr=" + atr);
        require(problems, mean >= 1 && mean <= Period.MAX, "mean must be 1 to " + Period.MAX + ": mean=" + mean);
        require(
                problems,
                isFinite(lower) && isFinite(upper) && lower < upper,
                "lower and upper must be finite and lower less than upper: lower=" + lower + " upper=" + upper);
        require(
                problems,
                sensitivity > 0.0 && sensitivity <= 1.0,
                "sensitivity must be greater than 0 and at most 1: sensitivity=" + sensitivity);
        require(
                problems,
                factor > 0.0 && isFinite(factor),
                "factor must be finite and greater than 0: factor=" + factor);
        require(
                problems,
                minWidth > 0.0 && minWidth <= maxWidth && isFinite(maxWidth),
                "min_width must be greater than 0 and at most max_width, which is finite: min_width=" + minWidth
                        + " max_width=" + maxWidth);
        if (profile == Profile.SYMMETRIC) {
            require(
                    problems,
                    isFinite(floor) && floor <= lower && upper <= 100.0 - floor,
                    "floor must be at most lower, and upper at most 100 - floor: floor=" + floor + " lower=" + lower
                            + " upper=" + upper);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void require(List<String> problems, boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static boolean isFinite(double x) {
        return Math.abs(x) <= Double.MAX_VALUE;
    }
}
