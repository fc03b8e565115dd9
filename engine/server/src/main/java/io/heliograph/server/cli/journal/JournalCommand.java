package io.heliograph.server.cli.journal;

import io.heliograph.server.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code journal}: what lies in a data directory. */
@Command(
        name = "journal",
        description = {
            "Look into the journal of a data directory: what it is (info), its records (dump), whether its frames are whole"
                    + " (check). No engine is needed; no lock is taken and no byte changed, so one may be running. Only void"
                    + " changes something, and wants that none runs."
        },
        mixinStandardHelpOptions = true)
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with what it can do. */
    public static CommandLine line(Console console) {
        return new CommandLine(new JournalCommand())
                .addSubcommand(new JournalInfoCommand(console))
                .addSubcommand(new JournalDumpCommand(console))
                .addSubcommand(new JournalCheckCommand(console))
                .addSubcommand(new JournalVoidCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected what to do: journal info DIR, journal dump DIR, journal check DIR, journal void" + " DIR");
    }
}
