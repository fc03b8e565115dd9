package io.heliograph.benchmarks;

import io.heliograph.kernels.Adx;
import io.heliograph.kernels.AdxSeed;
import io.heliograph.kernels.Atr;
import io.heliograph.kernels.AtrFirst;
import io.heliograph.kernels.Bar;
import io.heliograph.kernels.BollingerBands;
import io.heliograph.kernels.Ema;
import io.heliograph.kernels.EmaSeed;
import io.heliograph.kernels.Macd;
import io.heliograph.kernels.MacdStart;
import io.heliograph.kernels.Rsi;
import io.heliograph.kernels.Sma;
import io.heliograph.kernels.StochRsi;
import java.util.List;

/**
 * The eight kernels as a user streams them: one bar in, the outputs out, bar after bar.
 *
 * <p>Each has a loop of its own, as it has in the engine's nodes, so that the compiler sees which kernel it is.
 */
final class Kernels {
    private final List<Market> markets;

    Kernels(List<Market> markets) {
        this.markets = markets;
    }

    Pass sma(Results into) {
        Sma kernel = new Sma(20);
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                double[] out = into.at(m, 0);
                kernel.reset();
                for (int i = 0; i < close.length; i++) {
                    kernel.update(close[i], false);
                    out[i] = kernel.value(0);
                }
            }
        };
    }

    Pass ema(Results into) {
        Ema kernel = new Ema(20, EmaSeed.SMA);
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                double[] out = into.at(m, 0);
                kernel.reset();
                for (int i = 0; i < close.length; i++) {
                    kernel.update(close[i], false);
                    out[i] = kernel.value(0);
                }
            }
        };
    }

    Pass rsi(Results into) {
        Rsi kernel = new Rsi(14);
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                double[] out = into.at(m, 0);
                kernel.reset();
                for (int i = 0; i < close.length; i++) {
                    kernel.update(close[i], false);
                    out[i] = kernel.value(0);
                }
            }
        };
    }

    Pass atr(Results into) {
        Atr kernel = new Atr(14, AtrFirst.SKIP);
        Bar bar = new Bar();
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                Market market = markets.get(m);
                double[] out = into.at(m, 0);
                kernel.reset();
                for (int i = 0; i < out.length; i++) {
                    kernel.update(fill(bar, market, i));
                    out[i] = kernel.value(0);
                }
            }
        };
    }

    Pass macd(Results into) {
        Macd kernel = new Macd(12, 26, 9, MacdStart.OWN);
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                double[] line = into.at(m, 0);
                double[] signal = into.at(m, 1);
                double[] histogram = into.at(m, 2);
                kernel.reset();
                for (int i = 0; i < close.length; i++) {
                    kernel.update(close[i], false);
                    line[i] = kernel.value(0);
                    signal[i] = kernel.value(1);
                    histogram[i] = kernel.value(2);
                }
            }
        };
    }

    Pass bbands(Results into) {
        BollingerBands kernel = new BollingerBands(20, 2.0, 0);
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                double[] upper = into.at(m, 0);
                double[] middle = into.at(m, 1);
                double[] lower = into.at(m, 2);
                kernel.reset();
                for (int i = 0; i < close.length; i++) {
                    kernel.update(close[i], false);
                    upper[i] = kernel.value(0);
                    middle[i] = kernel.value(1);
                    lower[i] = kernel.value(2);
                }
            }
        };
    }

    /** The chart form; its k is what TA-Lib calls d of its own form. */
    Pass stochRsi(Results into) {
        StochRsi kernel = new StochRsi(14, 14, 3, 3);
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                double[] close = markets.get(m).close();
                double[] raw = into.at(m, 0);
                double[] k = into.at(m, 1);
                kernel.reset();
                for (int i = 0; i < close.length; i++) {
                    kernel.update(close[i], false);
                    raw[i] = kernel.value(0);
                    k[i] = kernel.value(1);
                }
            }
        };
    }

    Pass adx(Results into) {
        Adx kernel = new Adx(14, AdxSeed.N);
        Bar bar = new Bar();
        return () -> {
            for (int m = 0; m < markets.size(); m++) {
                Market market = markets.get(m);
                double[] out = into.at(m, 0);
                kernel.reset();
                for (int i = 0; i < out.length; i++) {
                    kernel.update(fill(bar, market, i));
                    out[i] = kernel.value(0);
                }
            }
        };
    }

    private static Bar fill(Bar bar, Market market, int i) {
        return bar.set(
                market.open()[i], market.high()[i], market.low()[i], market.close()[i], market.volume()[i], i, 0);
    }
}
