package io.heliograph.core.pipeline;

/** The three-valued logic of conditions. */
final class Kleene {
    private Kleene() {}

    /** FALSE where one is, else UNKNOWN where one is, else TRUE. */
    static byte and(byte a, byte b) {
        if (a == Slots.FALSE || b == Slots.FALSE) {
            return Slots.FALSE;
        }
        return a == Slots.UNKNOWN || b == Slots.UNKNOWN ? Slots.UNKNOWN : Slots.TRUE;
    }

    /** TRUE where one is, else UNKNOWN where one is, else FALSE. */
    static byte or(byte a, byte b) {
        if (a == Slots.TRUE || b == Slots.TRUE) {
            return Slots.TRUE;
        }
        return a == Slots.UNKNOWN || b == Slots.UNKNOWN ? Slots.UNKNOWN : Slots.FALSE;
    }

    /** UNKNOWN stays UNKNOWN. */
    static byte not(byte a) {
        return a == Slots.UNKNOWN ? Slots.UNKNOWN : a == Slots.TRUE ? Slots.FALSE : Slots.TRUE;
    }
}
