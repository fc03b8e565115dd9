package io.heliograph.journal;

/** Which of the two logs. */
public enum LogKind {
    EVENTS(1, "events"),
    OUTPUTS(2, "outputs");

    private final int number;
    private final String folder;

    LogKind(int number, String folder) {
        this.number = number;
        this.folder = folder;
    }

    /** The log with that number in frames. */
    static LogKind of(int number) {
        for (LogKind log : values()) {
            if (log.number == number) {
                return log;
            }
        }
        throw new IllegalArgumentException("no log has that number: number=" + number);
    }

    /** Its number in frames. */
    int number() {
        return number;
    }

    /** Its folder in the journal directory. */
    String folder() {
        return folder;
    }
}
