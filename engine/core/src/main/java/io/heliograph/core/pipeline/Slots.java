package io.heliograph.core.pipeline;

import io.heliograph.core.strategy.StrategyView;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The values of all nodes of one instrument: one number and one flag a slot, and the ages by which readiness is counted.
 *
 * <p>A number stands in {@code values}, undefined as the canonical NaN, with {@link #FLAT} or 0 in {@code flags}. A
 * condition stands in {@code flags} as FALSE, TRUE or UNKNOWN. The age of a slot is for how many bars it has been READY
 * (or CONVERGED), this one included; 0 or less means not yet.
 */
final class Slots {
    /** The flag of a number that is FLAT. */
    static final byte FLAT = 1;

    static final byte FALSE = StrategyView.FALSE;
    static final byte TRUE = StrategyView.TRUE;
    static final byte UNKNOWN = StrategyView.UNKNOWN;

    /** The age of what was there before the first bar. */
    static final int ALWAYS = Integer.MAX_VALUE;

    private static final int FIRST_ROOM = 64;
    private static final int WIDEST = 16;

    double[] values = new double[FIRST_ROOM];
    byte[] flags = new byte[FIRST_ROOM];
    int[] readyAges = new int[FIRST_ROOM];
    int[] convergedAges = new int[FIRST_ROOM];
    boolean[] canConverge = new boolean[FIRST_ROOM];

    private final Deque<Integer>[] free;
    private int used;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Slots() {
        free = new Deque[WIDEST + 1];
        for (int i = 0; i <= WIDEST; i++) {
            free[i] = new ArrayDeque<>();
        }
    }

    /** Takes slots that stand together; answers the first. */
    int take(int count) {
        if (!free[count].isEmpty()) {
            return free[count].pop();
        }
        int first = used;
        used += count;
        if (used > values.length) {
            int room = Math.max(used, 2 * values.length);
            values = Arrays.copyOf(values, room);
            flags = Arrays.copyOf(flags, room);
            readyAges = Arrays.copyOf(readyAges, room);
            convergedAges = Arrays.copyOf(convergedAges, room);
            canConverge = Arrays.copyOf(canConverge, room);
        }
        return first;
    }

    /** Gives slots back that {@link #take(int)} gave. */
    void give(int first, int count) {
        free[count].push(first);
    }

    /** Writes a number; one that is not finite becomes undefined, and what is undefined is not FLAT. */
    void number(int slot, double value, boolean flat) {
        boolean isFinite = Math.abs(value) <= Double.MAX_VALUE;
        values[slot] = isFinite ? value : Double.NaN;
        flags[slot] = isFinite && flat ? FLAT : 0;
    }

    void undefine(int slot) {
        values[slot] = Double.NaN;
        flags[slot] = 0;
    }

    void condition(int slot, byte code) {
        flags[slot] = code;
    }

    void truth(int slot, boolean truth) {
        flags[slot] = truth ? TRUE : FALSE;
    }

    boolean isDefined(int slot) {
        double value = values[slot];
        return value == value;
    }

    boolean isFlat(int slot) {
        return flags[slot] == FLAT;
    }

    /** Whether a comparison may look at the number: defined, and not FLAT unless FLAT is evaluated. */
    boolean isComparable(int slot, boolean evaluatesFlat) {
        double value = values[slot];
        return value == value && (evaluatesFlat || flags[slot] != FLAT);
    }
}
