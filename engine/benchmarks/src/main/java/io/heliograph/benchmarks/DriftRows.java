package io.heliograph.benchmarks;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import io.heliograph.kernels.BollingerBands;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Row 2: the width of Bollinger bands at a price of 60,000 with ticks of 0.01, against sums made anew in two passes at every
 * bar; and the same after a print of a billion has left the window.
 */
final class DriftRows {
    private static final String TWO_PASS = "two-pass sum";
    private static final int N = 20;
    private static final double K = 2.0;
    private static final double PRINT = 1e9;
    private static final long SEED = 60_000;

    private final int bars;

    DriftRows(int bars) {
        this.bars = bars;
    }

    List<Row> rows() {
        double[] walk = walk();
        double[] printed = walk.clone();
        // One print in every phase of the window, far enough apart.
        for (int i = 1; i * 1_001 < bars; i++) {
            printed[i * 1_001] = PRINT;
        }
        return List.of(
                row("Bollinger width at 60,000 with ticks of 0.01", walk),
                row("the same after prints of 1e9 have left the window", printed));
    }

    private static Row row(String what, double[] close) {
        double ours = worst(close, ours(close));
        double talib = worst(close, talib(close));
        return new Row(
                "2",
                what,
                TWO_PASS,
                "relative error (TA-Lib's beside it)",
                ours,
                talib,
                0.0,
                new Spread(ours, ours, ours),
                1e-6,
                1e-8,
                true,
                1);
    }

    private double[] walk() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] close = new double[bars];
        long ticks = 6_000_000;
        for (int i = 0; i < bars; i++) {
            ticks += random.nextInt(-1, 2);
            close[i] = ticks / 100.0;
        }
        return close;
    }

    private static double[] ours(double[] close) {
        BollingerBands kernel = new BollingerBands(N, K, 0);
        double[] width = new double[close.length];
        for (int i = 0; i < close.length; i++) {
            kernel.update(close[i], false);
            width[i] = kernel.value(0) - kernel.value(2);
        }
        return width;
    }

    private static double[] talib(double[] close) {
        int n = close.length;
        double[] upper = new double[n];
        double[] middle = new double[n];
        double[] lower = new double[n];
        MInteger begin = new MInteger();
        new Core().bbands(0, n - 1, close, N, K, K, MAType.Sma, begin, new MInteger(), upper, middle, lower);
        double[] width = new double[n];
        for (int i = begin.value; i < n; i++) {
            width[i] = upper[i - begin.value] - lower[i - begin.value];
        }
        return width;
    }

    /** Largest relative error where the window holds no print; where the true width is 0 the whole width is the error. */
    static double worst(double[] close, double[] width) {
        double worst = 0.0;
        int sincePrint = N;
        for (int i = 0; i < close.length; i++) {
            sincePrint = close[i] == PRINT ? 0 : sincePrint + 1;
            if (i < N - 1 || sincePrint < N) {
                continue;
            }
            double exact = 2.0 * K * deviation(close, i);
            double error = exact == 0.0 ? Math.abs(width[i]) : Math.abs(width[i] - exact) / exact;
            worst = error <= worst ? worst : error;
        }
        return worst;
    }

    private static double deviation(double[] close, int end) {
        double base = close[end];
        double sum = 0.0;
        for (int i = end - N + 1; i <= end; i++) {
            sum += close[i] - base;
        }
        double mean = sum / N;
        double squares = 0.0;
        for (int i = end - N + 1; i <= end; i++) {
            double distance = close[i] - base - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares / N);
    }
}
