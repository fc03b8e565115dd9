package io.heliograph.kernels;

import java.util.Arrays;

/**
 * How many bars ago the largest (or smallest) of the last n values stood; of equal ones the newest.
 *
 * <p>By blocks, as {@link WindowExtreme}, with the place of each extreme beside it.
 */
final class WindowExtremeAge implements Stage {
    private final int n;
    private final double sign;
    private final double[] block;
    private final int[] places;

    private int slot;
    private boolean full;
    private double running;
    private int runningPlace;

    WindowExtremeAge(int n, boolean highest) {
        this.n = n;
        this.sign = highest ? 1.0 : -1.0;
        this.block = new double[n];
        this.places = new int[n];
        reset();
    }

    /** The age with x as the newest value, -1 before n values. */
    int next(double x, boolean keep) {
        double value = sign * x;
        boolean leads = value >= running;
        double begun = leads ? value : running;
        int begunPlace = leads ? slot : runningPlace;
        boolean last = slot == n - 1;
        boolean ready = full || last;
        boolean isOlder = !last && block[slot + 1] > begun;
        int age = isOlder ? slot + n - places[slot + 1] : slot - begunPlace;
        if (keep) {
            block[slot] = value;
            if (last) {
                closeBlock();
            } else {
                slot++;
                running = begun;
                runningPlace = begunPlace;
            }
        }
        return ready ? age : -1;
    }

    private void closeBlock() {
        places[n - 1] = n - 1;
        for (int i = n - 2; i >= 0; i--) {
            boolean leads = block[i] > block[i + 1];
            places[i] = leads ? i : places[i + 1];
            block[i] = leads ? block[i] : block[i + 1];
        }
        slot = 0;
        full = true;
        running = Double.NEGATIVE_INFINITY;
        runningPlace = 0;
    }

    @Override
    public int stateSize() {
        return 2 * n + 4;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(slot);
        sink.putLong(full ? 1 : 0);
        sink.putDouble(running);
        sink.putLong(runningPlace);
        for (int i = 0; i < n; i++) {
            sink.putDouble(block[i]);
            sink.putLong(places[i]);
        }
    }

    @Override
    public void restore(StateSource source) {
        slot = (int) source.getLong();
        full = source.getLong() != 0;
        running = source.getDouble();
        runningPlace = (int) source.getLong();
        for (int i = 0; i < n; i++) {
            block[i] = source.getDouble();
            places[i] = (int) source.getLong();
        }
    }

    @Override
    public void reset() {
        slot = 0;
        full = false;
        running = Double.NEGATIVE_INFINITY;
        runningPlace = 0;
        Arrays.fill(block, Double.NEGATIVE_INFINITY);
        Arrays.fill(places, 0);
    }
}
