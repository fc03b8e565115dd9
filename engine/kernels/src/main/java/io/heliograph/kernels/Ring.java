package io.heliograph.kernels;

import java.util.Arrays;

/**
 * The last n values, and for how many bars the newest has stood unchanged.
 *
 * <p>The run of equal values decides whether a window is flat: by counting, never by the size of a difference. The next
 * value goes to {@link #slot}; a window wraps when the slot is the last.
 */
final class Ring implements Stage {
    private static final long NONE = Double.doubleToRawLongBits(Double.NaN);

    final int n;
    final double[] values;

    /** Where the next value goes; until n values came, also their count. */
    int slot;

    private boolean full;

    /** Slots below it take a plain step: n - 1 once the window is full, 0 before. */
    private int plain;

    private int run;

    /** Bits of the newest value, see {@link #bits}. */
    private long last;

    Ring(int n) {
        this.n = n;
        this.values = new double[n];
        this.last = NONE;
    }

    /** The last value taken. */
    double newest() {
        return values[slot == 0 ? n - 1 : slot - 1];
    }

    /** Whether the window holds n values once one more is in. */
    boolean isFullWithNext() {
        return full || slot == n - 1;
    }

    /** Whether a value leaves when the next comes. */
    boolean isFull() {
        return full;
    }

    /** Whether all n values are equal once x is in. */
    boolean isFlatWith(double x) {
        return runWith(x) == n;
    }

    /**
     * Whether a value that will have stood for {@code nextRun} bars is a plain step: the window is full, stays within its
     * round, and is not flat.
     */
    boolean isPlainStep(int nextRun) {
        return slot < plain && nextRun < n;
    }

    /** For how many bars x will have stood, at most n, once it is in. */
    int runWith(double x) {
        return Math.min(longerRunWith(x), n);
    }

    /**
     * The same, at most n + 1: for who asks whether it is a plain step.
     *
     * <p>Whether a price moves cannot be foreseen, so there is no jump.
     */
    int longerRunWith(double x) {
        return (run & (int) Bits.areEqual(bits(x), last)) + 1;
    }

    /** Equal for equal values, the zeros included. */
    private static long bits(double x) {
        return Double.doubleToRawLongBits(x + 0.0);
    }

    void push(double x) {
        push(x, runWith(x), slot == n - 1);
    }

    /**
     * Takes x.
     *
     * @param nextRun what {@link #runWith} answers for x
     * @param wraps whether the slot is the last
     */
    void push(double x, int nextRun, boolean wraps) {
        values[slot] = x;
        if (wraps) {
            full = true;
            plain = n - 1;
        }
        slot = wraps ? 0 : slot + 1;
        run = nextRun;
        last = bits(x);
    }

    @Override
    public int stateSize() {
        return n + 4;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(slot);
        sink.putLong(full ? 1 : 0);
        sink.putLong(run);
        sink.putLong(last);
        for (double value : values) {
            sink.putDouble(value);
        }
    }

    @Override
    public void restore(StateSource source) {
        slot = (int) source.getLong();
        full = source.getLong() != 0;
        plain = full ? n - 1 : 0;
        run = (int) source.getLong();
        last = source.getLong();
        for (int i = 0; i < n; i++) {
            values[i] = source.getDouble();
        }
    }

    @Override
    public void reset() {
        slot = 0;
        full = false;
        plain = 0;
        run = 0;
        last = NONE;
        Arrays.fill(values, 0.0);
    }
}
