package io.heliograph.kernels;

/**
 * Two bands for an oscillator that move with volatility: {@code ratio = ATR / mean of the last ATRs}.
 *
 * <p>{@code dynamic_bands/seed/1} is the founding document's formula word for word, one-sided as it is: its first branch
 * takes nearly every bar. {@code dynamic_bands/symmetric/1} moves the bands only while the ratio is outside
 * (sensitivity, 1/sensitivity), continuously, and keeps them reachable. A mean of 0 gives ratio 1, and all three outputs
 * are FLAT. First at bar atr+mean-1; with {@code warmup = base} the base bands stand before that.
 */
public final class DynamicBands extends BaseKernel implements BarKernel {
    private static final int LOWER = 0;
    private static final int UPPER = 1;
    private static final int RATIO = 2;

    private final DynamicBandsParams params;
    private final double calm;
    private final AverageRange atr;
    private final WindowSum atrs;

    private double lower;
    private double upper;

    public DynamicBands(DynamicBandsParams params) {
        this(params, new AverageRange(params.atr(), AtrFirst.SKIP), WindowSum.of(params.mean()));
    }

    private DynamicBands(DynamicBandsParams params, AverageRange atr, WindowSum atrs) {
        super(signature(params), atr, atrs);
        this.params = params;
        this.calm = 1.0 / params.sensitivity();
        this.atr = atr;
        this.atrs = atrs;
    }

    private static Signature signature(DynamicBandsParams params) {
        String semanticId = switch (params.profile()) {
            case SYMMETRIC -> "dynamic_bands/symmetric/1";
            case SEED -> "dynamic_bands/seed/1";
        };
        int ratio = params.atr() + params.mean() - 1;
        int bands = switch (params.warmup()) {
            case NONE -> ratio;
            case BASE -> 0;
        };
        int converged = ratio + Signature.settling(1.0 / params.atr());
        return new Signature(
                semanticId, new String[] {"lower", "upper", "ratio"}, new int[] {bands, bands, ratio}, new int[] {
                    converged, converged, converged
                });
    }

    @Override
    public void update(Bar bar) {
        answer(bar, true, committed);
    }

    @Override
    public void peek(Bar bar, Outputs into) {
        answer(bar, false, into);
    }

    private void answer(Bar bar, boolean keep, Outputs into) {
        double range = atr.next(bar, keep);
        double mean = Double.isNaN(range) ? Double.NaN : atrs.nextMean(range, keep);
        if (Double.isNaN(mean)) {
            into.clear();
            if (params.warmup() == DynamicBandsParams.Warmup.BASE) {
                into.set(LOWER, params.lower(), false);
                into.set(UPPER, params.upper(), false);
            }
            return;
        }
        boolean still = mean == 0.0;
        double ratio = still ? 1.0 : range / mean;
        switch (params.profile()) {
            case SYMMETRIC -> moveAlike(ratio);
            case SEED -> moveAsFounded(ratio);
        }
        spread();
        into.set(LOWER, lower, still);
        into.set(UPPER, upper, still);
        into.set(RATIO, ratio, still);
    }

    private void moveAlike(double ratio) {
        double shift = 0.0;
        if (ratio > calm) {
            shift = params.factor() * 100.0 * (ratio - calm);
        } else if (ratio < params.sensitivity()) {
            shift = params.factor() * 100.0 * (ratio - params.sensitivity());
        }
        shift = Math.min(Math.max(shift, -params.minWidth()), params.maxWidth());
        lower = Math.max(params.floor(), params.lower() - shift);
        upper = Math.min(100.0 - params.floor(), params.upper() + shift);
    }

    private void moveAsFounded(double ratio) {
        if (ratio > params.sensitivity()) {
            double expansion = (ratio - 1.0) * params.factor() * 100.0;
            lower = Math.max(params.lower() - expansion, params.lower() - params.maxWidth());
            upper = Math.min(params.upper() + expansion, params.upper() + params.maxWidth());
        } else if (ratio < calm) {
            double contraction = (1.0 - ratio) * params.factor() * 100.0;
            lower = Math.min(params.lower() + contraction, params.lower() + params.minWidth());
            upper = Math.max(params.upper() - contraction, params.upper() - params.minWidth());
        } else {
            lower = params.lower();
            upper = params.upper();
        }
    }

    /** Bands closer than min_width are spread to it around their middle. */
    private void spread() {
        if (upper - lower < params.minWidth()) {
            double middle = (lower + upper) / 2.0;
            lower = middle - params.minWidth() / 2.0;
            upper = middle + params.minWidth() / 2.0;
        }
    }
}
