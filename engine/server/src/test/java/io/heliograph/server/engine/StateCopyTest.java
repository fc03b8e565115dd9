package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.Numbering;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.EventEncoder;
import io.heliograph.core.SignalCore;
import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.snapshot.StateCopy;
import io.heliograph.server.config.StrategiesConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/**
 * How long the sequencer stands still while the state is copied: 1,000 instruments on 3 timeframes with all house
 * strategies. Prints the time; some 10 ms are the goal.
 *
 * <p>The state lies in half a million small objects, and how the collector lays them out decides more than anything else: for
 * the engine's figure run it with the engine's collector, {@code -Dtest.jvm.memory="-Xmx1g -XX:+UseParallelGC"}.
 */
final class StateCopyTest {
    private static final int INSTRUMENTS = 1_000;
    private static final int MINUTES = 120;
    private static final int WARM_ROUNDS = 300;
    private static final int ROUNDS = 51;
    private static final long START = 1_700_000_040_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    private final SignalCore core = new SignalCore((sequence, buffer, offset, length) -> {});
    private final EventEncoder encoder = new EventEncoder();
    private final ExpandableArrayBuffer record = new ExpandableArrayBuffer();

    @Test
    void shouldCopyTheStateOfAThousandInstrumentsInMemoryThatIsTakenBefore() {
        fill();
        StateCopy copy = new StateCopy();
        long bytes = StateCopy.sizeOf(core);
        copy.reserve(bytes);
        // Of the processor, for whoever else uses it is no part of the copy.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long first = copyNs(copy, threads);
        // As an engine, which copies a state over and over while it warms up.
        for (int i = 1; i < WARM_ROUNDS; i++) {
            copy.take(core, START);
        }
        long[] ns = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ns[i] = copyNs(copy, threads);
        }
        System.out.printf(
                Locale.ROOT,
                "state copy: instruments=%d timeframes=3 strategies=%d bytes=%d first_ms=%.1f",
                INSTRUMENTS,
                core.strategies().count(),
                bytes,
                first / 1e6);
        Arrays.sort(ns);
        System.out.printf(Locale.ROOT, " least_ms=%.1f median_ms=%.1f%n", ns[0] / 1e6, ns[ROUNDS / 2] / 1e6);

        assertThat(core.instruments().count()).isEqualTo(INSTRUMENTS);
        assertThat(copy.bytes()).isEqualTo(bytes).isGreaterThan(1_000_000);
    }

    private long copyNs(StateCopy copy, ThreadMXBean threads) {
        long start = threads.getCurrentThreadCpuTime();
        copy.take(core, START);
        return threads.getCurrentThreadCpuTime() - start;
    }

    private void fill() {
        accept(encoder.coreSettings(
                record,
                0,
                START,
                CoreSettings.defaults()
                        .withTimeframes(List.of(Timeframe.parse("1m"), Timeframe.parse("5m"), Timeframe.parse("1h")))));
        for (CompiledStrategy strategy : StartStrategies.compile(new StrategiesConfig(true, List.of(), false))) {
            accept(encoder.strategyApplied(
                    record, 0, START, strategy.hash(), strategy.rules().id(), strategy.canonical(), strategy.text()));
        }
        int source = core.sources().count();
        accept(encoder.sourceOpened(record, 0, START, 1, source, Numbering.SPARSE, "market"));
        for (int i = 0; i < INSTRUMENTS; i++) {
            accept(encoder.instrumentAdded(record, 0, START, i, "S" + i));
        }
        long number = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            long time = START + minute * MINUTE;
            for (int i = 0; i < INSTRUMENTS; i++) {
                double price = 100 + i % 50 + (minute * 37 + i) % 101 / 10.0;
                accept(encoder.trade(record, 0, time, ++number, time, price, 1, i, source));
            }
            accept(encoder.watermark(record, 0, time, time + MINUTE, -1, source));
        }
    }

    private void accept(int length) {
        int refusal = core.onEvent(core.eventSequence() + 1, record, 0, length);
        assertThat(refusal).isEqualTo(Refusal.ACCEPTED.value());
    }
}
