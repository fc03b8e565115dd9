package io.heliograph.benchmarks;

import io.heliograph.core.CoreSettings;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.market.SyntheticMarket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;
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
 * One trade through the core: decoded, put into its bar, and now and then a bar closed, its nodes updated and its strategies
 * evaluated.
 *
 * <p>The market is synthetic, seeded, with a trade every two seconds a symbol, so every thirtieth trade or so closes a bar.
 * Run with {@code -prof gc} it shows what is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED", "-XX:-UsePerfData"})
public class TradeThroughCoreBenchmark {
    private static final int SYMBOLS = 20;
    private static final long STEP_NS = 60_000_000_000L;

    /** How many of the house strategies are in force: none of them shows the bars alone. */
    @Param({"0", "5"})
    public int strategies;

    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(256 * 1024);
    private final SignalCore core = new SignalCore((sequence, bytes, offset, length) -> {});
    private final SyntheticMarket market = new SyntheticMarket(SYMBOLS, 42, STEP_NS);

    private final SyntheticMarket.TradeHandler toCore = this::apply;

    private long sequence;

    @Setup
    public void begin() {
        apply(encoder.engineStarted(buffer, 0, 1, 1, 0, 0, SignalCore.CORE_LEVEL, new byte[16], "benchmark"));
        apply(encoder.coreSettings(buffer, 0, 1, CoreSettings.defaults()));
        for (String name : HouseStrategies.names().subList(0, strategies)) {
            CompiledStrategy strategy = StrategyCompiler.compile(HouseStrategies.text(name), Map.of(), Optional.empty())
                    .strategy();
            apply(encoder.strategyApplied(buffer, 0, 1, strategy.hash(), name, strategy.canonical(), strategy.text()));
        }
        for (int i = 0; i < SYMBOLS; i++) {
            apply(encoder.instrumentAdded(buffer, 0, 1, i, SyntheticMarket.symbol(i)));
        }
    }

    @Benchmark
    public int trade() {
        return market.advance(Long.MAX_VALUE, 1, toCore);
    }

    private void apply(int symbol, long timeNs, double price, double size) {
        apply(encoder.trade(buffer, 0, timeNs, 0, timeNs, price, size, symbol, 0));
    }

    private void apply(int length) {
        sequence++;
        core.onEvent(sequence, buffer, 0, length);
    }
}
