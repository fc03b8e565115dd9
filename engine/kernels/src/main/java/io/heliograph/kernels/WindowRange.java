package io.heliograph.kernels;

import java.util.Arrays;

/**
 * The largest and the smallest of the last n values, none of them negative.
 *
 * <p>Two {@link WindowExtreme}s in step: one place, one jump, and both blocks are closed in one loop. The bits of doubles
 * that are not negative are whole numbers in the same order, and no difference of two overflows; so the larger is four
 * instructions, half of what it costs where signs may differ.
 */
final class WindowRange implements Stage {
    /** Below every value, and above. */
    private static final long LEAST = 0;

    private static final long MOST = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private final int n;
    private final long[] highBlock;
    private final long[] lowBlock;

    private int slot;
    private boolean full;
    private long runningHigh;
    private long runningLow;

    private long nextHigh;
    private long nextLow;

    WindowRange(int n) {
        this.n = n;
        this.highBlock = new long[n];
        this.lowBlock = new long[n];
        reset();
    }

    /** Works out the range with x, at least 0, as the newest value, for the questions below; answers whether n came. */
    boolean next(double x, boolean keep) {
        long value = Double.doubleToRawLongBits(x);
        long top = larger(runningHigh, value);
        long bottom = smaller(runningLow, value);
        int place = slot;
        boolean last = place == n - 1;
        boolean ready = full || last;
        nextHigh = last ? top : larger(top, highBlock[place + 1]);
        nextLow = last ? bottom : smaller(bottom, lowBlock[place + 1]);
        if (keep) {
            highBlock[place] = value;
            lowBlock[place] = value;
            if (last) {
                closeBlock();
            } else {
                slot = place + 1;
                runningHigh = top;
                runningLow = bottom;
            }
        }
        return ready;
    }

    private static long larger(long a, long b) {
        long over = a - b;
        return a - (over & over >> 63);
    }

    private static long smaller(long a, long b) {
        long over = a - b;
        return b + (over & over >> 63);
    }

    private void closeBlock() {
        long top = LEAST;
        long bottom = MOST;
        for (int i = n - 1; i >= 0; i--) {
            top = larger(top, highBlock[i]);
            bottom = smaller(bottom, lowBlock[i]);
            highBlock[i] = top;
            lowBlock[i] = bottom;
        }
        slot = 0;
        full = true;
        runningHigh = LEAST;
        runningLow = MOST;
    }

    double max() {
        return Double.longBitsToDouble(nextHigh);
    }

    double min() {
        return Double.longBitsToDouble(nextLow);
    }

    @Override
    public int stateSize() {
        return 2 * n + 4;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(slot);
        sink.putLong(full ? 1 : 0);
        sink.putLong(runningHigh);
        sink.putLong(runningLow);
        for (int i = 0; i < n; i++) {
            sink.putLong(highBlock[i]);
            sink.putLong(lowBlock[i]);
        }
    }

    @Override
    public void restore(StateSource source) {
        slot = (int) source.getLong();
        full = source.getLong() != 0;
        runningHigh = source.getLong();
        runningLow = source.getLong();
        for (int i = 0; i < n; i++) {
            highBlock[i] = source.getLong();
            lowBlock[i] = source.getLong();
        }
    }

    @Override
    public void reset() {
        slot = 0;
        full = false;
        runningHigh = LEAST;
        runningLow = MOST;
        Arrays.fill(highBlock, LEAST);
        Arrays.fill(lowBlock, MOST);
    }
}
