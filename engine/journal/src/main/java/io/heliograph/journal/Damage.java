package io.heliograph.journal;

import java.nio.file.Path;

/**
 * What is damaged or missing of a log that was forced, so that nothing may start on it.
 *
 * @param log of which log
 * @param segment where it is: a folder; of a segment that is missing, the one that names it
 * @param offset in the segment's data file, of the first bytes that are not valid
 * @param range the sequences that cannot be read any more: from the first that is not valid to the last ever known
 * @param found what is wrong
 */
public record Damage(LogKind log, Path segment, long offset, LostRange range, String found) {
    /** Segment, offset, sequence range, and what to do; the same for whoever meets it. */
    public String text() {
        return "the journal is damaged where it was forced: log=" + log.folder() + " segment=" + segment + " offset="
                + offset + " sequences=" + range + " found=" + found + "; restore that segment from a copy, or "
                + remedy();
    }

    /** The same where an engine could start nevertheless, from a snapshot of what followed. */
    public String textBeforeSnapshot() {
        return "the journal is damaged where it was forced: log=" + log.folder() + " segment=" + segment + " offset="
                + offset + " sequences=" + range + " found=" + found + "; restore that segment from a copy; an engine"
                + " still starts, from a snapshot taken behind it, and what lies before cannot be audited";
    }

    private String remedy() {
        return switch (log) {
            case EVENTS -> "give these events up, and what followed from them: heliograph serve --accept-loss " + range;
            case OUTPUTS ->
                "have these outputs computed again from the events: heliograph serve --accept-loss outputs:" + range;
        };
    }
}
