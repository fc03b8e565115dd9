package io.heliograph.kernels;

import java.util.Arrays;

/**
 * The largest (or smallest) of the last n values, in constant time per bar on average.
 *
 * <p>By blocks of n (van Herk 1992; Gil and Werman 1993): a window is the end of one block and the beginning of the
 * next, so its extreme is that of two numbers: the running extreme of the block being filled, and the extreme from some
 * place to the end of the block before. The latter are worked out backwards, all n at once, when a block is full, into
 * the same array: the place of a value that is overwritten is never asked for again. A queue of candidates, the usual
 * answer, is several times slower because its branches cannot be foreseen. Smallest is largest of the negated, which is
 * exact.
 */
final class WindowExtreme implements Stage {
    private final int n;
    private final double sign;
    private final double[] block;

    private int slot;
    private boolean full;
    private double running;

    private WindowExtreme(int n, double sign) {
        this.n = n;
        this.sign = sign;
        this.block = new double[n];
        reset();
    }

    static WindowExtreme highest(int n) {
        return new WindowExtreme(n, 1.0);
    }

    static WindowExtreme lowest(int n) {
        return new WindowExtreme(n, -1.0);
    }

    /** The extreme with x as the newest value, NaN before n values. */
    double next(double x, boolean keep) {
        double value = sign * x;
        double begun = Math.max(running, value);
        boolean last = slot == n - 1;
        boolean ready = full || last;
        double extreme = last ? begun : Math.max(begun, block[slot + 1]);
        if (keep) {
            block[slot] = value;
            if (last) {
                closeBlock();
            } else {
                slot++;
                running = begun;
            }
        }
        return ready ? sign * extreme : Double.NaN;
    }

    private void closeBlock() {
        double extreme = Double.NEGATIVE_INFINITY;
        for (int i = n - 1; i >= 0; i--) {
            extreme = Math.max(extreme, block[i]);
            block[i] = extreme;
        }
        slot = 0;
        full = true;
        running = Double.NEGATIVE_INFINITY;
    }

    @Override
    public int stateSize() {
        return n + 3;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(slot);
        sink.putLong(full ? 1 : 0);
        sink.putDouble(running);
        for (double value : block) {
            sink.putDouble(value);
        }
    }

    @Override
    public void restore(StateSource source) {
        slot = (int) source.getLong();
        full = source.getLong() != 0;
        running = source.getDouble();
        for (int i = 0; i < n; i++) {
            block[i] = source.getDouble();
        }
    }

    @Override
    public void reset() {
        slot = 0;
        full = false;
        running = Double.NEGATIVE_INFINITY;
        Arrays.fill(block, Double.NEGATIVE_INFINITY);
    }
}
