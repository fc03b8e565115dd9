package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.List;

/**
 * Counts, for every slot of a plan, the bars of the strategy's timeframe before it is READY and CONVERGED.
 *
 * <p>Bars of a larger timeframe are counted as the bars of the strategy's timeframe that they hold; for tick and volume
 * bars, of which nobody knows how many there will be, as one each.
 */
final class Readiness {
    /** A slot that no number of bars makes CONVERGED. */
    static final int NEVER = -1;

    private final Timeframe own;
    private final int[] ready;
    private final int[] converged;
    private final String[] setBy;
    private final String[] convergedSetBy;
    private final Timeframe[] timeframes;

    Readiness(Timeframe own, List<Step> steps, int slots) {
        this.own = own;
        this.ready = new int[slots];
        this.converged = new int[slots];
        this.setBy = new String[slots];
        this.convergedSetBy = new String[slots];
        this.timeframes = new Timeframe[slots];
        for (Step step : steps) {
            for (int i = 0; i < step.outputs(); i++) {
                timeframes[step.slot() + i] = step.timeframe();
                count(step, i, ready, setBy, step.lookBack(i));
                count(step, i, converged, convergedSetBy, step.settling(i));
            }
        }
    }

    /** Bars before a slot is ready, {@link #NEVER} where it never is. */
    int bars(int slot, boolean isConverged) {
        return isConverged ? converged[slot] : ready[slot];
    }

    /** The sub-expression that makes a slot wait so long. */
    String setBy(int slot, boolean isConverged) {
        return isConverged ? convergedSetBy[slot] : setBy[slot];
    }

    private void count(Step step, int output, int[] bars, String[] names, int more) {
        int slot = step.slot() + output;
        int deciding = deciding(step, bars);
        int before = deciding < 0 ? 0 : bars[deciding];
        names[slot] =
                deciding < 0 || more > 0 || step.operation() == Operation.LARGER ? step.text(output) : names[deciding];
        if (before == NEVER || more == NEVER) {
            bars[slot] = NEVER;
            names[slot] = before == NEVER ? names[deciding] : step.text(output);
        } else if (step.operation() == Operation.LARGER) {
            bars[slot] = saturated((before + 1L) * held(step.input(0)) - 1);
        } else {
            bars[slot] = saturated((long) before + more);
        }
    }

    /** The input whose readiness counts: the latest; the earliest for {@code coalesce}; none for {@code defined}. */
    private static int deciding(Step step, int[] bars) {
        if (step.operation() == Operation.DEFINED) {
            return -1;
        }
        boolean takesEarliest = step.operation() == Operation.COALESCE;
        int deciding = -1;
        for (int i = 0; i < step.inputCount(); i++) {
            int input = step.input(i);
            boolean isLater = deciding >= 0 && later(bars[input], bars[deciding]);
            boolean isEarlier = deciding >= 0 && later(bars[deciding], bars[input]);
            if (deciding < 0 || (takesEarliest ? isEarlier : isLater)) {
                deciding = input;
            }
        }
        return deciding;
    }

    private static boolean later(int a, int b) {
        return b != NEVER && (a == NEVER || a > b);
    }

    private long held(int slot) {
        Timeframe larger = timeframes[slot];
        return own.isTime() && larger != null ? Math.max(1, larger.length() / own.length()) : 1;
    }

    private static int saturated(long bars) {
        return (int) Math.min(bars, Integer.MAX_VALUE);
    }
}
