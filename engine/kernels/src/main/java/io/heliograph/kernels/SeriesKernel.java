package io.heliograph.kernels;

/** A kernel over one series of numbers. */
public interface SeriesKernel extends Kernel {

    /**
     * Takes the next value.
     *
     * @param x finite, never NaN
     * @param flat whether {@code x} is FLAT
     */
    void update(double x, boolean flat);

    /** Answers, bit for bit, what the outputs would be after {@code update(x, flat)}, and changes nothing. */
    void peek(double x, boolean flat, Outputs into);
}
