package io.heliograph.kernels;

/**
 * Average directional index with both directional indicators.
 *
 * <p>{@code +DI = 100 * +DM / TR}, {@code -DI = 100 * -DM / TR} of the smoothed sums, first at bar n;
 * {@code DX = 100 * |+DI - -DI| / (+DI + -DI)}; adx is the mean of the first n DX, at bar 2n-1, then Wilder's average.
 * Without any range the DIs are 0 and FLAT, without any direction DX is; adx is FLAT while its newest DX is. Source:
 * Wilder 1978; the sums: {@link DirectionalSums}.
 */
public final class Adx extends BaseKernel implements BarKernel {
    private static final int ADX = 0;
    private static final int PLUS_DI = 1;
    private static final int MINUS_DI = 2;

    private final DirectionalSums sums;
    private final SeededAverage average;

    /** @param n period, 1 to 5000 */
    public Adx(int n, AdxSeed seed) {
        this(new DirectionalSums(Period.check("n", n), seed), SeededAverage.wilder(n), signature(n, seed));
    }

    private Adx(DirectionalSums sums, SeededAverage average, Signature signature) {
        super(signature, sums, average);
        this.sums = sums;
        this.average = average;
    }

    private static Signature signature(int n, AdxSeed seed) {
        String semanticId = switch (seed) {
            case N -> "adx/n/1";
            case TALIB -> "adx/talib/1";
        };
        int settling = Signature.settling(1.0 / n);
        return new Signature(
                semanticId, new String[] {"adx", "plus_di", "minus_di"}, new int[] {2 * n - 1, n, n}, new int[] {
                    2 * n - 1 + 2 * settling, n + settling, n + settling
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
        if (!sums.next(bar, keep)) {
            into.clear();
            return;
        }
        double range = sums.range();
        boolean still = range == 0.0;
        double plus = still ? 0.0 : 100.0 * sums.plus() / range;
        double minus = still ? 0.0 : 100.0 * sums.minus() / range;
        double total = plus + minus;
        boolean aimless = total == 0.0;
        double dx = aimless ? 0.0 : 100.0 * Math.abs(plus - minus) / total;
        into.put(ADX, average.next(dx, keep));
        into.put(PLUS_DI, plus);
        into.put(MINUS_DI, minus);
        into.mark((aimless ? 1 << ADX : 0) | (still ? 1 << PLUS_DI | 1 << MINUS_DI : 0));
    }
}
