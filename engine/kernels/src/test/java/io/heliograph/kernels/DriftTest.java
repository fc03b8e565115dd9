package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.AllocationMeter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Long runs and bad prints: what running sums are known to get wrong. */
class DriftTest {
    private static final long SEED = 60_000L;
    private static final int N = 20;

    @Test
    void shouldKeepTheBollingerWidthRightOverAMillionTicksAtSixtyThousand() {
        SplittableRandom random = new SplittableRandom(SEED);
        BollingerBands bands = new BollingerBands(N, 2.0, 0);
        Sma sma = new Sma(N);
        double[] window = new double[N];
        long price = 6_000_000L;
        double worst = 0.0;
        double worstMean = 0.0;
        for (int i = 0; i < 1_000_000; i++) {
            price += random.nextInt(-1, 2);
            double x = price / 100.0;
            window[i % N] = x;
            bands.update(x, false);
            sma.update(x, false);
            if (i >= N) {
                double exact = 2 * 2.0 * Naive.deviation(window, 0);
                double width = bands.value(0) - bands.value(2);
                worst = Math.max(worst, exact == 0.0 ? width : Math.abs(width - exact) / exact);
                worstMean = Math.max(worstMean, Math.abs(sma.value(0) - Naive.mean(window)) / x);
            }
        }

        assertThat(worst).as("relative error of the width, seed=%d", SEED).isLessThan(1e-8);
        assertThat(worstMean).as("relative error of the mean, seed=%d", SEED).isLessThan(1e-14);
    }

    @Test
    void shouldBeExactAgainOnTheFirstBarAfterABadPrintLeft() {
        for (double print : new double[] {1e9, 1e6, 1e15, 0.0, 61_000.0}) {
            for (int phase = 0; phase < N; phase++) {
                checkAfterPrint(print, phase);
            }
        }
    }

    private static void checkAfterPrint(double print, int phase) {
        SplittableRandom random = new SplittableRandom(SEED + phase);
        BollingerBands bands = new BollingerBands(N, 2.0, 0);
        Sma sma = new Sma(N);
        Wma wma = new Wma(N);
        Linreg linreg = new Linreg(N);
        double[] window = new double[N];
        int bad = 5 * N + phase;
        for (int i = 0; i < bad + 3 * N; i++) {
            double x = i == bad ? print : 60_000.0 + random.nextInt(-3, 4) / 100.0;
            System.arraycopy(window, 1, window, 0, N - 1);
            window[N - 1] = x;
            bands.update(x, false);
            sma.update(x, false);
            wma.update(x, false);
            linreg.update(x, false);
            if (i >= bad + N) {
                String where = "print=" + print + " phase=" + phase + " bars after=" + (i - bad);
                double exact = 4.0 * Naive.deviation(window, 0);
                assertThat(Math.abs(bands.value(0) - bands.value(2) - exact) / exact)
                        .as(where)
                        .isLessThan(1e-8);
                assertThat(Math.abs(sma.value(0) - Naive.mean(window)))
                        .as(where)
                        .isLessThan(1e-7);
                assertThat(Math.abs(wma.value(0) - Naive.weighted(window)))
                        .as(where)
                        .isLessThan(1e-7);
                assertThat(Math.abs(linreg.value(1) - Naive.slope(window)))
                        .as(where)
                        .isLessThan(1e-8);
            }
        }
    }

    @Test
    void shouldBeExactInACalmThatBeginsFarFromTheMeanBefore() {
        double[] ramp = {1.0, 2.0, 3.0, 3.000001, 2.999999, 3.000002, 3.0, 2.999998, 3.000001};
        for (int phase = 0; phase < 6; phase++) {
            Stdev stdev = new Stdev(3, 0);
            double[] window = new double[3];
            for (int i = 0; i < phase + ramp.length; i++) {
                double x = i < phase ? 2.0 : ramp[i - phase];
                window[i % 3] = x;
                stdev.update(x, false);
                if (i >= 2) {
                    double exact = Naive.deviation(window, 0);
                    assertThat(Math.abs(stdev.value(0) - exact))
                            .as("phase=%d bar=%d", phase, i)
                            .isLessThanOrEqualTo(1e-8 * exact);
                }
            }
        }
    }

