package io.heliograph.kernels;

/** A sum since the start, or since it was last cleared; what overflows is answered as it is and not kept. */
final class Total implements Stage {
    private double sum;

    double next(double x, boolean keep) {
        return nextFrom(sum, x, keep);
    }

    /** As if it had just been cleared. */
    double nextCleared(double x, boolean keep) {
        return nextFrom(0.0, x, keep);
    }

    private double nextFrom(double start, double x, boolean keep) {
        double next = start + x;
        if (keep) {
            sum = Math.abs(next) <= Double.MAX_VALUE ? next : start;
        }
        return next;
    }

    @Override
    public int stateSize() {
        return 1;
    }

    @Override
    public void save(StateSink sink) {
        sink.putDouble(sum);
    }

    @Override
    public void restore(StateSource source) {
        sum = source.getDouble();
    }

    @Override
    public void reset() {
        sum = 0.0;
    }
}
