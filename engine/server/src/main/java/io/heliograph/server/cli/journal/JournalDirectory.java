package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.DamageReport;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/** Gives a command the journal of a directory to look at, and makes exit codes of what stands in its way. */
public final class JournalDirectory {
    private JournalDirectory() {}

    /**
     * Looks at a journal.
     *
     * @param look answers the exit code
     * @throws CommandException with the code that names the trouble: no journal there, damaged, of another version,
     *     unreadable
     */
    public static int look(Path directory, ToIntFunction<JournalView> look) {
        try (JournalView journal = open(directory)) {
            return look.applyAsInt(journal);
        } catch (JournalException e) {
            throw new CommandException(
                    ExitCode.of(e.exitCode()), DamageReport.of(directory, JournalOptions.defaults(), e));
        } catch (UncheckedIOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "cannot read the journal: " + e.getMessage());
        }
    }

    private static JournalView open(Path directory) {
        try {
            return JournalView.open(directory);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "expected the data directory of an engine: " + e.getMessage());
        }
    }
}
