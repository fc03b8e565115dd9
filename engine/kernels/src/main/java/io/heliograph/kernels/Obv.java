package io.heliograph.kernels;

/**
 * On-balance volume: the sum of volumes, added when the close rises, taken off when it falls.
 *
 * <p>First at bar 0, which counts 0 or its volume by {@link ObvStart}. The sum has no window, so it never converges.
 * Source: Joseph Granville 1963.
 */
public final class Obv extends BaseKernel implements BarKernel {
    private final ObvStart start;
    private final Previous close;
    private final Total total;

    public Obv(ObvStart start) {
        this(start, new Previous(), new Total());
    }

    private Obv(ObvStart start, Previous close, Total total) {
        super(Signature.of(semanticId(start), 0, -1), close, total);
        this.start = start;
        this.close = close;
        this.total = total;
    }

    private static String semanticId(ObvStart start) {
        return switch (start) {
            case ZERO -> "obv/zero/1";
            case VOLUME -> "obv/volume/1";
        };
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
        double before = close.next(bar.close(), keep);
        into.set(0, total.next(counted(bar, before), keep), false);
    }

    private double counted(Bar bar, double before) {
        if (bar.close() > before) {
            return bar.volume();
        }
        if (bar.close() < before) {
            return -bar.volume();
        }
        return Double.isNaN(before) && start == ObvStart.VOLUME ? bar.volume() : 0.0;
    }
}
