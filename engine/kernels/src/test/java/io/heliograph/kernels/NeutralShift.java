package io.heliograph.kernels;

import io.heliograph.testkit.OracleCases.Case;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * What lies between a source that answers 0 where its formula divides zero by zero, and our neutral value.
 *
 * <p>A mean over flat values is moved by the neutral value's share of the window.
 */
final class NeutralShift {
    private static final double NEUTRAL = 50.0;

    private final Kernel kernel;
    private final boolean smoothed;
    private final boolean plain;
    private final Deque<Double> raws = new ArrayDeque<>();
    private final Deque<Double> ks = new ArrayDeque<>();
    private final int smooth;
    private final int d;

    NeutralShift(Case one, Kernel kernel) {
        this.kernel = kernel;
        this.smoothed = Set.of("stoch", "stochrsi").contains(one.indicator());
        this.plain = Set.of("rsi", "mfi").contains(one.indicator());
        this.smooth = smoothed ? one.number("smooth") : 1;
        this.d = smoothed ? one.number("d") : 1;
    }

    void afterBar() {
        if (!smoothed || Double.isNaN(kernel.value(0))) {
            return;
        }
        push(raws, kernel.isFlat(0) ? NEUTRAL : 0.0, smooth);
        if (raws.size() == smooth) {
            push(ks, mean(raws), d);
        }
    }

    double of(int output) {
        if (plain) {
            return kernel.isFlat(output) ? NEUTRAL : 0.0;
        }
        if (!smoothed) {
            return 0.0;
        }
        return output == 1 ? mean(raws) : mean(ks);
    }

    private static void push(Deque<Double> window, double x, int n) {
        window.addLast(x);
        if (window.size() > n) {
            window.removeFirst();
        }
    }

    private static double mean(Deque<Double> window) {
        return window.stream().mapToDouble(Double::doubleValue).average().orElse(0.0);
    }
}
