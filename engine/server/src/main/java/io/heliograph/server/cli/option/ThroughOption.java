package io.heliograph.server.cli.option;

import io.heliograph.server.text.TimeText;
import java.time.DateTimeException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Up to when the data of files are complete. */
public class ThroughOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--through",
            paramLabel = "TIME",
            description = {
                "The data are complete up to here (UTC), so that larger bars that end by then close. Default: up to the"
                        + " end of the base bar that holds a symbol's last event."
            })
    private String through;

    /** Nanoseconds since the epoch; 0 where it was not given. */
    public final long throughNs() {
        try {
            return through == null ? 0 : TimeText.parse(through);
        } catch (DateTimeException e) {
            throw new ParameterException(spec.commandLine(), "--through: " + e.getMessage());
        }
    }
}
