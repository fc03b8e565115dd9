package io.heliograph.testkit;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Checks a claim on many random cases; a failure names the seed and shows the case.
 *
 * <p>Each case has a seed of its own, drawn from the first: the message's seed alone brings the failing case back as
 * {@code Prop.forAll(thatSeed, 1, ...)}.
 */
public final class Prop {

    private Prop() {}

    /** What must hold; it throws where it does not. */
    @FunctionalInterface
    public interface Check<T> {
        void accept(T t) throws Exception;
    }

    /** Draws n cases and checks each. */
    public static <T> void forAll(long seed, int n, Function<SplittableRandom, T> generator, Check<T> check) {
        SplittableRandom seeds = new SplittableRandom(seed);
        long caseSeed = seed;
        for (int i = 0; i < n; i++) {
            T drawn = generator.apply(new SplittableRandom(caseSeed));
            try {
                check.accept(drawn);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "seed=" + caseSeed + " (case " + i + " of seed " + seed + ") case=" + drawn + ": "
                                + e.getMessage(),
                        e);
            }
            caseSeed = seeds.nextLong();
        }
    }
}
