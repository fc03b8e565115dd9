package io.heliograph.server.cli.option;

import io.heliograph.codec.event.BarsFrom;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What files become: out of which events bars are built, and up to when they are complete. */
public final class InputOptions extends ThroughOption {
    /** What bars can be built from, as people write it. */
    public enum From {
        trades,
        bid,
        ask,
        mid,
        bars;

        /** The same in a declaration. */
        public BarsFrom declared() {
            return BarsFrom.valueOf(name().toUpperCase(Locale.ROOT));
        }
    }

    @Option(
            names = "--bars-from",
            paramLabel = "WHAT",
            description = {
                "Build bars from trades, bid, ask, mid or bars. Default, for each symbol: trades where any of the files"
                        + " holds trades of it, else published bars, else mid."
            })
    private From barsFrom;

    /** AUTO where nobody decided. */
    public BarsFrom barsFrom() {
        return barsFrom == null ? BarsFrom.AUTO : barsFrom.declared();
    }
}
