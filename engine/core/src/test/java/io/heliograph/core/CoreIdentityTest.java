package io.heliograph.core;

import static io.heliograph.core.CoreHarness.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreIdentityTest {
    private static final List<String> TRADED = List.of("AAA", "BBB");
    private static final String QUOTED = "CCC";
    private static final String PUBLISHED = "DDD";
    private static final List<String> SYMBOLS = List.of("AAA", "BBB", QUOTED, PUBLISHED);

    /** Something that happens to one instrument, a trade, a quote or a bar by its symbol; price 0 is a watermark. */
    private record Happening(String symbol, long time, double price, double size) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldGiveEqualBytesWhenTheSameEventsComeAgain(long seed) {
        CoreHarness first = run(seed, new Random(seed));
        CoreHarness second = run(seed, new Random(seed));

        assertThat(second.outputs()).as("seed=%s", seed).hasSameSizeAs(first.outputs());
        assertThat(first.outputs()).hasSizeGreaterThan(100);
        for (int i = 0; i < first.outputs().size(); i++) {
            assertThat(second.outputs().get(i))
                    .as("seed=%s output=%s", seed, i + 1)
                    .isEqualTo(first.outputs().get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void shouldGiveEachInstrumentTheSameBarsWhateverTheInterleaving(long seed) {
        CoreHarness one = run(seed, new Random(seed + 1));
        CoreHarness other = run(seed, new Random(seed + 2));

        for (String symbol : SYMBOLS) {
            for (Timeframe timeframe : CoreSettings.defaults().timeframes()) {
                assertThat(other.bars(symbol, timeframe))
                        .as("seed=%s symbol=%s timeframe=%s", seed, symbol, timeframe)
                        .isEqualTo(one.bars(symbol, timeframe));
            }
        }
        assertThat(digest(other)).as("seed=%s", seed).isEqualTo(digest(one));
        assertThat(other.core().counters().late())
                .isEqualTo(one.core().counters().late())
                .isPositive();
        assertThat(one.core().counters().signals()).isGreaterThan(500);
        assertThat(one.bars("AAA", Timeframe.parse("7t"))).hasSizeGreaterThan(100);
    }

    private static CoreHarness run(long seed, Random interleaving) {
        List<Deque<Happening>> streams = streams(new Random(seed));
        CoreHarness harness = CoreHarness.started();
        harness.declare("*", CoreHarness.declaration(Timeframe.ONE_MINUTE, 20 * Timeframe.SECOND, GapPolicy.FILL));
        for (String timeframe : List.of("1m", "7t", "30v")) {
            CompiledStrategy strategy = Documents.strategy("id = on" + timeframe + "\ntimeframe = " + timeframe
                    + "\nbuy = \"close > close[1]\"\nsell = \"close < close[1] @ 5m\"\n");
            harness.applyStrategy(strategy.hash(), strategy.rules().id(), strategy.canonical(), "");
        }
        while (!streams.isEmpty()) {
            int pick = interleaving.nextInt(streams.size());
            Deque<Happening> stream = streams.get(pick);
            int batch = 1 + interleaving.nextInt(20);
            while (batch-- > 0 && !stream.isEmpty()) {
                feed(harness, stream.removeFirst());
            }
            if (stream.isEmpty()) {
                streams.remove(pick);
            }
        }
        return harness;
    }

    private static void feed(CoreHarness harness, Happening happening) {
        String symbol = happening.symbol();
        long time = happening.time();
        double price = happening.price();
        if (price == 0) {
            harness.watermark(symbol, time);
        } else if (TRADED.contains(symbol)) {
            harness.trade(symbol, time, price, happening.size());
        } else if (symbol.equals(QUOTED)) {
            harness.quote(symbol, time, price, happening.size() == 0 ? Double.NaN : price + 1);
        } else {
            long length = happening.size() == 0 ? 5 * Timeframe.MINUTE : Timeframe.MINUTE;
            harness.publishedBar(
                    harness.instrument(symbol), 0, time - time % length, length, price, price, price, price, 1);
        }
    }

    private static String digest(CoreHarness harness) {
        ContentDigest digest = new ContentDigest();
        long sequence = 0;
        for (byte[] output : harness.outputs()) {
            digest.onOutput(++sequence, new UnsafeBuffer(output), 0, output.length);
        }
        return digest.hex();
    }

    private static List<Deque<Happening>> streams(Random random) {
        List<Deque<Happening>> streams = new ArrayList<>();
        for (String symbol : SYMBOLS) {
            Deque<Happening> stream = new ArrayDeque<>();
            long now = MONDAY + random.nextInt(100) * Timeframe.SECOND;
            for (int i = 0; i < 2_000; i++) {
                now += random.nextInt(10_000) * 1_000_000L;
                long back = random.nextInt(8) == 0 ? random.nextInt(90) * Timeframe.SECOND : 0;
                double price = random.nextInt(50) == 0 ? 0 : 1 + random.nextInt(1_000) / 100.0;
                stream.addLast(new Happening(symbol, now - back, price, random.nextInt(5)));
            }
            streams.add(stream);
        }
        return streams;
    }
}
