package io.heliograph.kernels;

/** Summed anew at every bar, from the newest value to the oldest, see {@link WindowSum}. */
final class ShortWindowSum extends WindowSum {
    private final Ring ring;

    ShortWindowSum(int n) {
        this.ring = new Ring(n);
    }

    @Override
    double next(double x, boolean keep) {
        return next(x, false, keep);
    }

    @Override
    double nextMean(double x, boolean keep) {
        return next(x, true, keep);
    }

    private double next(double x, boolean mean, boolean keep) {
        int n = ring.n;
        int run = ring.runWith(x);
        double total = run == n ? x * n : newestFirst(x);
        double answer = mean ? run == n ? x : total / n : total;
        boolean full = ring.isFullWithNext();
        if (keep) {
            ring.push(x, run, ring.slot == n - 1);
        }
        return full ? answer : Double.NaN;
    }

    /** From the newest, x, to the oldest that stays. */
    private double newestFirst(double x) {
        double[] values = ring.values;
        int last = values.length - 1;
        int place = ring.slot;
        double total = x;
        for (int i = 0; i < last; i++) {
            place = place == 0 ? last : place - 1;
            total += values[place];
        }
        return total;
    }

    @Override
    public int stateSize() {
        return ring.stateSize();
    }

    @Override
    public void save(StateSink sink) {
        ring.save(sink);
    }

    @Override
    public void restore(StateSource source) {
        ring.restore(source);
    }

    @Override
    public void reset() {
        ring.reset();
    }
}
