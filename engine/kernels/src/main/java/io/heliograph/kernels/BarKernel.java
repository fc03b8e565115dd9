package io.heliograph.kernels;

/** A kernel over bars. */
public interface BarKernel extends Kernel {

    /** Takes the next closed bar; the bar is read and let go. */
    void update(Bar bar);

    /** Answers, bit for bit, what the outputs would be after {@code update(bar)}, and changes nothing. */
    void peek(Bar bar, Outputs into);
}
