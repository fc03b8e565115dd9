package io.heliograph.core.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.CoreHarness;
import io.heliograph.core.Timeframe;
import io.heliograph.core.strategy.Longs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarStateTest {
    private static final long LATENESS = 150 * Timeframe.SECOND;

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, false", "4, true"})
    void shouldGoOnAsIfNothingHadHappenedWhenSavedAndRestoredAfterAnyTrade(long seed, boolean fills) {
        Random random = new Random(seed);
        BarBuilder steady = builder(fills);
        BarBuilder restored = builder(fills);
        long now = CoreHarness.MONDAY;

        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(40_000) * 1_000_000L;
            long time = now - random.nextInt(150) * Timeframe.SECOND;
            double price = 1 + random.nextInt(1_000) / 100.0;
            double size = random.nextInt(4);
            assertThat(step(restored, now, time, price, size))
                    .as("seed=%s trade=%s", seed, i)
                    .isEqualTo(step(steady, now, time, price, size));
            if (random.nextInt(5) == 0) {
                restored = copy(restored, fills);
            }
        }

        assertThat(state(restored).toArray()).isEqualTo(state(steady).toArray());
        assertThat(restored.history().series(Timeframe.ONE_MINUTE).count()).isGreaterThan(50);
    }

    /** Feeds one trade; answers the closed bars as raw bits. */
    private static List<Long> step(BarBuilder builder, long latest, long time, double price, double size) {
        List<Long> closed = new ArrayList<>();
        builder.begin(time);
        builder.moveTo(latest - LATENESS);
        collect(builder, closed);
        if (builder.onTrade(time, price, size)) {
            collect(builder, closed);
        }
        return closed;
    }

    private static void collect(BarBuilder builder, List<Long> closed) {
        while (builder.closeNext()) {
            Closings closings = builder.closings();
            closed.add(closings.end());
            for (int i = 0; i < closings.count(); i++) {
                ClosedBar bar = closings.bar(i);
                closed.add((long) closings.timeframe(i).kind().ordinal());
                closed.add(closings.timeframe(i).length());
                closed.add((long) closings.origin(i).value());
                closed.add(bar.start());
                closed.add(bar.end());
                closed.add(bar.ordinal());
                closed.add((long) bar.flags());
                closed.add(bar.trades());
                closed.add(Double.doubleToRawLongBits(bar.open()));
                closed.add(Double.doubleToRawLongBits(bar.close()));
                closed.add(Double.doubleToRawLongBits(bar.volume()));
                closed.add(Double.doubleToRawLongBits(bar.wap()));
            }
        }
    }

    private static BarBuilder copy(BarBuilder builder, boolean fills) {
        Longs state = state(builder);
        BarBuilder copy = builder(fills);
        copy.restore(state);
        assertThat(state.isReadWhole()).isTrue();
        return copy;
    }

    private static Longs state(BarBuilder builder) {
        Longs state = new Longs();
        builder.save(state);
        return state;
    }

    private static BarBuilder builder(boolean fills) {
        BarBuilder builder = new BarBuilder(Timeframe.ONE_MINUTE, new BarGrid(0), 4, fills, new BarHistory(20));
        builder.build(Timeframe.parse("5m"));
        builder.build(Timeframe.parse("1h"));
        builder.build(Timeframe.parse("7t"));
        builder.build(Timeframe.parse("25v"));
        return builder;
    }
}
