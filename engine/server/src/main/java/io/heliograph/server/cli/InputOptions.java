package io.heliograph.server.cli;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.server.text.TimeText;
import java.time.DateTimeException;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What files become: out of which events bars are built, and up to when they are complete. */
final class InputOptions {
    /** What bars can be built from, as people write it. */
    enum From {
        trades,
        bid,
        ask,
        mid,
        bars
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"--bars-from", "--from"},
            paramLabel = "WHAT",
            description = {
                "Build bars from trades, bid, ask, mid or bars. Default, for each symbol: trades where any of the files"
                        + " holds trades of it, else published bars, else mid."
            })
    private From barsFrom;

    @Option(
            names = "--through",
            paramLabel = "TIME",
            description = {
                "The data are complete up to here (UTC), so that larger bars that end by then close. Default: up to the"
                        + " end of the base bar that holds a symbol's last event."
            })
    private String through;

    /** AUTO where nobody decided. */
    BarsFrom barsFrom() {
        return barsFrom == null
                ? BarsFrom.AUTO
                : BarsFrom.valueOf(barsFrom.name().toUpperCase(Locale.ROOT));
    }

    /** Nanoseconds since the epoch; 0 where it was not given. */
    long throughNs() {
        try {
            return through == null ? 0 : TimeText.parse(through);
        } catch (DateTimeException e) {
            throw new ParameterException(spec.commandLine(), "--through: " + e.getMessage());
        }
    }
}
