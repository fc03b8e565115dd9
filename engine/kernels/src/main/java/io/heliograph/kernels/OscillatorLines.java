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
        into.set(RAW, raw, flat);
        if (Double.isNaN(raw)) {
            into.undefine(K);
            into.undefine(D);
            return;
        }
        double k = rawSum.nextMean(raw, keep);
        boolean kFlat = rawFlats.next(flat, keep);
        into.set(K, k, kFlat);
        if (Double.isNaN(k)) {
            into.undefine(D);
            return;
        }
        into.set(D, kSum.nextMean(k, keep), kFlats.next(kFlat, keep));
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
