package io.heliograph.kernels;

/**
 * True range: the largest of high - low and the distances of both from the close before.
 *
 * <p>First at bar 1, because bar 0 has no close before it. Source: Wilder 1978.
 */
public final class TrueRange extends BaseKernel implements BarKernel {
    private final Previous close;

    public TrueRange() {
        this(new Previous());
    }

    private TrueRange(Previous close) {
        super(Signature.of("tr/wilder/1", 1, 1), close);
        this.close = close;
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
        into.set(0, AverageRange.trueRange(bar, close.next(bar.close(), keep)), false);
    }
}
