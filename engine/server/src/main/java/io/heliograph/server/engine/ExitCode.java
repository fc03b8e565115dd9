package io.heliograph.server.engine;

/** How a command ended, for scripts; the same numbers for every command. */
public enum ExitCode {
    OK(0),
    /** A difference, a failed check, a missed floor, rows refused under {@code --strict}. */
    FINDING(1),
    USAGE(2),
    DIRECTORY_LOCKED(3),
    JOURNAL_CORRUPT(4),
    STORAGE_FAILED(5),
    JOURNAL_AND_DATABASE_DISAGREE(6),
    PORT_OR_TLS(7),
    UNREACHABLE(8),
    NEEDS_OTHER_VERSION(9);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
