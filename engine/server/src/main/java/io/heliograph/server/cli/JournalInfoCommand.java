package io.heliograph.server.cli;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.JournalView.EpochRange;
import io.heliograph.journal.JournalView.SegmentRange;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.server.ExitCode;
import io.heliograph.server.text.TimeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal info}: what a journal is and holds. */
@Command(
        name = "info",
        description = {
            "Print who a journal is, its epochs, segments, heads and durable marks, and how many records of each kind it"
                    + " holds. Reads everything once, which checks every frame."
        },
        mixinStandardHelpOptions = true)
final class JournalInfoCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @Option(
            names = "--json",
            description =
                    "One JSON object a line: the journal, then each epoch, segment, kind, lost range and voided event (member \"is\").")
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
        (json ? json(journal, events, outputs) : text(journal, events, outputs)).forEach(console::print);
        return ExitCode.OK.value();
    }

    private static List<String> text(JournalView journal, KindCounts events, KindCounts outputs) {
        List<String> lines = new ArrayList<>();
        lines.add("journal   " + journal.id() + "  created " + TimeText.of(journal.createdNs()));
        for (LogKind log : LogKind.values()) {
            KindCounts counts = log == LogKind.EVENTS ? events : outputs;
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10sfirst=%d head=%d durable=%d recordBytes=%d",
                    name(log),
                    journal.log(log).first(),
                    journal.log(log).head(),
                    journal.log(log).durable(),
                    counts.bytes()));
            counts.byName().forEach((kind, count) -> lines.add(String.format(Locale.ROOT, "  %-20s%14d", kind, count)));
        }
        lines.add("mark      events=" + journal.markedEvent() + " outputs=" + journal.markedOutput());
        for (EpochRange epoch : journal.epochs()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "epoch %-4devents %s  outputs %s",
                    epoch.epoch(),
                    range(epoch.firstEvent(), epoch.lastEvent()),
                    range(epoch.firstOutput(), epoch.lastOutput())));
        }
        for (LogKind log : LogKind.values()) {
            for (SegmentRange segment : journal.segments(log)) {
                lines.add("segment   " + name(log) + "/" + segment.folder().getFileName() + "  "
                        + range(segment.first(), segment.last()) + "  epoch=" + segment.epoch() + " fileBytes="
                        + segment.fileBytes() + " created=" + TimeText.of(segment.createdNs()));
            }
        }
        lines.addAll(GivenUp.text(journal));
        if (!journal.tailFindings().isEmpty()) {
            lines.add("damaged   behind the end, never forced: " + journal.tailFindings());
        }
        return lines;
    }

    private static List<String> json(JournalView journal, KindCounts events, KindCounts outputs) {
        List<String> lines = new ArrayList<>();
        lines.add(new JsonLine()
                .put("is", "journal")
                .put("journal_id", journal.id().toString())
                .put("created", TimeText.of(journal.createdNs()))
                .put("epoch", journal.lastEpoch())
                .put("first_event", journal.events().first())
                .put("event_head", journal.events().head())
                .put("durable_event", journal.events().durable())
                .put("event_bytes", events.bytes())
                .put("first_output", journal.outputs().first())
                .put("output_head", journal.outputs().head())
                .put("durable_output", journal.outputs().durable())
                .put("output_bytes", outputs.bytes())
                .put("marked_event", journal.markedEvent())
                .put("marked_output", journal.markedOutput())
                .put("damaged_tail", journal.tailFindings())
                .toString());
        for (EpochRange epoch : journal.epochs()) {
            lines.add(new JsonLine()
                    .put("is", "epoch")
                    .put("epoch", epoch.epoch())
                    .put("first_event", epoch.firstEvent())
                    .put("last_event", epoch.lastEvent())
                    .put("first_output", epoch.firstOutput())
                    .put("last_output", epoch.lastOutput())
                    .toString());
        }
        for (LogKind log : LogKind.values()) {
            for (SegmentRange segment : journal.segments(log)) {
                lines.add(new JsonLine()
                        .put("is", "segment")
                        .put("log", name(log))
                        .put("folder", segment.folder().getFileName().toString())
                        .put("ordinal", segment.ordinal())
                        .put("epoch", segment.epoch())
                        .put("first", segment.first())
                        .put("last", segment.last())
                        .put("file_bytes", segment.fileBytes())
                        .put("created", TimeText.of(segment.createdNs()))
                        .toString());
            }
            (log == LogKind.EVENTS ? events : outputs)
                    .byName()
                    .forEach((kind, count) -> lines.add(new JsonLine()
                            .put("is", "kind")
                            .put("log", name(log))
                            .put("kind", kind)
                            .put("count", count)
                            .toString()));
        }
        lines.addAll(GivenUp.json(journal));
        return lines;
    }

    private static String range(long first, long last) {
        return last < first ? "none" : first + " to " + last;
    }

    private static String name(LogKind log) {
        return log.name().toLowerCase(Locale.ROOT);
    }
}
