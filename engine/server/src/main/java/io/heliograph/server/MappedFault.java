package io.heliograph.server;

/**
 * What a mapped file throws when the disk fails beneath it: an {@link InternalError}, at any access, in any thread, long
 * after the write that was lost. Nothing that was read or written since can be trusted, so the process must end.
 */
public final class MappedFault {
    private MappedFault() {}

    /** Whether that is what a failure is, or what caused it. */
    public static boolean isIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InternalError) {
                return true;
            }
        }
        return false;
    }
}
