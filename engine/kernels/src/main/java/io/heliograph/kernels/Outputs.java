package io.heliograph.kernels;

/**
 * The answers of a kernel at one bar: a value and a FLAT mark for each output.
 *
 * <p>Made once and reused; a kernel that peeks writes its first {@code outputs()} places.
 */
public final class Outputs {
    /** More than any kernel has. */
    public static final int MAX = 8;

    private final double[] values;

    private int flatBits;

    /** @param outputs how many places, 1 to {@link #MAX} */
    public Outputs(int outputs) {
        if (outputs < 1 || outputs > MAX) {
            throw new IllegalArgumentException("outputs must be 1 to " + MAX + ": outputs=" + outputs);
        }
        this.values = new double[outputs];
        clear();
    }

    /** The value, or the canonical NaN where it is undefined. */
    public double value(int output) {
        return values[output];
    }

    public boolean isFlat(int output) {
        return (flatBits >>> output & 1) != 0;
    }

    /** Sets a value; one that is not finite becomes undefined, and what is undefined is not FLAT. */
    void set(int output, double value, boolean flat) {
        boolean defined = Math.abs(value) <= Double.MAX_VALUE;
        values[output] = defined ? value : Double.NaN;
        // Hardly any value is FLAT or follows one that was; a plain store would cost a bar more than a jump.
        if (flat || flatBits != 0) {
            flatBits = flatBits & ~(1 << output) | (defined && flat ? 1 << output : 0);
        }
    }

    /** Sets a value whose FLAT mark {@link #mark} sets with the others'; one that is not finite becomes undefined. */
    void put(int output, double value) {
        values[output] = Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
    }

    /**
     * Sets all FLAT marks at once, after the values.
     *
     * @param flats bit i for output i; what is undefined is not FLAT whatever it says
     */
    void mark(int flats) {
        flatBits = flats == 0 ? 0 : ofDefined(flats);
    }

    private int ofDefined(int flats) {
        int left = flats;
        for (int i = 0; i < values.length; i++) {
            left = Double.isNaN(values[i]) ? left & ~(1 << i) : left;
        }
        return left;
    }

    void undefine(int output) {
        values[output] = Double.NaN;
        flatBits &= ~(1 << output);
    }

    void clear() {
        for (int i = 0; i < values.length; i++) {
            undefine(i);
        }
    }

    int stateSize() {
        return values.length + 1;
    }

    void save(StateSink sink) {
        for (double value : values) {
            sink.putDouble(value);
        }
        sink.putLong(flatBits);
    }

    void restore(StateSource source) {
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getDouble();
        }
        flatBits = (int) source.getLong();
    }
}
