package io.heliograph.benchmarks;

/** One pass of a contestant over all markets. */
@FunctionalInterface
interface Pass {
    /** Writes what it worked out into arrays that outlive it, so that nothing of the work can be left out. */
    void run();
}
