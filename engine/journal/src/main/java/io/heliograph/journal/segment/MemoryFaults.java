package io.heliograph.journal.segment;

/**
 * Faults of mapped memory, brought out where they were met.
 *
 * <p>A read beyond the end of a mapped file gives zeros; the {@link InternalError} that says so is kept with the thread, on
 * JDK 17 until the compiled code next calls into the runtime, which may be in somebody else's method. Allocating an array of
 * arrays whose size the compiler does not know is such a call, under every compiler; a native method is not.
 */
final class MemoryFaults {
    private MemoryFaults() {}

    /**
     * Throws a fault that the thread has met and not thrown yet.
     *
     * @param side any number that the compiler does not know
     */
    static void letOut(long side) {
        int length = (int) (side & 1) + 1;
        if (new byte[length][length].length != length) {
            throw new AssertionError("an array has another length: expected=" + length);
        }
    }
}
