package io.heliograph.core.catalogue;

/**
 * How one of our calls compares with what another program computes.
 *
 * @param indicator ours
 * @param ours our call
 * @param program the other program, with its version where it was executed
 * @param theirs what it is called there, at its defaults
 * @param known whether both were run on the same bars or the other's source was read
 * @param source the test that ran them, or what was read
 * @param agreement how far the numbers agree
 * @param difference what remains different, or how to get the others; empty where nothing does
 */
public record Parity(
        String indicator,
        String ours,
        String program,
        String theirs,
        Known known,
        String source,
        Agreement agreement,
        String difference) {

    /** How a row is known. */
    public enum Known {
        EXECUTED,
        READ
    }

    /** How far numbers agree, but for rounding. */
    public enum Agreement {
        /** From the first value on. */
        EQUAL,
        /** Once the start is forgotten. */
        AFTER_START,
        /** They do not. */
        DIFFERS
    }
}
