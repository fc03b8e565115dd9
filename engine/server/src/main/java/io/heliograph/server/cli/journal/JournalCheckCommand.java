package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.console.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal check}: whether the frames of a journal are whole. */
@Command(
        name = "check",
        description = {
            "Check every frame of both logs: checksum, continuity, epoch, and that the segments follow each other. Says"
                    + " nothing of what the records mean; that is what verify is for.",
            "Exit 4 with the place where something is damaged or missing."
        },
        mixinStandardHelpOptions = true)
final class JournalCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @Option(names = "--json", description = "One JSON object on one line.")
    private boolean json;

    JournalCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return JournalDirectory.look(directory, this::check);
    }

    private int check(JournalView journal) {
        Progress progress = new Progress(console, "records", System::nanoTime);
        long[] bytes = {0};
        long[] counts = {0, 0};
        try {
            LogWalk walk = new LogWalk(journal, progress);
            walk.events((sequence, epoch, buffer, offset, length, endOfCause) -> {
                bytes[0] += length;
                counts[0]++;
            });
            walk.outputs((sequence, epoch, buffer, offset, length, endOfCause) -> {
                bytes[0] += length;
                counts[1]++;
            });
        } finally {
            progress.end();
        }
        String findings = journal.tailFindings();
        if (!findings.isEmpty()) {
            throw new CommandException(
                    ExitCode.JOURNAL_CORRUPT,
                    "the end of the journal is damaged behind what was forced: " + findings
                            + "; starting an engine on it cuts that off and keeps it as evidence");
        }
        console.print(
                json
                        ? new JsonLine()
                                .put("result", "OK")
                                .put("journal_id", journal.id().toString())
                                .put("events", counts[0])
                                .put("outputs", counts[1])
                                .put("record_bytes", bytes[0])
                                .toString()
                        : "OK  every frame is whole: events=" + counts[0] + " outputs=" + counts[1] + " recordBytes="
                                + bytes[0]);
        return ExitCode.OK.value();
    }
}
