package io.heliograph.kernels;

/**
 * A streaming indicator: it is fed closed bars, and answers one or more numbered outputs.
 *
 * <p>A kernel is fed defined, finite input only; while its input is undefined the caller does not feed it and presents
 * its outputs as undefined. Bars are counted in bars fed, from 0. No method allocates.
 * Owned by one thread.
 */
public interface Kernel {

    /** How many outputs there are, at least 1. */
    int outputs();

    /** The output's name in the language, {@code value} where there is only one. */
    String outputName(int output);

    /** The output after the last bar fed; the canonical NaN while it is undefined, never infinite. */
    double value(int output);

    /** Whether the output stands at a neutral value, or was made from one; false while it is undefined. */
    boolean isFlat(int output);

    /** Bars fed before the bar of the output's first value: its look-back, 0 for a value at the first bar. */
    int firstBar(int output);

    /**
     * The bar from which everything before the output's first value weighs less than 1e-6, or -1 where there is no such
     * bar.
     */
    int convergedBar(int output);

    /** Name, variant and version of the arithmetic, {@code rsi/wilder/1}; it changes when any answer's bits change. */
    String semanticId();

    /** How many longs {@link #save(StateSink)} writes; the same for the kernel's whole life. */
    int stateSize();

    /** Writes the whole state as raw bits. */
    void save(StateSink sink);

    /** Takes the state that {@link #save(StateSink)} of an equally constructed kernel wrote. */
    void restore(StateSource source);

    /** Back to the state after construction. */
    void reset();
}
