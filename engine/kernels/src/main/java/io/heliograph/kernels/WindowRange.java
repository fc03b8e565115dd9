package io.heliograph.kernels;

import java.util.Arrays;

/**
 * The largest and the smallest of the last n values, of one series or of two.
 *
 * <p>Two {@link WindowExtreme}s in step: one place, one jump, and both blocks are closed in one loop.
 */
final class WindowRange implements Stage {
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

    /** Works out the range with these as the newest values, for the questions below; answers whether n came. */
    boolean next(double high, double low, boolean keep) {
        long newHigh = WindowExtreme.key(high);
        long newLow = WindowExtreme.key(low);
        long top = Bits.larger(runningHigh, newHigh);
        long bottom = Bits.smaller(runningLow, newLow);
        int place = slot;
        boolean last = place == n - 1;
        boolean ready = full || last;
        nextHigh = last ? top : Bits.larger(top, highBlock[place + 1]);
        nextLow = last ? bottom : Bits.smaller(bottom, lowBlock[place + 1]);
        if (keep) {
            highBlock[place] = newHigh;
            lowBlock[place] = newLow;
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

    private void closeBlock() {
        long top = Long.MIN_VALUE;
        long bottom = Long.MAX_VALUE;
        for (int i = n - 1; i >= 0; i--) {
            top = Bits.larger(top, highBlock[i]);
            bottom = Bits.smaller(bottom, lowBlock[i]);
            highBlock[i] = top;
            lowBlock[i] = bottom;
        }
        slot = 0;
        full = true;
        runningHigh = Long.MIN_VALUE;
        runningLow = Long.MAX_VALUE;
    }

    double max() {
        return WindowExtreme.number(nextHigh);
    }

    double min() {
        return WindowExtreme.number(nextLow);
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
        runningHigh = Long.MIN_VALUE;
        runningLow = Long.MAX_VALUE;
        Arrays.fill(highBlock, Long.MIN_VALUE);
        Arrays.fill(lowBlock, Long.MAX_VALUE);
    }
}
