package io.heliograph.core.pipeline;

import io.heliograph.core.language.Operation;
import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * {@code within(c, n)}, {@code always(c, n)}: Kleene's or, and and, over the last n bars.
 *
 * <p>It is enough to know how many bars ago c was last decisive (TRUE for or, FALSE for and) and last UNKNOWN; a bar
 * before the first counts as UNKNOWN.
 */
final class RecentTruthNode extends Node {
    private final byte decisive;
    private final int n;

    private int sinceDecisive;
    private int sinceUnknown;

    RecentTruthNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.decisive = step.operation() == Operation.WITHIN ? Slots.TRUE : Slots.FALSE;
        this.n = (int) step.constant(0);
        this.sinceDecisive = n;
    }

    @Override
    void update(Slots slots, Moment moment) {
        byte code = slots.flags[inputs[0]];
        sinceDecisive = code == decisive ? 0 : Math.min(n, sinceDecisive + 1);
        sinceUnknown = code == Slots.UNKNOWN ? 0 : Math.min(n, sinceUnknown + 1);
        if (sinceDecisive < n) {
            slots.condition(slot, decisive);
        } else {
            slots.condition(slot, sinceUnknown < n ? Slots.UNKNOWN : Kleene.not(decisive));
        }
    }

    @Override
    void save(StateSink sink) {
        sink.putLong(sinceDecisive);
        sink.putLong(sinceUnknown);
    }

    @Override
    void restore(StateSource source) {
        sinceDecisive = (int) source.getLong();
        sinceUnknown = (int) source.getLong();
    }
}
