package io.heliograph.server.file;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a file of somebody else's is to be read.
 *
 * @param symbol stands in for a missing column; null: nothing does
 * @param timeframe stands in for a missing column; null: nothing does
 * @param columns their header by our name, {@code open=Open}; columns that bear our name, whatever its case, need no entry
 * @param header names of the columns of files without a header; empty: the first line is the header
 * @param timeFormat how times are written
 * @param zone of times without one; null: such times are refused, and a date alone is a day of UTC
 * @param isOpenTime whether a bar bears the time of its start; else that of its end
 */
public record FileFormat(
        String symbol,
        String timeframe,
        Map<String, String> columns,
        List<String> header,
        TimeFormat timeFormat,
        ZoneId zone,
        boolean isOpenTime) {
    /** Our own files. */
    public static final FileFormat PLAIN = new FileFormat(null, null, Map.of(), List.of(), TimeFormat.AUTO, null, true);

    /** @throws IllegalArgumentException where {@code columns} names a column that no such file has */
    public FileFormat {
        columns = Map.copyOf(columns);
        header = List.copyOf(header);
        TreeSet<String> unknown = new TreeSet<>(columns.keySet());
        unknown.removeAll(ourNames());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("expected OURS=THEIRS with ours one of " + String.join(",", ourNames())
                    + ": ours=" + unknown.first());
        }
        String otherTime = isOpenTime ? "close_time" : "open_time";
        if (columns.containsKey(otherTime)) {
            throw new IllegalArgumentException("expected time or " + (isOpenTime ? "open_time" : "close_time")
                    + " where bars bear the time of their " + (isOpenTime ? "start" : "end") + ": ours=" + otherTime);
        }
    }

    /** Our own files, but for columns that they lack; null: they have them. */
    public static FileFormat supplying(String symbol, String timeframe) {
        return new FileFormat(symbol, timeframe, Map.of(), List.of(), TimeFormat.AUTO, null, true);
    }

    /** Every name that a column can have here. */
    public static List<String> ourNames() {
        List<String> names = new ArrayList<>(List.of("time", "close_time"));
        for (RowKind kind : RowKind.values()) {
            for (String column : kind.allColumns()) {
                if (!names.contains(column)) {
                    names.add(column);
                }
            }
        }
        return names;
    }
}
