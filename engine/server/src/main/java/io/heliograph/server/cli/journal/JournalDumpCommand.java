package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.journal.replay.RecordText;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal dump}: the records of a log, one a line. */
@Command(
        name = "dump",
        description = {
            "Print the records of a log, one a line, as they are read: sequence, epoch, kind and fields by name. Times are"
                    + " nanoseconds since 1970."
        },
        mixinStandardHelpOptions = true)
final class JournalDumpCommand implements Callable<Integer> {
    private static final int BATCH = 256;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @Option(names = "--log", paramLabel = "LOG", description = "events or outputs (default: events).")
    private LogKind log = LogKind.EVENTS;

    @Option(names = "--from", paramLabel = "N", description = "First sequence (default: the first kept).")
    private Long first;

    @Option(
            names = "--through",
            paramLabel = "N",
            description = "Last sequence (default: the head found at the start).")
    private Long last;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Only records of these kinds, such as TradeEvent or SignalEmitted,FaultRecorded (default: all).")
    private Set<String> kinds = Set.of();

    @Option(
            names = "--json",
            description = "One JSON object a line, with the bytes of the record in hexadecimal besides its text.")
    private boolean json;

    JournalDumpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return JournalDirectory.look(directory, this::dump);
    }

    private int dump(JournalView journal) {
        Log records = journal.log(log);
        long from = first == null ? records.first() : first;
        long through = last == null ? records.head() : last;
        if (from < records.first() || through > records.head() || from > through + 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected --from and --through within what is there: from=" + from + " through=" + through
                            + " kept=" + records.first() + " head=" + records.head());
        }
        // Not Console.print: a line at a time through an unbuffered stream would cost a call to the system each.
        requireKnownKinds();
        PrintStream out = console.out();
        try (LogReader reader = records.openReader(from - 1, () -> through)) {
            while (reader.position() < through && !out.checkError()) {
                StringBuilder lines = new StringBuilder();
                int polled = reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            if (kinds.isEmpty() || kinds.contains(KindCounts.nameOf(log, buffer, offset, length))) {
                                lines.append(line(sequence, epoch, buffer, offset, length, endOfCause))
                                        .append(System.lineSeparator());
                            }
                        },
                        BATCH);
                out.print(lines);
                if (polled == 0) {
                    Thread.onSpinWait();
                }
            }
        }
        return ExitCode.OK.value();
    }

    /** A kind that is misspelt would find nothing, and look like an answer. */
    private void requireKnownKinds() {
        List<String> known = KindCounts.names(log);
        for (String kind : kinds) {
            if (!known.contains(kind)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--kind: expected one of " + known + " for the log "
                                + log.name().toLowerCase(Locale.ROOT) + ", found kind=" + kind);
            }
        }
    }

    private String line(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        String text = RecordText.of(log, buffer, offset, length);
        if (!json) {
            return sequence + " " + epoch + " " + text;
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new JsonLine()
                .put("log", log.name().toLowerCase(Locale.ROOT))
                .put("sequence", sequence)
                .put("epoch", epoch)
                .put("end_of_cause", endOfCause)
                .put("kind", KindCounts.nameOf(log, buffer, offset, length))
                .put("fields", text)
                .put("bytes", HexFormat.of().formatHex(bytes))
                .toString();
    }
}
