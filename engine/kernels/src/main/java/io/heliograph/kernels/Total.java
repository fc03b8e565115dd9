package io.heliograph.kernels;

/** A sum since the start; what overflows is answered as it is and not kept. */
final class Total implements Stage {
    private double sum;

    double next(double x, boolean keep) {
        double next = sum + x;
        if (keep && Double.isFinite(next)) {
            sum = next;
        }
        return next;
    }

    double value() {
        return sum;
    }

    /** Takes a sum that the owner worked out and found finite. */
    void keep(double next) {
        sum = next;
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
