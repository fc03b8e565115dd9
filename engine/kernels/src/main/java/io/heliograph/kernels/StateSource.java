package io.heliograph.kernels;

/** Gives a state back in the order in which it was put. */
public interface StateSource {

    long getLong();

    /** How many longs are left. */
    long remaining();

    /**
     * Gives the count of what follows, so that nothing is made for more of it than the state can hold.
     *
     * @param longsEach the least that one takes, at least 1
     * @throws IllegalStateException where what is left cannot hold so many
     */
    default int getCount(int longsEach) {
        long count = getLong();
        if (count < 0 || count > Math.min(Integer.MAX_VALUE, remaining() / longsEach)) {
            throw new IllegalStateException("expected a count of what the rest of the state holds: count=" + count
                    + " longsEach=" + longsEach + " remaining=" + remaining());
        }
        return (int) count;
    }

    /** Gives the next {@code count} longs into a row. */
    default void getLongs(long[] row, int from, int count) {
        for (int i = from; i < from + count; i++) {
            row[i] = getLong();
        }
    }

    /** Gives the double of the next raw bits. */
    default double getDouble() {
        return Double.longBitsToDouble(getLong());
    }
}
