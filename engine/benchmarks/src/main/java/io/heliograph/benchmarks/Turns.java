package io.heliograph.benchmarks;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs contestants in turns, a short round each, and answers what each round cost.
 *
 * <p>Whatever slows the machine for a while slows neighbours in the order alike, so only ratios within one round count.
 *
 * @param cpuNs processor time of the calling thread, in nanoseconds
 * @param warmRounds rounds before the first that counts, at least 1; the last says how many passes make a round
 * @param rounds rounds that count
 * @param roundNs how long a round is to last
 */
record Turns(LongSupplier cpuNs, int warmRounds, int rounds, long roundNs) {
    /** Fewer show no spread. */
    static final int LEAST_ROUNDS = 9;

    Turns {
        if (warmRounds < 1) {
            throw new IllegalArgumentException("warm rounds must be at least 1: warm_rounds=" + warmRounds);
        }
        if (rounds < LEAST_ROUNDS) {
            throw new IllegalArgumentException("rounds must be at least " + LEAST_ROUNDS + ": rounds=" + rounds);
        }
    }

    /** Nanoseconds of one pass, by contestant and round. */
    double[][] measure(List<Pass> passes) {
        double[][] cost = new double[passes.size()][rounds];
        int[] repeats = new int[passes.size()];
        for (int round = 0; round < warmRounds; round++) {
            for (int i = 0; i < repeats.length; i++) {
                repeats[i] = warm(passes.get(i));
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < repeats.length; i++) {
                cost[i][round] = cost(passes.get(i), repeats[i]);
            }
        }
        return cost;
    }

    /** Runs for one round; answers how many passes it took. */
    private int warm(Pass pass) {
        long start = cpuNs.getAsLong();
        int passes = 0;
        do {
            pass.run();
            passes++;
        } while (cpuNs.getAsLong() - start < roundNs);
        return passes;
    }

    private double cost(Pass pass, int repeats) {
        long start = cpuNs.getAsLong();
        for (int i = 0; i < repeats; i++) {
            pass.run();
        }
        return (double) (cpuNs.getAsLong() - start) / repeats;
    }
}
