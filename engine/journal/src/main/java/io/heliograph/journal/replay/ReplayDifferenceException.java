package io.heliograph.journal.replay;

import io.heliograph.journal.JournalCorruptException;

/** A replay concluded something else than the output log holds; the engine must not serve. Exit code 4. */
public final class ReplayDifferenceException extends JournalCorruptException {
    private static final long serialVersionUID = 1L;

    private final long sequence;
    private final long cause;
    private final String recorded;
    private final String replayed;

    ReplayDifferenceException(long sequence, long cause, String recorded, String replayed) {
        super("replay gives another output than the log holds: outputSequence=" + sequence + " cause=" + cause
                + "\n  recorded: " + recorded + "\n  replayed: " + replayed
                + "\nuse the build that wrote this journal, or keep it and start with a new directory");
        this.sequence = sequence;
        this.cause = cause;
        this.recorded = recorded;
        this.replayed = replayed;
    }

    /** Output sequence of the first difference. */
    public long sequence() {
        return sequence;
    }

    /** Event sequence of its cause; of what the log holds where replay gave nothing. */
    public long cause() {
        return cause;
    }

    /** What the output log holds there, as text. */
    public String recorded() {
        return recorded;
    }

    /** What replay gave there, as text. */
    public String replayed() {
        return replayed;
    }
}
