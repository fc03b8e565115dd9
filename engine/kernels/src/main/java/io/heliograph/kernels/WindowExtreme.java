package io.heliograph.kernels;

import java.util.Arrays;

/**
 * The largest (or smallest) of the last n values, in constant time per bar on average.
 *
 * <p>By blocks of n (van Herk 1992; Gil and Werman 1993): a window is the end of one block and the beginning of the
 * next, so its extreme is that of two numbers: the running extreme of the block being filled, and the extreme from some
 * place to the end of the block before. The latter are worked out backwards, all n at once, when a block is full, into
 * the same array: the place of a value that is overwritten is never asked for again. A queue of candidates, the usual
 * answer, is several times slower because its branches cannot be foreseen.
 *
 * <p>Compared are not the doubles but whole numbers in the same order, made from their bits: the larger of two whole numbers
 * is two instructions, that of two doubles (NaN, signed zeros) seven. Smallest is largest in the reversed order.
 */
final class WindowExtreme implements Stage {
    private final int n;
    private final long reversal;
    private final long[] block;

    private int slot;
    private boolean full;
    private long running;

    private WindowExtreme(int n, long reversal) {
        this.n = n;
        this.reversal = reversal;
        this.block = new long[n];
        reset();
    }

    static WindowExtreme highest(int n) {
        return new WindowExtreme(n, 0L);
    }

    static WindowExtreme lowest(int n) {
        return new WindowExtreme(n, -1L);
    }

    /** A number ordered as x is among doubles, -0 below 0. */
    static long key(double x) {
        return turned(Double.doubleToRawLongBits(x));
    }

    /** The number that has this key. */
    static double number(long key) {
        return Double.longBitsToDouble(turned(key));
    }

    private static long turned(long bits) {
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** The extreme with x as the newest value, NaN before n values. */
    double next(double x, boolean keep) {
        long value = key(x) ^ reversal;
        long begun = Bits.larger(running, value);
        boolean last = slot == n - 1;
        boolean ready = full || last;
        long extreme = last ? begun : Bits.larger(begun, block[slot + 1]);
        if (keep) {
            block[slot] = value;
            if (last) {
                closeBlock();
            } else {
                slot++;
                running = begun;
            }
        }
        return ready ? number(extreme ^ reversal) : Double.NaN;
    }

    private void closeBlock() {
        long extreme = Long.MIN_VALUE;
        for (int i = n - 1; i >= 0; i--) {
            extreme = Math.max(extreme, block[i]);
            block[i] = extreme;
        }
        slot = 0;
        full = true;
        running = Long.MIN_VALUE;
    }

    @Override
    public int stateSize() {
        return n + 3;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(slot);
        sink.putLong(full ? 1 : 0);
        sink.putLong(running);
        for (long value : block) {
            sink.putLong(value);
        }
    }

    @Override
    public void restore(StateSource source) {
        slot = (int) source.getLong();
        full = source.getLong() != 0;
        running = source.getLong();
        for (int i = 0; i < n; i++) {
            block[i] = source.getLong();
        }
    }

    @Override
    public void reset() {
        slot = 0;
        full = false;
        running = Long.MIN_VALUE;
        Arrays.fill(block, Long.MIN_VALUE);
    }
}
