package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal info}: what a journal is and holds. */
@Command(
        name = "info",
        description = {
            "Print who a journal is, its epochs, segments, snapshots, heads and durable marks, whether its engine was stopped"
                    + " cleanly, and how many records of each kind it holds. Reads everything once, which checks every frame."
        },
        mixinStandardHelpOptions = true)
final class JournalInfoCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @Option(
            names = "--json",
            description =
                    "One JSON object a line: the journal, then each epoch, segment, kind and snapshot (member \"is\").")
    private boolean json;

    JournalInfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return JournalDirectory.look(directory, this::info);
    }

    private int info(JournalView journal) {
        KindCounts events = new KindCounts(LogKind.EVENTS);
        KindCounts outputs = new KindCounts(LogKind.OUTPUTS);
        Progress progress = new Progress(console, "records", System::nanoTime);
        try {
            LogWalk walk = new LogWalk(journal, progress);
            walk.events((sequence, epoch, buffer, offset, length, endOfCause) -> events.count(buffer, offset, length));
            walk.outputs(
                    (sequence, epoch, buffer, offset, length, endOfCause) -> outputs.count(buffer, offset, length));
        } finally {
            progress.end();
        }
        JournalInfoText text = new JournalInfoText(journal, events, outputs);
        (json ? text.json() : text.lines()).forEach(console::print);
        return ExitCode.OK.value();
    }
}