    @Test
    void shouldSumPlainlyAfterAValueThatSwallowedTheRest() {
        Sma sma = new Sma(10);
        RollingVwap vwap = new RollingVwap(10);

        for (int i = 0; i < 13; i++) {
            double x = i == 2 ? 1e300 : i;
            sma.update(x, false);
            vwap.update(new Bar().set(10.0, 10.0, 10.0, 10.0, x, 0L, 0L));
        }

        assertThat(sma.value(0)).isEqualTo(7.5);
        assertThat(vwap.value(0)).isEqualTo(10.0);
    }

    @Test
    void shouldStayWithinAWindowOfRoundingOverAMillionSums() {
        SplittableRandom random = new SplittableRandom(SEED);
        Sma sma = new Sma(50);
        Stdev stdev = new Stdev(50, 0);
        double[] window = new double[50];
        double worst = 0.0;
        for (int i = 0; i < 1_000_000; i++) {
            double x = random.nextDouble(1e-8, 2e-8);
            window[i % 50] = x;
            sma.update(x, false);
            stdev.update(x, false);
            if (i % 997 == 0 && i > 50) {
                worst = Math.max(worst, Math.abs(sma.value(0) / Naive.mean(window) - 1.0));
                worst = Math.max(worst, Math.abs(stdev.value(0) / Naive.deviation(window, 0) - 1.0));
            }
        }

        assertThat(worst).as("seed=%d", SEED).isLessThan(1e-13);
    }

    @Test
    void shouldMakeNoCrossingsOutOfRoundingInADeadMarket() {
        Sma sma = new Sma(11);
        for (double x : new double[] {0.3, 0.7, 0.2, 0.9}) {
            sma.update(x, false);
        }
        for (int i = 0; i < 100; i++) {
            sma.update(0.1, false);
            if (i >= 10) {
                assertThat(sma.value(0)).isEqualTo(0.1);
            }
        }
    }

    @Test
    void shouldForgetGainsAndRangesInsteadOfDecayingForEver() {
        Rsi rsi = new Rsi(2);
        Atr atr = new Atr(2, AtrFirst.SKIP);
        Bar bar = new Bar();
        for (int i = 0; i < 5; i++) {
            rsi.update(100.0 + i % 2, false);
            atr.update(bar.set(100.0, 101.0, 99.0, 100.0, 1.0, 0L, 0L));
        }
        int bars = 0;
        while (!rsi.isFlat(0) && bars < 10_000) {
            rsi.update(100.0, false);
            atr.update(bar.set(100.0, 100.0, 100.0, 100.0, 1.0, 0L, 0L));
            bars++;
        }

        assertThat(bars).isBetween(600, 700);
        assertThat(rsi.value(0)).isEqualTo(50.0);
        assertThat(atr.value(0)).isLessThan(1e-199);
    }

    @Test
    void shouldUndefineAnOverflowAndRecover() {
        Ema ema = new Ema(2, EmaSeed.FIRST);
        ema.update(Double.MAX_VALUE, false);

        ema.update(-Double.MAX_VALUE, false);
        assertThat(ema.value(0)).isNaN();
        ema.update(Double.MAX_VALUE, false);

        assertThat(ema.value(0)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldAllocateNothingAtLargePeriods() {
        StochRsi kernel = new StochRsi(14, 5_000, 3, 3);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] inputs = random.doubles(10_000, 99.0, 101.0).toArray();

        double bytes =
                AllocationMeter.bytesPerOperation(20_000, 20_000, i -> kernel.update(inputs[i % inputs.length], false));

        assertThat(bytes).isLessThanOrEqualTo(0.01);
    }
}
