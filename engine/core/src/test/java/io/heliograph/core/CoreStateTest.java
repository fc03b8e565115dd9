package io.heliograph.core;

import static io.heliograph.core.CoreHarness.MONDAY;
import static io.heliograph.core.CoreHarness.declaration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.output.FaultRecordedDecoder;
import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.core.FailingNodes.Place;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.core.strategy.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At every event of a small journal, a core that took the state over goes on like the one it came from. */
class CoreStateTest {
    private static final double BAD = 13;
    private static final String[] TIMEFRAMES = {"1m", "5m", "3t", "20v"};
    private static final String[] BUYS = {
        "cross_above(close, ema(3))",
        "rsi(14) < 45 or close < lowest(low, 4)[1]",
        "close > ema(3) and rising(close, 2)",
        "within(close > sma(close, 5), 3) and not (volume < 0)",
        "close > (ema(3) @ 5m)",
        "bars_since(close > ema(3)) > 1 or value_when(close > open, high) < close",
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGoOnTheSameWayWhenAStateIsTakenOverAtAnyEvent(long seed) {
        Place place = seed % 2 == 0 ? Place.NODES : Place.CONDITION;
        Supplier<InstrumentNodes> nodes = () -> new FailingNodes(place, "two", BAD);
        CoreHarness original = journal(new Random(seed), nodes);
        List<byte[]> events = original.events();

        List<byte[]> seen = new ArrayList<>();
        SignalCore core = core(seen, nodes);
        for (int i = 0; i < events.size(); i++) {
            feed(core, events, i);
            long[] saved = state(core);
            List<byte[]> after = new ArrayList<>();
            SignalCore restored = core(after, nodes);
            restore(restored, saved);
            assertThat(Arrays.equals(state(restored), saved))
                    .as("seed=%d event=%d", seed, i + 1)
                    .isTrue();
            assertThat(restored.lastStart()).isEqualTo(core.lastStart());
            assertThat(restored.settingsSequence()).isEqualTo(core.settingsSequence());

            for (int j = i + 1; j < events.size(); j++) {
                feed(restored, events, j);
            }
            List<byte[]> expected =
                    original.outputs().subList(seen.size(), original.outputs().size());
            assertThat(after).as("seed=%d event=%d", seed, i + 1).hasSameSizeAs(expected);
            for (int j = 0; j < after.size(); j++) {
                assertThat(after.get(j))
                        .as("seed=%d event=%d output=%d", seed, i + 1, j)
                        .isEqualTo(expected.get(j));
            }
            assertThat(Arrays.equals(state(restored), state(original.core()))).isTrue();
        }
        assertThat(seen).hasSameSizeAs(original.outputs());
        assertThat(original.kinds())
                .contains(
                        SignalEmittedDecoder.TEMPLATE_ID,
                        OutcomeRecordedDecoder.TEMPLATE_ID,
                        FaultRecordedDecoder.TEMPLATE_ID);
        assertThat(original.core().counters().late()).isPositive();
        assertThat(original.core().lastStart()).isEqualTo(new EngineStart(1, 1, "test"));
        assertThat(original.core().settingsSequence()).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40, 400})
    void shouldRefuseAStateThatEndsEarly(int missing) {
        CoreHarness original = journal(new Random(1), Pipeline::new);
        long[] saved = state(original.core());

        assertThatThrownBy(() ->
                        restore(core(new ArrayList<>(), Pipeline::new), Arrays.copyOf(saved, saved.length - missing)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> restore(original.core(), saved)).hasMessageContaining("before its first event");
    }

    /** A hundred and fifty events or so of every kind, some of them refused. */
    private CoreHarness journal(Random random, Supplier<InstrumentNodes> nodes) {
        CoreHarness harness = CoreHarness.started(settings(8), nodes);
        harness.declare("D*", declaration(Timeframe.ONE_MINUTE, 2 * Timeframe.MINUTE, GapPolicy.FILL, "x", "y"));
        harness.source("x");
        apply(harness, random, "one");
        apply(harness, random, "two");
        long time = MONDAY;
        for (int i = 0; i < 130; i++) {
            time += random.nextInt(70) * Timeframe.SECOND;
            step(harness, random, time);
        }
        for (int i = 0; i < 25; i++) {
            time += Timeframe.MINUTE;
            harness.trade("A", time, 5 + random.nextInt(20), 1);
        }
        return harness;
    }

    private void step(CoreHarness harness, Random random, long time) {
        double price = random.nextInt(25) == 0 ? BAD : 5 + random.nextInt(40) / 2.0;
        double size = 1 + random.nextInt(9);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> harness.trade("A", time, price, size);
            case 6, 7 ->
                harness.trade(
                        harness.instrument("D1"), harness.source(random.nextBoolean() ? "x" : "y"), time, price, size);
            case 8 -> harness.trade("A", time - random.nextInt(8) * Timeframe.MINUTE, price, size);
            case 9, 10 -> harness.quote("Q", time, price, price + 1);
            case 11, 12 -> {
                long length = (random.nextInt(3) == 0 ? 5 : 1) * Timeframe.MINUTE;
                harness.publishedBar(
                        harness.instrument("P"),
                        0,
                        time - time % length,
                        length,
                        price,
                        price + 2,
                        price - 2,
                        price,
                        size);
            }
            case 13, 14 ->
                harness.watermark(-1, random.nextInt(harness.core().sources().count()), time);
            case 15 -> apply(harness, random, random.nextBoolean() ? "one" : "two");
            case 16 -> apply(harness, random, "three");
            case 17 -> rare(harness, random, time);
            case 18 -> harness.removeStrategy(random.nextBoolean() ? "three" : "none");
            default -> harness.refused(0, random.nextInt(50), Refusal.PRICE_INVALID);
        }
    }

