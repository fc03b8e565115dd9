package io.heliograph.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pass of one indicator over the three markets: {@code ops/heliograph bench} runs the same passes in turns, this one
 * apart, for profiles and {@code -prof gc}. Divide by 98,304 for a bar (12,288 where the peer is ta4j).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:-UsePerfData")
public class KernelBenchmark {
    /** Place of the indicator: SMA, EMA, RSI, ATR, MACD, Bollinger, StochRSI, ADX. */
    @Param({"0", "1", "2", "3", "4", "5", "6", "7"})
    public int indicator;

    @Param({"talib", "ta4j"})
    public String peer;

    private Contest contest;

    @Setup
    public void begin() {
        List<Contest> contests = peer.equals("talib")
                ? Contests.againstTaLib(Market.all(Market.BARS))
                : Contests.againstTa4j(Market.all(Market.BARS / 8));
        contest = contests.get(indicator);
        contest.check();
    }

    @Benchmark
    public void ours() {
        contest.ours().run();
    }

    @Benchmark
    public void anchor() {
        contest.anchor().run();
    }
}
