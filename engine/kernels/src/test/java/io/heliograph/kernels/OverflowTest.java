package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A price times a volume beyond the largest double: undefined at its bar, and part of no sum. */
class OverflowTest {
    private static final double HUGE = 1e200;

    @TestFactory
    Stream<DynamicTest> shouldLeaveNoTraceOfABarWhosePriceTimesVolumeOverflows() {
        Map<String, Supplier<Kernel>> volumeWeighted = new LinkedHashMap<>();
        volumeWeighted.put("vwap()", Vwap::daily);
        volumeWeighted.put("vwap_cum()", Vwap::cumulative);
        volumeWeighted.put("vwap(3)", () -> new RollingVwap(3));
        volumeWeighted.put("vwap(11)", () -> new RollingVwap(11));
        volumeWeighted.put("vwma(3)", () -> new Vwma(3));
        volumeWeighted.put("mfi(3)", () -> new Mfi(3));
        return volumeWeighted.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> checkAtEveryBar(entry.getValue())));
    }

    private static void checkAtEveryBar(Supplier<Kernel> make) {
        for (int bad = 0; bad < 24; bad++) {
            Kernel kernel = make.get();
            Kernel without = make.get();
            for (int i = 0; i < 30; i++) {
                if (i == bad) {
                    Feed.update(kernel, bar(HUGE, HUGE, i));
                    assertThat(kernel.value(0)).as("at the bar, bad=%d", bad).isNaN();
                    continue;
                }
                Bar bar = bar(100.0 + i % 5, 10.0 + i % 3, i);
                Feed.update(kernel, bar);
                Feed.update(without, bar);
                assertThat(Double.doubleToRawLongBits(kernel.value(0)))
                        .as("bad=%d bar=%d", bad, i)
                        .isEqualTo(Double.doubleToRawLongBits(without.value(0)));
            }
            assertThat(kernel.value(0)).isBetween(0.0, 105.0);
        }
    }

    @Test
    void shouldPeekAnOverflowAsUndefinedAndStayAsItWas() {
        Vwap vwap = Vwap.daily();
        vwap.update(bar(100.0, 10.0, 0));
        Outputs peeked = new Outputs(1);

        vwap.peek(bar(HUGE, HUGE, 9), peeked);

        assertThat(peeked.value(0)).isNaN();
        assertThat(vwap.value(0)).isEqualTo(100.0);
    }

    @Test
    void shouldNotCountTheVolumeOfABarWhoseMoneyOverflowsTheSum() {
        Vwap vwap = Vwap.cumulative();
        Vwap without = Vwap.cumulative();
        vwap.update(bar(1e154, 1e154, 0));
        without.update(bar(1e154, 1e154, 0));

        vwap.update(bar(1e154, 1.79e154, 1));
        assertThat(vwap.value(0)).isNaN();
        vwap.update(bar(1e153, 1e154, 2));
        without.update(bar(1e153, 1e154, 2));

        assertThat(vwap.value(0)).isEqualTo(without.value(0)).isBetween(5.4e153, 5.6e153);
    }

    /** A day of eight bars. */
    private static Bar bar(double price, double volume, int i) {
        return new Bar().set(price, price, price, price, volume, i, i / 8);
    }
}