    private void rare(CoreHarness harness, Random random, long time) {
        switch (random.nextInt(4)) {
            case 0 -> harness.settings(settings(6 + random.nextInt(6)));
            case 1 -> harness.declare("N" + random.nextInt(3), declaration(Timeframe.ONE_MINUTE, 0, GapPolicy.LEAVE));
            case 2 ->
                harness.openSource(harness.source("z"), "z", 2 + harness.core().eventSequence());
            default -> harness.trade("N" + random.nextInt(3), time, 9, 2);
        }
    }

    /** A version of a strategy that the seed made up; what looks back further than the history waits. */
    private static void apply(CoreHarness harness, Random random, String id) {
        String timeframe = id.equals("three") ? TIMEFRAMES[random.nextInt(TIMEFRAMES.length)] : "1m";
        boolean isOfTime = timeframe.endsWith("m");
        String buy = BUYS[random.nextInt(timeframe.equals("1m") ? BUYS.length : 4)];
        String text =
                "id = " + id + "\ntimeframe = " + timeframe + "\nhold = " + (random.nextBoolean() ? "until" : "while")
                        + "\nlet { slow = \"sma(close, " + (2 + random.nextInt(12)) + ")\" }"
                        + "\nbuy = \"" + buy + "\"\nsell = \"close < slow\"\n"
                        + (isOfTime ? "emit = every\n" : "");
        var compilation = StrategyCompiler.compile(text, Map.of(), Optional.empty());
        CompiledStrategy strategy = compilation.strategy();
        assertThat(compilation.problems()).isEmpty();
        harness.applyStrategy(strategy.hash(), id, strategy.canonical(), text);
    }

    private static CoreSettings settings(int historyBars) {
        return CoreSettings.defaults()
                .withTimeframes(List.of(Timeframe.ONE_MINUTE, Timeframe.ofNanos(5 * Timeframe.MINUTE)))
                .withHistoryBars(historyBars);
    }

    private static SignalCore core(List<byte[]> outputs, Supplier<InstrumentNodes> nodes) {
        return new SignalCore(
                (sequence, buffer, offset, length) -> {
                    byte[] record = new byte[length];
                    buffer.getBytes(offset, record);
                    outputs.add(record);
                },
                nodes);
    }

    private static void feed(SignalCore core, List<byte[]> events, int index) {
        core.onEvent(index + 1, new UnsafeBuffer(events.get(index)), 0, events.get(index).length);
    }

    private static long[] state(SignalCore core) {
        Longs longs = new Longs();
        core.save(longs);
        return longs.toArray();
    }

    private static void restore(SignalCore core, long[] saved) {
        Longs longs = new Longs();
        longs.putLongs(saved, 0, saved.length);
        core.restore(longs);
        assertThat(longs.isReadWhole()).isTrue();
    }
}
