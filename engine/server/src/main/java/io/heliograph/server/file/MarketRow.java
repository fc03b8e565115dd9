package io.heliograph.server.file;

/**
 * One row of a market data file.
 *
 * @param kind which of the numbers count
 * @param line line in the file, the header is line 1
 * @param number ascends from row to row as they are given: the line, but where bars are given by their ends
 * @param symbol as the file has it
 * @param timeNs event time of a trade or quote, start of a bar; nanoseconds since the epoch
 * @param eventNs when it was known: the end of a bar that lasts a time, else {@code timeNs}
 * @param timeframe shortest text of a bar's timeframe, {@code 1h} for {@code 60m}; empty for the others
 * @param numbers in the order of the kind's columns after the time; NaN where the cell is empty
 */
public record MarketRow(
        RowKind kind,
        long line,
        long number,
        String symbol,
        long timeNs,
        long eventNs,
        String timeframe,
        double[] numbers) {
    /** The same row with another number. */
    MarketRow numbered(long other) {
        return other == number ? this : new MarketRow(kind, line, other, symbol, timeNs, eventNs, timeframe, numbers);
    }

    public double price() {
        return numbers[0];
    }

    public double size() {
        return numbers[1];
    }

    public double bid() {
        return numbers[0];
    }

    public double bidSize() {
        return numbers[1];
    }

    public double ask() {
        return numbers[2];
    }

    public double askSize() {
        return numbers[3];
    }

    public double open() {
        return numbers[0];
    }

    public double high() {
        return numbers[1];
    }

    public double low() {
        return numbers[2];
    }

    public double close() {
        return numbers[3];
    }

    public double volume() {
        return numbers[4];
    }

    /** Trades of a bar; -1: not reported. */
    public long trades() {
        return (long) numbers[5];
    }

    /** Volume-weighted price of a bar; NaN: not reported. */
    public double vwap() {
        return numbers[6];
    }
}
