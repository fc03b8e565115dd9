package io.heliograph.kernels;

import java.util.Arrays;

/** The value n bars ago and whether it was FLAT; NaN before there is one. */
final class Delay implements Stage {
    private final double[] values;
    private final boolean[] flats;

    private int slot;
    private boolean flat;

    Delay(int n) {
        this.values = new double[n];
        this.flats = new boolean[n];
        reset();
    }

    /** Answers the value n bars before x. */
    double next(double x, boolean isFlat, boolean keep) {
        double before = values[slot];
        flat = flats[slot];
        if (keep) {
            values[slot] = x;
            flats[slot] = isFlat;
            slot = slot == values.length - 1 ? 0 : slot + 1;
        }
        return before;
    }

    /** Whether the value last answered was FLAT. */
    boolean isFlat() {
        return flat;
    }

    @Override
    public int stateSize() {
        return 2 * values.length + 1;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(slot);
        for (int i = 0; i < values.length; i++) {
            sink.putDouble(values[i]);
            sink.putLong(flats[i] ? 1 : 0);
        }
    }

    @Override
    public void restore(StateSource source) {
        slot = (int) source.getLong();
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getDouble();
            flats[i] = source.getLong() != 0;
        }
    }

    @Override
    public void reset() {
        slot = 0;
        Arrays.fill(values, Double.NaN);
        Arrays.fill(flats, false);
    }
}
