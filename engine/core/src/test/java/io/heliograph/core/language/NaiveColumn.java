package io.heliograph.core.language;

/** One answer a bar: numbers with NaN for undefined and 1 in {@code flags} for FLAT, or codes in {@code flags}. */
public final class NaiveColumn {
    static final byte FALSE = 0;
    static final byte TRUE = 1;
    static final byte UNKNOWN = 2;

    public final double[] values;
    public final byte[] flags;
    public final boolean isCondition;

    public NaiveColumn(int length, boolean isCondition) {
        this.values = new double[length];
        this.flags = new byte[length];
        this.isCondition = isCondition;
    }

    public void put(int i, double value, boolean flat) {
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        values[i] = finite ? value : Double.NaN;
        flags[i] = (byte) (finite && flat ? 1 : 0);
    }

    void put(int i, byte code) {
        flags[i] = code;
    }

    void copy(int i, NaiveColumn from, int j) {
        values[i] = j < 0 ? Double.NaN : from.values[j];
        flags[i] = j < 0 ? (isCondition ? UNKNOWN : 0) : from.flags[j];
    }

    boolean isDefined(int i) {
        return i >= 0 && !Double.isNaN(values[i]);
    }

    byte code(int i) {
        return i < 0 ? UNKNOWN : flags[i];
    }
}
