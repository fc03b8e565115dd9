package io.heliograph.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.RandomMarket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels whose next answer hangs on the last one, against loops over whole arrays written from their sources. */
class TrailingTwinTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldTrailAsSupertrend(long seed) {
        List<Bar> bars = Feed.bars(new RandomMarket(seed, 50.0, 0.01).bars(600));
        Line atr = Naive.atr(bars, 5);
        Supertrend kernel = new Supertrend(5, 1.5);
        double upper = Double.NaN;
        double lower = Double.NaN;
        boolean isUp = false;
        int turns = 0;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            kernel.update(bar);
            if (i < 5) {
                assertThat(kernel.value(0)).isNaN();
                continue;
            }
            double basicUpper = (bar.high() + bar.low()) / 2 + 1.5 * atr.x()[i];
            double basicLower = (bar.high() + bar.low()) / 2 - 1.5 * atr.x()[i];
            boolean wasUp = isUp;
            if (i == 5) {
                upper = basicUpper;
                lower = basicLower;
            } else {
                double close = bars.get(i - 1).close();
                upper = close > upper ? basicUpper : Math.min(basicUpper, upper);
                lower = close < lower ? basicLower : Math.max(basicLower, lower);
                if (isUp ? bar.close() < lower : bar.close() > upper) {
                    isUp = !isUp;
                }
            }
            turns += wasUp == isUp ? 0 : 1;
            assertThat(kernel.value(1)).as("seed=%d bar=%d", seed, i).isEqualTo(isUp ? 1.0 : -1.0);
            assertThat(kernel.value(0))
                    .as("seed=%d bar=%d", seed, i)
                    .isCloseTo(isUp ? lower : upper, org.assertj.core.data.Offset.offset(1e-8));
        }
        assertThat(turns).as("turns, else nothing was tested").isGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldTrailAsTaLibsSar(long seed) {
        List<Bar> bars = Feed.bars(new RandomMarket(seed, 50.0, 0.01).bars(600));
        double[][] expected = sar(bars, 0.03, 0.15);
        Psar kernel = new Psar(0.03, 0.15);
        int turns = 0;
        kernel.update(bars.get(0));
        assertThat(kernel.value(0)).isNaN();

        for (int i = 1; i < bars.size(); i++) {
            kernel.update(bars.get(i));
            assertThat(kernel.value(0)).as("seed=%d bar=%d", seed, i).isEqualTo(expected[0][i]);
            assertThat(kernel.value(1)).as("seed=%d bar=%d", seed, i).isEqualTo(expected[1][i]);
            turns += i > 1 && expected[1][i] != expected[1][i - 1] ? 1 : 0;
        }

        assertThat(turns).as("turns, else nothing was tested").isGreaterThan(5);
    }

    /** TA-Lib's loop, branch by branch as it stands there. */
    private static double[][] sar(List<Bar> bars, double acceleration, double maximum) {
        double[] line = new double[bars.size()];
        double[] side = new double[bars.size()];
        double plusMove = bars.get(1).high() - bars.get(0).high();
        double minusMove = bars.get(0).low() - bars.get(1).low();
        boolean isLong = !(minusMove > 0 && plusMove < minusMove);
        double ep = isLong ? bars.get(1).high() : bars.get(1).low();
        double sar = isLong ? bars.get(0).low() : bars.get(0).high();
        double af = acceleration;
        double newLow = bars.get(1).low();
        double newHigh = bars.get(1).high();
        for (int i = 1; i < bars.size(); i++) {
            double prevLow = newLow;
            double prevHigh = newHigh;
            newLow = bars.get(i).low();
            newHigh = bars.get(i).high();
            if (isLong) {
                if (newLow <= sar) {
                    isLong = false;
                    sar = Math.max(Math.max(ep, prevHigh), newHigh);
                    line[i] = sar;
                    af = acceleration;
                    ep = newLow;
                    sar = Math.max(Math.max(sar + af * (ep - sar), prevHigh), newHigh);
                } else {
                    line[i] = sar;
                    if (newHigh > ep) {
                        ep = newHigh;
                        af = Math.min(af + acceleration, maximum);
                    }
                    sar = Math.min(Math.min(sar + af * (ep - sar), prevLow), newLow);
                }
            } else {
                if (newHigh >= sar) {
                    isLong = true;
                    sar = Math.min(Math.min(ep, prevLow), newLow);
                    line[i] = sar;
                    af = acceleration;
                    ep = newHigh;
                    sar = Math.min(Math.min(sar + af * (ep - sar), prevLow), newLow);
                } else {
                    line[i] = sar;
                    if (newLow < ep) {
                        ep = newLow;
                        af = Math.min(af + acceleration, maximum);
                    }
                    sar = Math.max(Math.max(sar + af * (ep - sar), prevHigh), newHigh);
                }
            }
            side[i] = isLong ? 1.0 : -1.0;
        }
        return new double[][] {line, side};
    }
}
