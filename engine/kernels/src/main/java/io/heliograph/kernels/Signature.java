package io.heliograph.kernels;

/**
 * What is known of a kernel before its first bar.
 *
 * @param semanticId name, variant and version of the arithmetic
 * @param names the outputs in order
 * @param firstBars the bar of each output's first value
 * @param convergedBars the bar from which each output is CONVERGED, -1 for never
 */
record Signature(String semanticId, String[] names, int[] firstBars, int[] convergedBars) {
    private static final String[] VALUE = {"value"};

    /** A kernel with one output. */
    static Signature of(String semanticId, int firstBar, int convergedBar) {
        return new Signature(semanticId, VALUE, new int[] {firstBar}, new int[] {convergedBar});
    }

    /** Raw, k and d of an oscillator whose raw line is first at {@code raw} and settles for {@code settling} bars. */
    static Signature oscillator(String semanticId, int raw, int smooth, int d, int settling) {
        int k = raw + smooth - 1;
        int slow = k + d - 1;
        return new Signature(semanticId, new String[] {"raw", "k", "d"}, new int[] {raw, k, slow}, new int[] {
            raw + settling, k + settling, slow + settling
        });
    }

    /** Bars after its first value until a recursive average with this factor has forgotten all but 1e-6 of its start. */
    static int settling(double factor) {
        return factor >= 1.0 ? 0 : (int) StrictMath.ceil(StrictMath.log(1e-6) / StrictMath.log(1.0 - factor));
    }
}
