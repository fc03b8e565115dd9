package io.heliograph.core.pipeline;

import io.heliograph.core.language.Step;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;

/** {@code count(c, n)}: on how many of the last n bars c was TRUE; undefined where one of them is UNKNOWN or missing. */
final class CountNode extends Node {
    private static final double[] NO_VALUES = {};

    private final byte[] codes;

    private int next;
    private int truths;
    private int unknowns;

    CountNode(Step step, int slot, int[] inputs) {
        super(step, slot, inputs);
        this.codes = new byte[(int) step.constant(0)];
        Arrays.fill(codes, Slots.UNKNOWN);
        this.unknowns = codes.length;
    }

    @Override
    void update(Slots slots, Moment moment) {
        byte code = slots.flags[inputs[0]];
        add(codes[next], -1);
        add(code, 1);
        codes[next] = code;
        next = next + 1 == codes.length ? 0 : next + 1;
        if (unknowns > 0) {
            slots.undefine(slot);
        } else {
            slots.number(slot, truths, false);
        }
    }

    private void add(byte code, int count) {
        truths += code == Slots.TRUE ? count : 0;
        unknowns += code == Slots.UNKNOWN ? count : 0;
    }

    @Override
    void save(StateSink sink) {
        Rings.save(sink, NO_VALUES, codes, next);
    }

    @Override
    void restore(StateSource source) {
        next = Rings.restore(source, NO_VALUES, codes);
        truths = 0;
        unknowns = 0;
        for (byte code : codes) {
            add(code, 1);
        }
    }
}
