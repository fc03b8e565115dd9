package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.replay.DamageReport;
import io.heliograph.journal.replay.EventVoiding;
import io.heliograph.journal.replay.ReplayDifferenceException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal void}: has every replay pass over one event. */
@Command(
        name = "void",
        description = {
            "Have every replay pass over one event, such as one that an engine stops at. The event stays in the log; a list"
                    + " beside it says that it is voided, why and by whom, and verify and journal info print it. No engine may"
                    + " be running.",
            "Exit 1 where something in the output log follows from the event, 3 where an engine holds the directory."
        },
        mixinStandardHelpOptions = true)
final class JournalVoidCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @Option(names = "--sequence", paramLabel = "N", required = true, description = "Sequence of the event.")
    private long sequence;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; kept with it.")
    private String reason;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who has it voided (default: the user of this process).")
    private String actor = System.getProperty("user.name");

    @Option(
            names = "--set-aside-snapshots",
            description = "Rename snapshots that hold what followed from the event, so that no start uses them.")
    private boolean setSnapshotsAside;

    JournalVoidCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!Files.exists(directory.resolve("JOURNAL"))) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected the data directory of an engine: no journal is there: directory=" + directory);
        }
        try {
            new EventVoiding(directory, JournalOptions.defaults(), console::say)
                    .run(sequence, reason, actor, setSnapshotsAside);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } catch (ReplayDifferenceException e) {
            throw new CommandException(
                    ExitCode.FINDING,
                    "expected an event from which nothing in the output log follows, found sequence=" + sequence
                            + "; nothing was voided: without it " + e.getMessage());
        } catch (JournalException e) {
            throw new CommandException(
                    ExitCode.of(e.exitCode()), DamageReport.of(directory, JournalOptions.defaults(), e));
        }
        console.print("voided event " + sequence + ": every replay passes over it from now on");
        return ExitCode.OK.value();
    }
}
