package io.heliograph.kernels;

/**
 * Whether something held on one of the last n bars: an input that was FLAT, a volume above 0.
 *
 * <p>Counts down from the bar on which it last held, which is all that a window has to know; while it has long not held,
 * nothing is written.
 */
final class Recent implements Stage {
    private final int n;

    /** Bars for which it will be recent still. */
    private int left;

    Recent(int n) {
        this.n = n;
    }

    boolean next(boolean holds, boolean keep) {
        if (!holds && left == 0) {
            return false;
        }
        int next = holds ? n : left - 1;
        if (keep) {
            left = next;
        }
        return next > 0;
    }

    @Override
    public int stateSize() {
        return 1;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(left);
    }

    @Override
    public void restore(StateSource source) {
        left = (int) source.getLong();
    }

    @Override
    public void reset() {
        left = 0;
    }
}
