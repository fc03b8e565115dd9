package io.heliograph.server.indicator;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.formula.FormulaRun;
import io.heliograph.core.language.CompiledFormulas;

/**
 * The given bars of one symbol on one timeframe, in the order in which they are taken, and the expressions over them.
 *
 * <p>The rules are those of published bars: the same start and values are a repeat, the same start with other values is a
 * revision, an earlier start is late; none of them has an effect. Bars of trades or volume may share a start. Owned by one thread.
 */
final class FormulaFeed {
    private final Timeframe timeframe;
    private final FormulaRun run;
    private final ClosedBar bar = new ClosedBar();
    private final ClosedBar next = new ClosedBar();

    /** What became of a bar. */
    enum Outcome {
        TAKEN,
        REPEATED,
        REVISED,
        LATE
    }

    FormulaFeed(CompiledFormulas formulas) {
        this(formulas, 0);
    }

    /** {@code dayStart}: nanoseconds from midnight UTC to the start of the instrument's day. */
    FormulaFeed(CompiledFormulas formulas, long dayStart) {
        this.timeframe = formulas.timeframe();
        this.run = new FormulaRun(formulas, dayStart);
    }

    /** A bar to fill with times by {@link #begin}, prices and volume, and then to {@link #take}. */
    ClosedBar begin(long startNs) {
        long end = timeframe.isTime() ? startNs + timeframe.length() : startNs;
        return next.time(startNs, end, run.bars(), run.grid().day(startNs));
    }

    /** Takes the bar that was begun. */
    Outcome take() {
        if (run.bars() > 0 && next.start() < bar.start()) {
            return Outcome.LATE;
        } else if (run.bars() > 0 && next.start() == bar.start() && timeframe.isTime()) {
            return isSame() ? Outcome.REPEATED : Outcome.REVISED;
        }
        bar.time(next.start(), next.end(), next.ordinal(), next.day())
                .prices(next.open(), next.high(), next.low(), next.close())
                .volume(next.volume(), next.wap(), next.trades(), next.flags());
        run.onBar(bar);
        return Outcome.TAKEN;
    }

    /** Start of the newest bar taken, nanoseconds since the epoch. */
    long newestNs() {
        return bar.start();
    }

    Timeframe timeframe() {
        return timeframe;
    }

    /** The expressions after the newest bar. */
    FormulaRun run() {
        return run;
    }

    /** A column after the newest bar: NaN where it is not ready or undefined. */
    double shown(int column) {
        return run.isReady(column) ? run.value(column) : Double.NaN;
    }

    private boolean isSame() {
        return next.open() == bar.open()
                && next.high() == bar.high()
                && next.low() == bar.low()
                && next.close() == bar.close()
                && next.volume() == bar.volume();
    }
}
