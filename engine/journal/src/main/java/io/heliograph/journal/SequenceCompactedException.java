package io.heliograph.journal;

/** What is asked for was deleted by retention; the log begins later. */
public final class SequenceCompactedException extends JournalException {
    private static final long serialVersionUID = 1L;
    private static final int FINDING = 1;

    private final long firstAvailable;

    SequenceCompactedException(LogKind log, long sequence, long firstAvailable) {
        super(
                FINDING,
                "retention deleted what is asked for: log=" + log.folder() + " sequence=" + sequence
                        + " first_available_sequence=" + firstAvailable + "; begin there",
                null);
        this.firstAvailable = firstAvailable;
    }

    /** The first sequence of that log that is kept. */
    public long firstAvailable() {
        return firstAvailable;
    }
}
