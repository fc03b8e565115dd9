package io.heliograph.server;

/** How a command ends; the numbers are promised in the manual. */
public enum ExitCode {
    OK(0),
    /** A difference, a failed check, a floor missed. */
    FINDING(1),
    USAGE(2),
    DIRECTORY_LOCKED(3),
    JOURNAL_CORRUPT(4),
    STORAGE_FAILED(5),
    DATABASE_DISAGREES(6),
    PORT_OR_TLS(7),
    UNREACHABLE(8),
    OTHER_VERSION(9),
    TRUNCATED(10),
    FORKED(11),
    UNSIGNED_TAIL(12);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }

    /** The code with this number. */
    public static ExitCode of(int value) {
        for (ExitCode code : values()) {
            if (code.value == value) {
                return code;
            }
        }
        throw new IllegalArgumentException("expected a known exit code: value=" + value);
    }
}
