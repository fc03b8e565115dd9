package io.heliograph.core;

import static io.heliograph.core.CoreHarness.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.testkit.AllocationMeter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class CoreAllocationTest {
    private static final int INSTRUMENTS = 4;

    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final Random random = new Random(7);

    private long sequence;
    private long time = MONDAY;
    private long outputs;
    private double walk = 100;

    @Test
    void shouldAllocateNothingPerTradeWhenWarmBarsThatCloseIncluded() {
        SignalCore core = core(List.of());

        long before = outputs;
        double bytes = AllocationMeter.bytesPerOperation(200_000, 200_000, i -> {
            time += 7 * Timeframe.SECOND;
            trade(core, i % INSTRUMENTS);
            if (i % 1_000 == 0) {
                apply(core, encoder.watermark(buffer, 0, time, time, -1, 0));
                apply(core, encoder.quote(buffer, 0, time, 0, time, 9, 1, 10, 1, i % INSTRUMENTS, 0));
            }
        });

        assertThat(outputs - before).isGreaterThan(100_000);
        assertThat(bytes).isZero();
    }

    @Test
    void shouldAllocateNothingPerTradeWithAllHouseStrategies() {
        SignalCore core = core(HouseStrategies.names());

        long before = core.counters().signals();
        double bytes = AllocationMeter.bytesPerOperation(200_000, 100_000, i -> {
            time += 7 * Timeframe.SECOND;
            trade(core, i % INSTRUMENTS);
        });

        assertThat(core.counters().signals() - before).isGreaterThan(1_000);
        assertThat(bytes).isLessThanOrEqualTo(0.01);
    }

    @Test
    void shouldAllocateNothingPerTradeAfterItWasAsked() {
        SignalCore core = core(HouseStrategies.names());
        long answers = 0;
        for (int i = 0; i < INSTRUMENTS * 50; i++) {
            for (String name : HouseStrategies.names()) {
                answers += core.standing(i % INSTRUMENTS, name).isReady() ? 1 : 0;
            }
            time += 7 * Timeframe.SECOND;
            trade(core, i % INSTRUMENTS);
        }

        double bytes = AllocationMeter.bytesPerOperation(200_000, 100_000, i -> {
            time += 7 * Timeframe.SECOND;
            trade(core, i % INSTRUMENTS);
        });

        assertThat(answers).isPositive();
        assertThat(bytes).isLessThanOrEqualTo(0.01);
    }

    @Test
    void shouldAllocateNothingPerTradeWithHouseStrategiesOnTicksAndVolume() {
        SignalCore core = core(List.of());
        for (String timeframe : List.of("20t", "40v")) {
            for (String name : HouseStrategies.names()) {
                String text = HouseStrategies.text(name).replaceFirst("id += *", "id = on-" + timeframe + "-");
                CompiledStrategy strategy = StrategyCompiler.compile(
                                text, Map.of(), Optional.of(Timeframe.parse(timeframe)))
                        .strategy();
                String id = strategy.rules().id();
                apply(core, encoder.strategyApplied(buffer, 0, MONDAY, strategy.hash(), id, strategy.canonical(), ""));
            }
        }
        for (int i = 0; i < 50_000; i++) {
            trade(core, i % INSTRUMENTS);
        }

        long before = core.counters().signals();
        double bytes = AllocationMeter.bytesPerOperation(200_000, 100_000, i -> {
            time += Timeframe.SECOND / 4;
            trade(core, i % INSTRUMENTS);
        });

        assertThat(core.counters().signals() - before).isGreaterThan(500);
        assertThat(bytes).isLessThanOrEqualTo(0.01);
    }

    @Test
    void shouldAllocateNothingPerQuoteOfWhichBarsAreBuilt() {
        SignalCore core = new SignalCore((number, record, offset, length) -> outputs++);
        apply(core, encoder.engineStarted(buffer, 0, MONDAY, 1, 0, 0, SignalCore.CORE_LEVEL, new byte[16], "test"));
        apply(core, encoder.coreSettings(buffer, 0, MONDAY, CoreSettings.defaults()));
        apply(core, encoder.instrumentAdded(buffer, 0, MONDAY, 0, "MID"));
        for (int day = 0; day < 257; day++) {
            quote(core);
            time += Timeframe.DAY;
        }

        long before = outputs;
        double bytes = AllocationMeter.bytesPerOperation(200_000, 200_000, i -> {
            time += 7 * Timeframe.SECOND;
            quote(core);
        });

        assertThat(outputs - before).isGreaterThan(25_000);
        assertThat(bytes).isZero();
    }

    @Test
    void shouldAllocateNothingPerPublishedBarRepeatsIncluded() {
        SignalCore core = new SignalCore((number, record, offset, length) -> outputs++);
        apply(core, encoder.engineStarted(buffer, 0, MONDAY, 1, 0, 0, SignalCore.CORE_LEVEL, new byte[16], "test"));
        apply(core, encoder.coreSettings(buffer, 0, MONDAY, CoreSettings.defaults()));
        apply(core, encoder.instrumentAdded(buffer, 0, MONDAY, 0, "BARS"));
        for (int day = 0; day < 257; day++) {
            bar(core, Timeframe.HOUR);
            bar(core, Timeframe.MINUTE);
            time += Timeframe.DAY;
        }

        long before = outputs;
        double bytes = AllocationMeter.bytesPerOperation(200_000, 200_000, i -> {
            time += i % 3 == 0 ? 0 : Timeframe.MINUTE;
            bar(core, i % 60 == 0 ? Timeframe.HOUR : Timeframe.MINUTE);
        });

        assertThat(outputs - before).isGreaterThan(100_000);
        assertThat(core.counters().refused(Refusal.BAR_REVISED)).isPositive();
        assertThat(bytes).isZero();
    }

    /** A warm core, which means that the histories of all timeframes are full: 256 days. */
    private SignalCore core(List<String> strategies) {
        SignalCore core = new SignalCore((number, record, offset, length) -> outputs++);
        apply(core, encoder.engineStarted(buffer, 0, MONDAY, 1, 0, 0, SignalCore.CORE_LEVEL, new byte[16], "test"));
        apply(core, encoder.coreSettings(buffer, 0, MONDAY, CoreSettings.defaults()));
        for (int i = 0; i < INSTRUMENTS; i++) {
            apply(core, encoder.instrumentAdded(buffer, 0, MONDAY, i, "S" + i));
        }
        for (String name : strategies) {
            String text = HouseStrategies.text(name);
            CompiledStrategy strategy =
                    StrategyCompiler.compile(text, Map.of(), Optional.empty()).strategy();
            apply(core, encoder.strategyApplied(buffer, 0, MONDAY, strategy.hash(), name, strategy.canonical(), text));
        }
        for (int day = 0; day < 257; day++) {
            for (int i = 0; i < INSTRUMENTS; i++) {
                trade(core, i);
            }
            time += Timeframe.DAY;
        }
        return core;
    }

    private void trade(SignalCore core, int instrument) {
        walk = walk * 0.999 + 0.1 + (random.nextDouble() - 0.5);
        double price = Math.rint(walk * 100) / 100;
        apply(core, encoder.trade(buffer, 0, time, 0, time, price, 1.5, instrument, 0));
    }

    private void bar(SignalCore core, long length) {
        walk = walk * 0.999 + 0.1 + (random.nextDouble() - 0.5);
        long start = time - length;
        apply(core, encoder.bar(buffer, 0, time, 0, start, length, walk, walk + 1, walk - 1, walk, 5, 0, 0));
    }

    private void quote(SignalCore core) {
        walk = walk * 0.999 + 0.1 + (random.nextDouble() - 0.5);
        double ask = random.nextInt(4) == 0 ? Double.NaN : walk + 0.01;
        apply(core, encoder.quote(buffer, 0, time, 0, time, walk, 1, ask, 1, 0, 0));
    }

    private void apply(SignalCore core, int length) {
        core.onEvent(++sequence, buffer, 0, length);
    }
}
