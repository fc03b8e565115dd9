package io.heliograph.server.cli.journal;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.cli.console.Console;
import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.cli.option.EngineOptions;
import io.heliograph.v1.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code checkpoint}: the newest signed record of a running engine. */
@Command(
        name = "checkpoint",
        description = {
            "Print how far a running engine sealed its journal, and with --out keep the signed record: whoever keeps some"
                    + " where the engine's machine cannot reach them is a witness. verify --witness takes the file."
        },
        mixinStandardHelpOptions = true)
public final class CheckpointCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--out", paramLabel = "FILE", description = "File that the record is appended to.")
    private Path out;

    @Option(names = "--json", description = "One JSON object on one line.")
    private boolean json;

    public CheckpointCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Checkpoint checkpoint = engine.ask(client -> client.journal().checkpoint());
        if (out != null) {
            append(checkpoint);
        }
        console.print(json ? json(checkpoint) : text(checkpoint));
        return ExitCode.OK.value();
    }

    private void append(Checkpoint checkpoint) {
        try {
            Files.write(
                    out,
                    checkpoint.getRecord().toByteArray(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "--out: cannot write " + out + ": " + e.getMessage());
        }
    }

    private static String text(Checkpoint checkpoint) {
        return "checkpoint " + checkpoint.getNumber() + "  events " + checkpoint.getEventSequence() + "  outputs "
                + checkpoint.getOutputSequence() + "  "
                + Instant.ofEpochSecond(
                        checkpoint.getTime().getSeconds(), checkpoint.getTime().getNanos())
                + "  key " + checkpoint.getKey() + "  journal " + checkpoint.getJournalId();
    }

    private static String json(Checkpoint checkpoint) {
        return new JsonLine()
                .put("number", checkpoint.getNumber())
                .put("journal_id", checkpoint.getJournalId())
                .put("epoch", checkpoint.getEpoch())
                .put("event_sequence", checkpoint.getEventSequence())
                .put("output_sequence", checkpoint.getOutputSequence())
                .put("key", checkpoint.getKey())
                .toString();
    }
}
