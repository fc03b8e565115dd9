package io.heliograph.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Answers how many bytes the calling thread allocates per run of an operation, once it is warm.
 *
 * <p>The JVM counts per thread, so other threads do not disturb it. What reading the counter itself costs is measured
 * first and taken off.
 */
public final class AllocationMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {}

    /** An operation to measure; told its ordinal so that it can vary its input without allocating. */
    @FunctionalInterface
    public interface Operation {
        void run(int i);
    }

    /**
     * Bytes per operation over {@code measured} runs, after {@code warmUp} runs.
     *
     * <p>The smallest of three measurements counts: the compilers' own bookkeeping may fall into one of them.
     */
    public static double bytesPerOperation(int warmUp, int measured, Operation operation) {
        run(warmUp, operation);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long idle = cost(0, operation);
            least = Math.min(least, cost(measured, operation) - idle);
        }
        return Math.max(0.0, (double) least / measured);
    }

    /** Bytes that the calling thread has allocated since it started. */
    public static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private static long cost(int runs, Operation operation) {
        long before = allocatedBytes();
        run(runs, operation);
        return allocatedBytes() - before;
    }

    private static void run(int runs, Operation operation) {
        for (int i = 0; i < runs; i++) {
            operation.run(i);
        }
    }
}
