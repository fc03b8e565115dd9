package io.heliograph.kernels;

/**
 * Whether something held on one of the last n bars: an input that was FLAT, a volume above 0.
 *
 * <p>Remembers only how long ago it last held, which is all that a window has to know.
 */
final class Recent implements Stage {
    private final int n;

    private int age;

    Recent(int n) {
        this.n = n;
        this.age = n;
    }

    boolean next(boolean holds, boolean keep) {
        int next = holds ? 0 : Math.min(age + 1, n);
        if (keep) {
            age = next;
        }
        return next < n;
    }

    @Override
    public int stateSize() {
        return 1;
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(age);
    }

    @Override
    public void restore(StateSource source) {
        age = (int) source.getLong();
    }

    @Override
    public void reset() {
        age = n;
    }
}
