package io.heliograph.kernels;

/**
 * One bar as kernels read it: filled by the caller, read, and let go.
 *
 * <p>Prices and volume are finite; {@code startNs} is the bar's start in nanoseconds since the epoch, {@code day} the
 * number of the instrument's trading day that holds the start (only its change matters).
 */
public final class Bar {
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private long startNs;
    private long day;

    /** Fills the whole bar. */
    public Bar set(double open, double high, double low, double close, double volume, long startNs, long day) {
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.startNs = startNs;
        this.day = day;
        return this;
    }

    public double open() {
        return open;
    }

    public double high() {
        return high;
    }

    public double low() {
        return low;
    }

    public double close() {
        return close;
    }

    public double volume() {
        return volume;
    }

    public long startNs() {
        return startNs;
    }

    public long day() {
        return day;
    }
}
