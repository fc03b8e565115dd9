package io.heliograph.server.cli;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.JournalView.EpochRange;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.ReplayDifferenceException;
import io.heliograph.server.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: whether the outputs of a journal follow from its events. */
@Command(
        name = "verify",
        description = {
            "Conclude everything again from the events of a journal, and compare each output with the recorded one, byte"
                    + " for byte. Frames, checksums, continuity, epochs and the chain of segments are checked on the way.",
            "No engine is needed. Takes no lock and changes no byte; beside a running engine it goes up to the head found"
                    + " at its start.",
            "This release writes no seals: who can write to the directory can replace a journal as a whole, and an end"
                    + " that was never forced can be cut off unseen."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every output follows from the events",
            "1:a difference; the first one is printed",
            "2:no journal there",
            "4:damaged, and where",
            "5:the disk cannot be read",
            "9:needs another version"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String UNSIGNED = "UNSIGNED";

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @Option(names = "--json", description = "The result as one JSON object on one line.")
    private boolean json;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return JournalDirectory.look(directory, this::verify);
    }

    private int verify(JournalView journal) {
        Progress progress = new Progress(console, "events", System::nanoTime);
        AuditFindings findings;
        try {
            findings = new AuditReplay(journal)
                    .run((done, total) -> progress.at(done, total == 0 ? 1 : (double) done / total));
        } catch (ReplayDifferenceException e) {
            progress.end();
            printDifference(journal, e);
            return ExitCode.FINDING.value();
        } finally {
            progress.end();
        }
        if (json) {
            console.print(json(journal, findings));
        } else {
            text(journal, findings).forEach(console::print);
        }
        return ExitCode.OK.value();
    }

    private void printDifference(JournalView journal, ReplayDifferenceException difference) {
        if (json) {
            console.print(new JsonLine()
                    .put("result", "DIFFERENCE")
                    .put("journal_id", journal.id().toString())
                    .put("output_sequence", difference.sequence())
                    .put("cause", difference.cause())
                    .put("recorded", difference.recorded())
                    .put("replayed", difference.replayed())
                    .toString());
            return;
        }
        console.print("DIFFERENCE  output " + difference.sequence() + ", caused by event " + difference.cause()
                + "; everything before it is equal");
        console.print("  recorded  " + difference.recorded());
        console.print("  replayed  " + difference.replayed());
    }

    private static List<String> text(JournalView journal, AuditFindings findings) {
        return List.of(
                "OK          every output follows from the events",
                "journal     " + journal.id(),
                "epochs      " + epochs(journal),
                range("events", journal.events().first(), findings.events()),
                range("outputs", journal.outputs().first(), findings.outputs()) + behind(findings),
                "segments    events="
                        + journal.segments(journal.events().kind()).size() + " outputs="
                        + journal.segments(journal.outputs().kind()).size(),
                "digest      " + findings.contentDigest(),
                "core level  " + joined(findings.coreLevels()) + "  written by " + joined(findings.builds()),
                "durable     events=" + journal.events().durable() + " outputs="
                        + journal.outputs().durable(),
                "signature   " + UNSIGNED + ": this release writes no seals");
    }

    private static String range(String log, long first, long count) {
        String sequences = count == 0 ? "" : ", sequences " + first + " to " + (first + count - 1);
        return String.format(Locale.ROOT, "%-12s%d%s", log, count, sequences);
    }

    /** What the ends of the logs do not share, when an engine was killed or is at work. */
    private static String behind(AuditFindings findings) {
        String more = findings.voidOutputs() == 0
                ? ""
                : "; " + findings.voidOutputs() + " more were caused by events behind the last one seen, not compared";
        return findings.missingOutputs() == 0
                ? more
                : more + "; " + findings.missingOutputs() + " that the last events cause are not written yet";
    }

    private static String epochs(JournalView journal) {
        List<EpochRange> epochs = journal.epochs();
        if (epochs.isEmpty()) {
            return "none: never started";
        }
        EpochRange last = epochs.get(epochs.size() - 1);
        return epochs.size() + ", the newest is " + last.epoch() + " from event " + last.firstEvent();
    }

    private static String json(JournalView journal, AuditFindings findings) {
        JsonLine line = new JsonLine()
                .put("result", "OK")
                .put("journal_id", journal.id().toString())
                .put("epochs", journal.epochs().size())
                .put("epoch", journal.lastEpoch())
                .put("first_event", journal.events().first())
                .put("events", findings.events())
                .put("first_output", journal.outputs().first())
                .put("outputs", findings.outputs())
                .put("void_outputs", findings.voidOutputs())
                .put("missing_outputs", findings.missingOutputs())
                .put("event_segments", journal.segments(journal.events().kind()).size())
                .put(
                        "output_segments",
                        journal.segments(journal.outputs().kind()).size())
                .put("durable_event", journal.events().durable())
                .put("durable_output", journal.outputs().durable())
                .put("content_digest", findings.contentDigest())
                .put(
                        "core_levels",
                        findings.coreLevels().stream().map(String::valueOf).toList())
                .put("builds", findings.builds())
                .put("signature", UNSIGNED);
        return line.toString();
    }

    private static String joined(List<?> values) {
        return values.isEmpty()
                ? "unknown"
                : String.join(", ", values.stream().map(String::valueOf).toList());
    }
}
