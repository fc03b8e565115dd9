package io.heliograph.server.cli.option;

import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a strategy document that a command names: a file, or a house strategy where there is no such file. */
public final class StrategyDocuments {
    private StrategyDocuments() {}

    /** The document's text; refuses what is neither. */
    public static String text(String document) {
        Path path = Path.of(document);
        if (!Files.exists(path) && HouseStrategies.names().contains(document)) {
            return HouseStrategies.text(document);
        }
        try {
            return Files.readString(path);
        } catch (MalformedInputException e) {
            throw new CommandException(ExitCode.USAGE, "expected UTF-8 text: file=" + document);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected a file, or one of the house strategies " + HouseStrategies.names() + ": file="
                            + document);
        }
    }
}
