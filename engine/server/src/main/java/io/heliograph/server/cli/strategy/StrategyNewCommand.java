package io.heliograph.server.cli.strategy;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strategy new}: a first document to change, with a comment at every key. */
@Command(
        name = "new",
        description = "Write a new strategy document, with a comment at every key, to NAME.conf; it passes the check.",
        mixinStandardHelpOptions = true)
final class StrategyNewCommand implements Callable<Integer> {
    private static final String TEMPLATE = "/io/heliograph/server/cli/strategy/strategy.conf";
    private static final String STDOUT = "-";

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The strategy's id: a-z, 0-9 and -, a letter first.")
    private String name;

    @Option(names = "--out", paramLabel = "FILE", description = "Another file; - for standard output.")
    private String out;

    StrategyNewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!name.matches("[a-z][a-z0-9-]{0,62}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected NAME to be a lower-case letter, then up to 62 of a-z 0-9 -: found name=" + name);
        }
        String text = template().replace("NAME", name);
        if (STDOUT.equals(out)) {
            text.lines().forEach(console::print);
            return ExitCode.OK.value();
        }
        Path file = Path.of(out == null ? name + ".conf" : out);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.USAGE, "expected a file that is not there yet: file=" + file);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot write: file=" + file + " reason=" + e);
        }
        console.say("wrote " + file + ": change it, then run: heliograph strategy check " + file);
        return ExitCode.OK.value();
    }

    private static String template() {
        try (InputStream in = StrategyNewCommand.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template", e);
        }
    }
}
