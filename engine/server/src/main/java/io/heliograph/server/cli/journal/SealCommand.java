package io.heliograph.server.cli.journal;

import io.heliograph.server.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seal}: what tamper evidence needs. */
@Command(
        name = "seal",
        description = {
            "Make the key that signs a journal's seals (keygen). The engine seals where the configuration names one in"
                    + " seal.key; verify checks what was sealed."
        },
        mixinStandardHelpOptions = true)
public final class SealCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with what it can do. */
    public static CommandLine line(Console console) {
        return new CommandLine(new SealCommand()).addSubcommand(new SealKeygenCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected what to do: seal keygen FILE");
    }
}
