package io.heliograph.server.cli.option;

import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.TimeFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that reads files of market data: how somebody else's files are to be read. */
public final class FormatOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--symbol", paramLabel = "S", description = "Symbol of files without such a column.")
    private String symbol;

    @Option(
            names = "--map",
            paramLabel = "OURS=THEIRS",
            split = ",",
            description = {
                "What the files call our columns: time=Date,close=\"Adj Close\". Columns that bear our names need no"
                        + " entry; case does not count."
            })
    private Map<String, String> map = new LinkedHashMap<>();

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Columns of files without a header, in their order; - for those without a meaning here.")
    private List<String> columns = List.of();

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = {
                "auto (default): ISO 8601, or a count since the epoch in the unit that gives a year from 1990 to 2100;"
                        + " iso, s, ms, us, ns; or a pattern of Java's DateTimeFormatter: \"MM/dd/yyyy HH:mm\"."
            })
    private String timeFormat;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = {
                "Where times without Z or an offset are from: UTC, +01:00, America/New_York. Times that its clocks"
                        + " skipped or showed twice are bad rows. Without it such times are bad rows, and a date alone"
                        + " is a day of UTC."
            })
    private String timeZone;

    @Option(
            names = "--time-is",
            paramLabel = "open|close",
            defaultValue = "open",
            description = "Whether a bar's time is its start (default) or its end.")
    private String timeIs;

    /** The symbol that was named, which also chooses among several; null: none was. */
    public String chosenSymbol() {
        return symbol;
    }

    /** How the files are to be read. */
    public FileFormat format() {
        return format(null);
    }

    /** How the files are to be read; {@code timeframe} is that of bars whose file does not say, or null. */
    public FileFormat format(String timeframe) {
        try {
            return new FileFormat(symbol, timeframe, map, columns, TimeFormat.parse(timeFormat), zone(), isOpenTime());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private ZoneId zone() {
        try {
            return timeZone == null ? null : ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--time-zone: expected a zone such as UTC, +01:00 or America/New_York: zone=" + timeZone, e);
        }
    }

    private boolean isOpenTime() {
        if (!timeIs.equals("open") && !timeIs.equals("close")) {
            throw new IllegalArgumentException("expected open or close: --time-is=" + timeIs);
        }
        return timeIs.equals("open");
    }
}
