package io.heliograph.server.whatif;

import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Changes as CSV: shortest exact decimals, times in UTC, what is not there empty.
 *
 * <p>Columns without a prefix are of either run; those with {@code journal_} are of the journal, those with {@code other_}
 * of the what-if run.
 */
public final class ChangesCsv {
    private static final List<String> OF_EACH = List.of(
            "bar_end",
            "reason",
            "confidence",
            "reference_price",
            "stop",
            "target",
            "expiry_bars",
            "expiry_seconds",
            "signal_id",
            "status",
            "return");

    /** The first line. */
    public static final String HEADER = "change,symbol,timeframe,strategy,arm,side,bars,differences,"
            + columns("journal_") + "," + columns("other_");

    private static final double NANOS_PER_SECOND = 1e9;

    private ChangesCsv() {}

    /** Writes the header and a line for each change. */
    public static void write(List<Change> changes, Appendable out) throws IOException {
        out.append(HEADER).append('\n');
        for (Change change : changes) {
            out.append(line(change)).append('\n');
        }
    }

    private static String line(Change change) {
        SignalRow signal = change.signal();
        List<String> cells = new ArrayList<>(List.of(
                change.kind().name(),
                signal.symbol(),
                signal.timeframe().toString(),
                signal.strategy(),
                signal.arm(),
                signal.side().name(),
                change.kind() == ChangeKind.MOVED ? Long.toString(change.bars()) : "",
                change.differences().stream().sorted().map(Enum::name).collect(Collectors.joining(" "))));
        cells.addAll(cells(change.journaled()));
        cells.addAll(cells(change.other()));
        return String.join(",", cells);
    }

    private static List<String> cells(Optional<SignalRow> row) {
        List<Function<SignalRow, String>> texts = List.of(
                each -> TimeText.of(each.barEndNs()),
                each -> each.reason().name(),
                each -> NumberText.of(each.confidence()),
                each -> NumberText.of(each.referencePrice()),
                each -> NumberText.of(each.stop()),
                each -> NumberText.of(each.target()),
                each -> each.expiryBars() == 0 ? "" : Integer.toString(each.expiryBars()),
                each -> each.expiryNs() == 0 ? "" : NumberText.of(each.expiryNs() / NANOS_PER_SECOND),
                SignalRow::signalId,
                SignalRow::status,
                each -> NumberText.of(each.grossReturn()));
        return texts.stream().map(text -> row.map(text).orElse("")).toList();
    }

    private static String columns(String prefix) {
        return OF_EACH.stream().map(name -> prefix + name).collect(Collectors.joining(","));
    }
}
