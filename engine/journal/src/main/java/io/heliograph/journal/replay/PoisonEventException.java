package io.heliograph.journal.replay;

import io.heliograph.journal.JournalCorruptException;

/** An event stands in the log that the core cannot apply, so that nothing behind it can be concluded. Exit code 4. */
public final class PoisonEventException extends JournalCorruptException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    public PoisonEventException(long sequence, RuntimeException cause) {
        super(
                "an event cannot be applied: sequence=" + sequence + " found=" + cause
                        + "; use the build that wrote this journal, or have every replay pass over that event: heliograph"
                        + " journal void DIR --sequence " + sequence + " --reason TEXT",
                cause);
        this.sequence = sequence;
    }

    /** Sequence of the event. */
    public long sequence() {
        return sequence;
    }
}
