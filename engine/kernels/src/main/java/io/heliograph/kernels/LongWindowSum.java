package io.heliograph.kernels;

/** Slides from bar to bar; made anew at the wrap and after an outlier, see {@link WindowSum}. */
final class LongWindowSum extends WindowSum {
    private final Ring ring;
    private final double divisor;

    private double sum;
    private double fresh;

    LongWindowSum(int n) {
        this.ring = new Ring(n);
        this.divisor = n;
    }

    @Override
    double next(double x, boolean keep) {
        return next(x, false, keep);
    }

    @Override
    double nextMean(double x, boolean keep) {
        return next(x, true, keep);
    }

    /**
     * Sum or mean.
     *
     * <p>What is kept is read before the first jump and written once after the last, and whatever is rare stands behind one
     * jump: so the compiler can carry sums and places in registers from bar to bar.
     */
    private double next(double x, boolean mean, boolean keep) {
        double before = sum;
        double grown = fresh + x;
        Ring window = ring;
        double out = window.values[window.slot];
        double next = before + (x - out);
        double answer = mean ? next / divisor : next;
        int run = window.longerRunWith(x);
        boolean wraps = false;
        if (!window.isPlainStep(run) || isOutlier(out, next)) {
            int n = window.n;
            run = Math.min(run, n);
            wraps = window.slot == n - 1;
            if (run == n) {
                next = x * n;
            } else if (wraps) {
                next = grown;
            } else if (isOutlier(out, next)) {
                next = plainSum(x);
            }
            grown = wraps ? 0.0 : grown;
            answer = mean ? run == n ? x : next / divisor : next;
            answer = window.isFullWithNext() ? answer : Double.NaN;
        }
        if (keep) {
            window.push(x, run, wraps);
            sum = next;
            fresh = grown;
        }
        return answer;
    }

    private static boolean isOutlier(double out, double remaining) {
        return !(Math.abs(out) <= OUTLIER * Math.abs(remaining));
    }

    /** From the oldest to the newest, x in the place of the value that leaves. */
    private double plainSum(double x) {
        double[] values = ring.values;
        int slot = ring.slot;
        double total = 0.0;
        for (int i = slot + 1; i < values.length; i++) {
            total += values[i];
        }
        for (int i = 0; i < slot; i++) {
            total += values[i];
        }
        return total + x;
    }

    @Override
    public int stateSize() {
        return ring.stateSize() + 2;
    }

    @Override
    public void save(StateSink sink) {
        ring.save(sink);
        sink.putDouble(sum);
        sink.putDouble(fresh);
    }

    @Override
    public void restore(StateSource source) {
        ring.restore(source);
        sum = source.getDouble();
        fresh = source.getDouble();
    }

    @Override
    public void reset() {
        ring.reset();
        sum = 0.0;
        fresh = 0.0;
    }
}
