package io.heliograph.journal.replay;

import io.heliograph.journal.JournalCorruptException;

/** The range that was accepted as lost is not the one that is damaged; the message names both. */
public final class LossRefusedException extends JournalCorruptException {
    private static final long serialVersionUID = 1L;

    LossRefusedException(String message) {
        super(message);
    }
}
