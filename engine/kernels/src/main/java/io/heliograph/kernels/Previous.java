package io.heliograph.kernels;

/** The value one bar ago, NaN before there is one. */
final class Previous implements Stage {
    private double value = Double.NaN;

    double value() {
        return value;
    }

    /** Answers the value before and, if told, keeps {@code x} in its place. */
    double next(double x, boolean keep) {
        double before = value;
        if (keep) {
            value = x;
        }
        return before;
    }

    @Override
    public int stateSize() {
        return 1;
    }

    @Override
    public void save(StateSink sink) {
        sink.putDouble(value);
    }

    @Override
    public void restore(StateSource source) {
        value = source.getDouble();
    }

    @Override
    public void reset() {
        value = Double.NaN;
    }
}
