package io.heliograph.benchmarks;

import io.heliograph.kernels.BollingerBands;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One bar of Bollinger bands at a price of 60,000, without and with bad prints that force fresh sums as they leave. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:-UsePerfData")
public class DriftBenchmark {
    private static final int BARS = 1 << 16;

    /** A print of a billion every so many bars; 0 for none. */
    @Param({"0", "100"})
    public int printEvery;

    private final BollingerBands bands = new BollingerBands(20, 2.0, 0);
    private final SplittableRandom random = new SplittableRandom(60_000);
    private final double[] steps = random.doubles(BARS).toArray();

    private int next;

    @Benchmark
    public double bar() {
        int i = next++ & BARS - 1;
        boolean isPrint = printEvery > 0 && i % printEvery == 0;
        bands.update(isPrint ? 1e9 : 60_000.0 + Math.rint(steps[i] * 6.0) / 100.0, false);
        return bands.value(0) - bands.value(2);
    }
}
