package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.RandomMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kernel against its naive twin, on markets with dead stretches, jumps, large and tiny prices. */
class NaiveTwinTest {
    private static final int BARS = 500;

    /** First price and tick of each market. */
    private static final double[][] MARKETS = {{100.0, 0.01}, {60_000.0, 0.01}, {1e-8, 1e-10}, {5.0, 1.0}};

    @TestFactory
    Stream<DynamicTest> shouldAnswerWhatItsDefinitionSays() {
        Twins twins = new Twins();
        AverageTwins.addTo(twins);
        OscillatorTwins.addTo(twins);
        BandTwins.addTo(twins);
        VolumeTwins.addTo(twins);
        return twins.byCall().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getValue())));
    }

    private static void compare(Twins.Twin twin) {
        for (int market = 0; market < MARKETS.length; market++) {
            long seed = 77L + market;
            List<Bar> bars = Feed.bars(new RandomMarket(seed, MARKETS[market][0], MARKETS[market][1]).bars(BARS));
            Line closes = Naive.of(bars, Bar::close);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < BARS; i++) {
                closes.flat()[i] = i > BARS / 2 && random.nextInt(12) == 0;
            }
            Line[] expected = twin.definition().apply(bars, closes);
            compare(twin, bars, closes, expected, "seed=" + seed + " start=" + MARKETS[market][0]);
        }
    }

    private static void compare(Twins.Twin twin, List<Bar> bars, Line closes, Line[] expected, String market) {
        Kernel kernel = twin.kernel().get();
        double[] scale = new double[expected.length];
        for (int output = 0; output < expected.length; output++) {
            for (double value : expected[output].x()) {
                scale[output] = Math.max(scale[output], Double.isNaN(value) ? 0.0 : Math.abs(value));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            feed(kernel, bars.get(i), closes.x()[i], closes.flat()[i]);
            for (int output = 0; output < expected.length; output++) {
                double actual = kernel.value(output);
                double wanted = expected[output].x()[i];
                boolean same = Double.isNaN(wanted)
                        ? Double.isNaN(actual)
                        : Math.abs(actual - wanted) <= twin.tolerance() * scale[output];
                if (!same || kernel.isFlat(output) != expected[output].flat()[i]) {
                    wrong.add(market + " bar=" + i + " output=" + kernel.outputName(output) + " expected=" + wanted
                            + " actual=" + actual + " expected_flat="
                            + expected[output].flat()[i] + " flat="
                            + kernel.isFlat(output));
                }
            }
        }
        assertThat(kernel.outputs()).isEqualTo(expected.length);
        assertThat(wrong).isEmpty();
    }

    private static void feed(Kernel kernel, Bar bar, double x, boolean flat) {
        if (kernel instanceof SeriesKernel series) {
            series.update(x, flat);
        } else if (kernel instanceof WeightedKernel weighted) {
            weighted.update(x, bar.volume(), flat);
        } else {
            ((BarKernel) kernel).update(bar);
        }
    }
}
