package io.heliograph.kernels;

/** The lines behind a raw oscillator: k is the mean of {@code smooth} raw values, d the mean of {@code d} values of k. */
final class OscillatorLines implements Stage {
    private static final int RAW = 0;
    private static final int K = 1;
    private static final int D = 2;

    private final WindowSum rawSum;
    private final WindowSum kSum;
    private final Recent rawFlats;
    private final Recent kFlats;

    OscillatorLines(int smooth, int d) {
        this.rawSum = WindowSum.of(smooth);
        this.kSum = WindowSum.of(d);
        this.rawFlats = new Recent(smooth);
        this.kFlats = new Recent(d);
    }

    /** Writes raw, k and d; a raw of NaN is not fed and leaves all three undefined. */
    void next(double raw, boolean flat, boolean keep, Outputs into) {
        if (Double.isNaN(raw)) {
            into.clear();
            return;
        }
        double k = rawSum.nextMean(raw, keep);
        boolean kFlat = rawFlats.next(flat, keep);
        double d = Double.NaN;
        boolean dFlat = false;
        if (!Double.isNaN(k)) {
            d = kSum.nextMean(k, keep);
            dFlat = kFlats.next(kFlat, keep);
        }
        into.put(RAW, raw);
        into.put(K, k);
        into.put(D, d);
        into.mark((flat ? 1 << RAW : 0) | (kFlat ? 1 << K : 0) | (dFlat ? 1 << D : 0));
    }

    @Override
    public int stateSize() {
        return rawSum.stateSize() + kSum.stateSize() + rawFlats.stateSize() + kFlats.stateSize();
    }

    @Override
    public void save(StateSink sink) {
        rawSum.save(sink);
        kSum.save(sink);
        rawFlats.save(sink);
        kFlats.save(sink);
    }

    @Override
    public void restore(StateSource source) {
        rawSum.restore(source);
        kSum.restore(source);
        rawFlats.restore(source);
        kFlats.restore(source);
    }

    @Override
    public void reset() {
        rawSum.reset();
        kSum.reset();
        rawFlats.reset();
        kFlats.reset();
    }
}
