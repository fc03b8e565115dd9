package io.heliograph.server.cli.journal;

import io.heliograph.journal.seal.SealKey;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seal keygen}: a new key. */
@Command(
        name = "keygen",
        description = {
            "Make an Ed25519 key in a new file (PEM, 0600), and print its public half: one line for verify --key.",
            "Keep the file outside the data directory, and the public half where nobody changes it. Whoever has the file can"
                    + " make seals that nobody tells from the engine's."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "2:the file is there already", "5:it cannot be written"})
final class SealKeygenCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "File to make.")
    private Path file;

    SealKeygenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (Files.exists(file)) {
            throw new CommandException(ExitCode.USAGE, "expected a file that is not there yet, found file=" + file);
        }
        try {
            console.print(SealKey.generate(file).publicKey().text());
        } catch (UncheckedIOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "cannot make the key: " + e.getMessage());
        }
        return ExitCode.OK.value();
    }
}
