package io.heliograph.kernels;

/** The charts' smoothing by three, without a ring: newest to oldest as {@link ShortWindowSum}, NaN while a place is. */
final class WindowSumOfThree extends WindowSum {
    private double newer;
    private double older;

    WindowSumOfThree() {
        reset();
    }

    @Override
    double next(double x, boolean keep) {
        return next(x, false, keep);
    }

    @Override
    double nextMean(double x, boolean keep) {
        return next(x, true, keep);
    }

    private double next(double x, boolean mean, boolean keep) {
        double total = x + newer + older;
        double answer = Bits.choose(
                Bits.areEqual(x, newer) & Bits.areEqual(newer, older), mean ? x : x * 3.0, mean ? total / 3.0 : total);
        if (keep) {
            older = newer;
            newer = x;
        }
        return answer;
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public void save(StateSink sink) {
        sink.putDouble(newer);
        sink.putDouble(older);
    }

    @Override
    public void restore(StateSource source) {
        newer = source.getDouble();
        older = source.getDouble();
    }

    @Override
    public void reset() {
        newer = Double.NaN;
        older = Double.NaN;
    }
}
