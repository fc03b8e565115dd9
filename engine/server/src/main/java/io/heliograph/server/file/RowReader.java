package io.heliograph.server.file;

import io.heliograph.core.Timeframe;
import java.time.DateTimeException;

/** Makes rows of the cells of one file. Owned by one thread. */
final class RowReader {
    private static final long NANOS = 1_000_000_000L;
    private static final int VOLUME = 4;
    private static final int TRADES = 5;

    private final String file;
    private final Columns columns;
    private final RowKind kind;
    private final FileFormat format;
    private final Cells cells = new Cells();
    private final Names names = new Names();
    private final TimeCell times;
    private final int numbers;

    private long line;
    private String timeframeText = "";
    private String timeframe = "";
    private long timeframeNs;

    RowReader(String file, Columns columns, FileFormat format) {
        this.file = file;
        this.columns = columns;
        this.kind = columns.kind();
        this.format = format;
        this.times = new TimeCell(format.timeFormat(), format.zone());
        this.numbers = kind.allColumns().size() - kind.timeColumn() - 1;
    }

    /**
     * Reads a line.
     *
     * @throws RowException where it is no row of such a file
     */
    MarketRow read(long number, char[] chars, int from, int to) throws RowException {
        line = number;
        String problem = cells.split(chars, from, to);
        if (problem != null) {
            throw refused(problem);
        }
        if (cells.count() != columns.width()) {
            throw refused("expected " + columns.width() + " cells as in the header: cells=" + cells.count());
        }
        String symbol = name(0, format.symbol());
        if (kind == RowKind.BAR) {
            timeframe(name(1, format.timeframe()));
        }
        long length = timeframeNs;
        long time = time();
        double[] values = new double[numbers];
        for (int i = 0; i < numbers; i++) {
            values[i] = number(i);
        }
        return format.isOpenTime() || kind != RowKind.BAR
                ? new MarketRow(kind, line, line, symbol, time, time + length, timeframe, values)
                : new MarketRow(kind, line, line, symbol, started(time, length), time, timeframe, values);
    }

    private String name(int column, String otherwise) throws RowException {
        int place = columns.place(column);
        if (place < 0) {
            return otherwise;
        } else if (cells.isEmpty(place)) {
            throw refused("expected a value: " + columns.shown(column) + "=(empty)");
        }
        return names.of(cells.chars(), cells.start(place), cells.end(place));
    }

    /** Takes a bar's timeframe; one that counts trades or volume lasts 0, because the file does not tell its end. */
    private void timeframe(String text) throws RowException {
        if (!text.equals(timeframeText)) {
            try {
                Timeframe read = Timeframe.parse(text);
                timeframe = read.toString();
                timeframeNs = read.isTime() ? read.length() : 0;
                timeframeText = text;
            } catch (IllegalArgumentException e) {
                throw refused(e.getMessage());
            }
        }
    }

    private long time() throws RowException {
        int column = kind.timeColumn();
        int place = columns.place(column);
        if (cells.isEmpty(place)) {
            throw refused("expected a value: " + columns.shown(column) + "=(empty)");
        }
        try {
            return times.parse(cells.chars(), cells.start(place), cells.end(place));
        } catch (DateTimeException e) {
            throw refused(e.getMessage() + ": " + columns.shown(column) + "=" + cells.text(place));
        }
    }

    /** Some name the last instant within a bar its end; taken for the end it would start every bar too early. */
    private long started(long end, long length) throws RowException {
        long fraction = Math.floorMod(end, NANOS);
        if (fraction == 999_000_000 || fraction == 999_999_000 || fraction == 999_999_999) {
            int column = kind.timeColumn();
            throw refused("expected the end of a bar, found its last instant: " + columns.shown(column) + "="
                    + cells.text(columns.place(column)) + "; take the column of its start, with --time-is open");
        }
        return end - length;
    }

    private double number(int index) throws RowException {
        int column = kind.timeColumn() + 1 + index;
        int place = columns.place(column);
        if (place < 0 || cells.isEmpty(place)) {
            return emptyNumber(index, column);
        }
        try {
            return NumberCell.parse(cells.chars(), cells.start(place), cells.end(place));
        } catch (NumberFormatException e) {
            String text = cells.text(place);
            throw refused("expected a number"
                    + (text.indexOf(',') >= 0 ? " without thousands separators, with a point before its fraction" : "")
                    + ": " + columns.shown(column) + "=" + text);
        }
    }

    /** A quote may lack a side and a bar its volume and what few files have; nothing else may be empty. */
    private double emptyNumber(int index, int column) throws RowException {
        if (kind == RowKind.QUOTE) {
            return Double.NaN;
        } else if (kind == RowKind.BAR && index >= VOLUME) {
            return index == VOLUME ? 0 : index == TRADES ? -1 : Double.NaN;
        }
        throw refused("expected a number: " + columns.shown(column) + "=(empty)");
    }

    private RowException refused(String problem) {
        return new RowException(file, line, problem);
    }
}
