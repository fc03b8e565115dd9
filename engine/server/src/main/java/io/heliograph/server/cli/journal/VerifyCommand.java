package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.ReplayDifferenceException;
import io.heliograph.journal.seal.SealFindings;
import io.heliograph.journal.seal.SealVerdict;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: whether the outputs of a journal follow from its events. */
@Command(
        name = "verify",
        description = {
            "Conclude everything again from the events of a journal, and compare each output with the recorded one, byte"
                    + " for byte. Frames, checksums, continuity, epochs and the chain of segments are checked on the way. Every"
                    + " snapshot that lies on it must hold the state that the events lead to, bit for bit.",
            "Begins with the first event; where it is not kept any more, with the oldest snapshot, and says which one it"
                    + " trusted. --from begins with the nearest snapshot before an event.",
            "No engine is needed. Takes no lock and changes no byte; beside a running engine it goes up to the head found"
                    + " at its start.",
            "Where the journal is sealed both logs are hashed again and laid beside what was signed, and beside what the"
                    + " witnesses kept. Without --witness a tail cut off with its seals, and an older copy of the whole directory,"
                    + " are not seen; without --key and --witness neither is a journal signed anew with another key."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every output follows from the events, and so does every snapshot",
            "1:a difference; the first one is printed",
            "2:no journal there, or no such event",
            "4:damaged, and where; a damaged snapshot too, which a start passes over",
            "5:the disk cannot be read",
            "9:needs another version",
            "10:truncated: records that were sealed are gone",
            "11:forked: not the journal that was sealed",
            "12:an end that is not sealed, or no seals at all; only with --strict"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Data directory of an engine.")
    private Path directory;

    @ArgGroup
    private Begin begin = new Begin();

    @Mixin
    private SealOptions sealing;

    @Option(names = "--json", description = "The result as one JSON object on one line.")
    private boolean json;

    /** Where to begin, if not as early as can be. */
    private static final class Begin {
        @Option(
                names = "--from",
                paramLabel = "EVENT",
                description = "Verify this event and all behind it, from the nearest snapshot before it.")
        private long from = 1;

        @Option(names = "--from-snapshot", description = "Verify what a start would replay: from the newest snapshot.")
        private boolean isNewest;
    }

    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SealFindings seals = sealing.check(directory);
        try {
            return JournalDirectory.look(directory, journal -> sealing.exitCode(seals, verify(journal, seals)));
        } catch (CommandException e) {
            // What could not be read may have been found out by its seals.
            if (!json && seals.verdict() != SealVerdict.UNSIGNED) {
                SealText.lines(seals).forEach(console::print);
            }
            if (e.exitCode() == ExitCode.JOURNAL_CORRUPT) {
                throw new CommandException(
                        ExitCode.of(sealing.exitCode(seals, e.exitCode().value())), e.getMessage());
            }
            throw e;
        }
    }

    private int verify(JournalView journal, SealFindings seals) {
        long from = begin.isNewest ? journal.events().head() + 1 : begin.from;
        Progress progress = new Progress(console, "events", System::nanoTime);
        VerifyText text = new VerifyText(journal, seals);
        long startedAt = System.nanoTime();
        AuditFindings findings;
        try {
            findings = new AuditReplay(journal)
                    .run(from, (done, total) -> progress.at(done, total == 0 ? 1 : (double) done / total));
        } catch (ReplayDifferenceException e) {
            progress.end();
            (json ? List.of(text.json(e)) : text.lines(e)).forEach(console::print);
            return ExitCode.FINDING.value();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        } finally {
            progress.end();
        }
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        (json ? List.of(text.json(findings, seconds)) : text.lines(findings, seconds)).forEach(console::print);
        if (findings.hasDifference()) {
            return ExitCode.FINDING.value();
        }
        return (findings.hasDamage() ? ExitCode.JOURNAL_CORRUPT : ExitCode.OK).value();
    }
}
