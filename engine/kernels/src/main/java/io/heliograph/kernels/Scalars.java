package io.heliograph.kernels;

import java.util.Arrays;

/** A few doubles that a kernel carries from bar to bar, all NaN at the start. */
final class Scalars implements Stage {
    final double[] values;

    Scalars(int n) {
        this.values = new double[n];
        reset();
    }

    @Override
    public int stateSize() {
        return values.length;
    }

    @Override
    public void save(StateSink sink) {
        for (double value : values) {
            sink.putDouble(value);
        }
    }

    @Override
    public void restore(StateSource source) {
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getDouble();
        }
    }

    @Override
    public void reset() {
        Arrays.fill(values, Double.NaN);
    }
}
