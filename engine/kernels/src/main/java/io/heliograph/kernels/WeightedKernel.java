package io.heliograph.kernels;

/** A kernel over a series of numbers of which each has a weight of its own (the bar's volume). */
public interface WeightedKernel extends Kernel {

    /**
     * Takes the next value.
     *
     * @param x finite, never NaN
     * @param weight finite, at least 0
     * @param flat whether {@code x} is FLAT
     */
    void update(double x, double weight, boolean flat);

    /** Answers, bit for bit, what the outputs would be after {@code update(x, weight, flat)}, and changes nothing. */
    void peek(double x, double weight, boolean flat, Outputs into);
}
