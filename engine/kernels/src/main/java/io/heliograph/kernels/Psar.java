package io.heliograph.kernels;

/**
 * Parabolic stop and reverse: a stop that follows the price faster the longer the trend makes new extremes.
 *
 * <p>{@code stop += acceleration * (extreme - stop)}, kept outside the last two bars; the acceleration grows by step with
 * each new extreme up to max; a bar that touches the stop turns the side, and stands at the new side's stop. The first
 * answer is at bar 1: long from the low before unless the movement down was larger than the movement up (TA-Lib's start).
 * direction +1: the line is below the price. It never converges. Source: Wilder 1978, TA-Lib's {@code SAR}.
 */
public final class Psar extends BaseKernel implements BarKernel {
    private static final int LINE = 0;
    private static final int DIRECTION = 1;

    private static final int SIDE = 0;
    private static final int STOP = 1;
    private static final int EXTREME = 2;
    private static final int ACCELERATION = 3;
    private static final int HIGH = 4;
    private static final int LOW = 5;

    private final double step;
    private final double max;
    private final Scalars state;

    /**
     * @param step growth of the acceleration, finite and positive; one above {@code max} counts as {@code max}
     * @param max largest acceleration, finite and positive
     */
    public Psar(double step, double max) {
        this(new Scalars(6), Range.positive("step", step), Range.positive("max", max));
    }

    private Psar(Scalars state, double step, double max) {
        super(
                new Signature("psar/talib/1", new String[] {"line", "direction"}, new int[] {1, 1}, new int[] {-1, -1}),
                state);
        this.step = Math.min(step, max);
        this.max = max;
        this.state = state;
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
        double[] last = state.values;
        boolean isFirst = Double.isNaN(last[HIGH]);
        double side = last[SIDE];
        double stop = last[STOP];
        double extreme = last[EXTREME];
        double acceleration = last[ACCELERATION];
        double high = last[HIGH];
        double low = last[LOW];
        if (!isFirst && Double.isNaN(side)) {
            side = low - bar.low() > Math.max(bar.high() - high, 0.0) ? -1.0 : 1.0;
            stop = side > 0.0 ? low : high;
            extreme = side > 0.0 ? bar.high() : bar.low();
            acceleration = step;
            high = bar.high();
            low = bar.low();
        }
        if (isFirst) {
            into.clear();
        } else {
            // The two bars the stop may not enter, seen from the side: for a short side everything is mirrored.
            double nearest = side > 0.0 ? Math.min(low, bar.low()) : Math.max(high, bar.high());
            boolean turns = side > 0.0 ? bar.low() <= stop : bar.high() >= stop;
            if (turns) {
                side = -side;
                nearest = side > 0.0 ? Math.min(low, bar.low()) : Math.max(high, bar.high());
                stop = outside(side, extreme, nearest);
                into.set(LINE, stop, false);
                acceleration = step;
                extreme = side > 0.0 ? bar.high() : bar.low();
            } else {
                into.set(LINE, stop, false);
                double reached = side > 0.0 ? bar.high() : bar.low();
                if (side * (reached - extreme) > 0.0) {
                    extreme = reached;
                    acceleration = Math.min(acceleration + step, max);
                }
            }
            into.set(DIRECTION, side, false);
            stop = outside(side, stop + acceleration * (extreme - stop), nearest);
        }
        if (keep) {
            last[SIDE] = side;
            last[STOP] = stop;
            last[EXTREME] = extreme;
            last[ACCELERATION] = acceleration;
            last[HIGH] = bar.high();
            last[LOW] = bar.low();
        }
    }

    private static double outside(double side, double stop, double nearest) {
        return side > 0.0 ? Math.min(stop, nearest) : Math.max(stop, nearest);
    }
}
