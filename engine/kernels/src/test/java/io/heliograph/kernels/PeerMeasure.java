package io.heliograph.kernels;

import io.heliograph.kernels.PeerClaims.Claim;

/**
 * What came out when an indicator of another program and ours ran over the same bars.
 *
 * <p>Differences are shares of the other's largest value. Bars where ours is FLAT are left out: there programs answer 0,
 * 100, or nothing, and ours the middle of the range by its own rule. Deviations below 1e-4 are left out too: TA-Lib
 * answers 0 for them.
 *
 * @param ourFirst bar of our first value
 * @param peerFirst bar of the other's first value
 * @param before largest difference before the bar of the claim
 * @param after largest difference from the bar of the claim on
 * @param shift the difference at the first bar that both have, not as a share
 * @param spread how much the difference itself varies
 * @param compared bars compared from the bar of the claim on
 */
record PeerMeasure(
        int ourFirst, int peerFirst, double before, double after, double shift, double spread, int compared) {

    static PeerMeasure of(Claim claim, PeerSeries series) {
        Kernel kernel = claim.kernel().get();
        int output = output(kernel, claim.name());
        double[] peer = claim.peer().apply(series)[claim.output()];
        double scale = scale(peer);
        int from = Math.max(claim.from(), kernel.firstBar(output));
        int peerFirst = -1;
        double before = 0.0;
        double after = 0.0;
        double shift = Double.NaN;
        double spread = 0.0;
        int compared = 0;
        for (int i = 0; i < series.size(); i++) {
            Feed.update(kernel, series.bars().get(i));
            double ours = kernel.value(output);
            boolean isPeerDefined = !Double.isNaN(peer[i]);
            peerFirst = peerFirst < 0 && isPeerDefined ? i : peerFirst;
            if (Double.isNaN(ours) || kernel.isFlat(output) || !isPeerDefined || isTooSmall(kernel)) {
                continue;
            }
            double difference = Math.abs(ours - peer[i]) / scale;
            shift = Double.isNaN(shift) ? ours - peer[i] : shift;
            spread = Math.max(spread, Math.abs(ours - peer[i] - shift) / scale);
            if (i < from) {
                before = Math.max(before, difference);
            } else {
                after = Math.max(after, difference);
                compared++;
            }
        }
        return new PeerMeasure(kernel.firstBar(output), peerFirst, before, after, shift, spread, compared);
    }

    private static boolean isTooSmall(Kernel kernel) {
        if (kernel instanceof Stdev) {
            return kernel.value(0) < 1e-4;
        }
        return kernel instanceof BollingerBands && kernel.value(0) - kernel.value(1) < 2e-4;
    }

    private static double scale(double[] values) {
        double scale = 0.0;
        for (double value : values) {
            scale = Math.max(scale, Double.isNaN(value) || Double.isInfinite(value) ? 0.0 : Math.abs(value));
        }
        return scale;
    }

    static int output(Kernel kernel, String name) {
        for (int i = 0; i < kernel.outputs(); i++) {
            if (kernel.outputName(i).equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such output: kernel=" + kernel.semanticId() + " output=" + name);
    }
}
