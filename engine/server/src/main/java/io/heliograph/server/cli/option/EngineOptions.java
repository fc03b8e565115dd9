package io.heliograph.server.cli.option;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Option;

/** Which engine a command talks to. */
public final class EngineOptions {
    /** Logs a trace where a name cannot be resolved; the command says so in a line. Kept, or the level is forgotten. */
    private static final Logger CHANNELS = Logger.getLogger("io.grpc.internal.ManagedChannelImpl");

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            description = "Engine to talk to (default: ${DEFAULT-VALUE}).")
    private String target = "127.0.0.1:50051";

    /** Asks that engine; what fails is thrown as what it means for the person who typed the command. */
    public <T> T ask(Function<HeliographClient, T> question) {
        try (HeliographClient client = client()) {
            return question.apply(client);
        } catch (HeliographException e) {
            throw failure(e);
        }
    }

    /** A client of that engine; connects on the first call. */
    public HeliographClient client() {
        CHANNELS.setLevel(Level.SEVERE);
        try {
            return HeliographClient.builder().target(target).build();
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE, "--target: expected HOST:PORT, found target=" + target + ": " + e.getMessage());
        }
    }

    /** What a failed call means for the person who typed the command. */
    public CommandException failure(HeliographException e) {
        if (e.isUnreachable()) {
            return new CommandException(
                    ExitCode.UNREACHABLE,
                    "no answer from the engine: target=" + target + " reason=" + e.getMessage()
                            + ": start one with: heliograph serve");
        }
        return new CommandException(ExitCode.USAGE, e.getMessage());
    }
}
