package io.heliograph.kernels;

/**
 * Whether one of the last n inputs was FLAT.
 *
 * <p>Remembers only how long ago the last one was, which is all that a window has to know.
 */
final class FlatMemory implements Stage {
    private final int n;

    private int age;

    FlatMemory(int n) {
        this.n = n;
        this.age = n;
    }

    boolean next(boolean flat, boolean keep) {
        int next = flat ? 0 : Math.min(age + 1, n);
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
