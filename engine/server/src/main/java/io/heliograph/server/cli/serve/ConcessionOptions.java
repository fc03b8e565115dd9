package io.heliograph.server.cli.serve;

import io.heliograph.journal.replay.LossAcceptance;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.engine.Concessions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the operator gives up so that an engine can start. */
final class ConcessionOptions {
    @Option(
            names = "--accept-loss",
            paramLabel = "RANGE",
            description = {
                "Start although forced events FROM-THROUGH are damaged: they, and what followed from them, are given up, and"
                        + " an event says so. outputs:FROM-THROUGH: damaged outputs are computed again. RANGE must be the"
                        + " damaged one; a start that is refused prints it."
            })
    private List<String> losses = new ArrayList<>();

    @Option(
            names = "--new-epoch",
            description = {
                "Start although the database is ahead of the journal: the rows beyond the journal's end are moved to"
                        + " tables of their own (..._void), and an event says what was given up."
            })
    private boolean newEpoch;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who concedes it, for the journal (default: the user of this process).")
    private String actor = System.getProperty("user.name");

    Concessions concessions() {
        try {
            return new Concessions(
                    losses.stream().map(LossAcceptance.Accepted::parse).toList(), newEpoch, actor);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--accept-loss: " + e.getMessage());
        }
    }
}
