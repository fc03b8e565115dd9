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

    /** Its number in frames. */
    int number() {
        return number;
    }

    /** Its folder in the journal directory. */
    String folder() {
        return folder;
    }
}
