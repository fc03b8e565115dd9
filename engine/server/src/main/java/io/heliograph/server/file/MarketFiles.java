package io.heliograph.server.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several files as one, merged by event time; at the same time longer bars come first, then the file named first.
 *
 * <p>A bar's event time is its end. Bars that end at a time stand before trades and quotes at that time, which belong to
 * the bars after them. Each file keeps its own order, but for bars of several timeframes ({@link BarOrder}); a file of bars
 * with a column for the timeframe is read one bar ahead. Owned by one thread.
 */
public final class MarketFiles implements AutoCloseable {
    /** Is told of each row that could not be read. */
    @FunctionalInterface
    public interface BadRows {
        void onBadRow(int file, RowException row);
    }

    /** The next row of a file that still has one. */
    private record Head(int file, MarketRow row) {}

    private final List<MarketFile> files;
    private final List<BarOrder> orders;
    private final BadRows badRows;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparingLong((Head head) -> head.row().eventNs())
                    .thenComparingLong(head -> head.row().timeNs())
                    .thenComparingInt(Head::file));

    private int file = -1;
    private boolean isPrimed;

    private MarketFiles(List<MarketFile> files, BadRows badRows) {
        this.files = files;
        this.orders = files.stream().map(BarOrder::new).toList();
        this.badRows = badRows;
    }

    /**
     * Opens all files and reads their headers.
     *
     * @throws RowException where a header is not one of trades, quotes or bars
     */
    public static MarketFiles open(List<String> paths, FileFormat format, BadRows badRows)
            throws IOException, RowException {
        if (Collections.frequency(paths, MarketFile.STANDARD_INPUT) > 1) {
            throw new RowException(
                    MarketFile.STANDARD_INPUT, 1, "expected standard input once among the files, found it again");
        }
        List<MarketFile> files = new ArrayList<>();
        try {
            for (String path : paths) {
                files.add(MarketFile.open(path, format));
            }
        } catch (IOException | RowException e) {
            for (MarketFile file : files) {
                file.close();
            }
            throw e;
        }
        return new MarketFiles(List.copyOf(files), badRows);
    }

    public List<MarketFile> files() {
        return files;
    }

    /** The next row of all files by time, or null at the end of the last. */
    public MarketRow next() throws IOException {
        if (!isPrimed) {
            isPrimed = true;
            for (int i = 0; i < files.size(); i++) {
                refill(i);
            }
        } else if (file >= 0) {
            refill(file);
        }
        Head head = heads.poll();
        file = head == null ? -1 : head.file();
        return head == null ? null : head.row();
    }

    /** How much of all files has been read, 0 to 1; NaN where nobody knows. */
    public double share() {
        long read = 0;
        long inAll = 0;
        for (MarketFile each : files) {
            if (each.bytesInAll() == 0) {
                return Double.NaN;
            }
            read += each.bytesRead();
            inAll += each.bytesInAll();
        }
        return (double) read / inAll;
    }

    /** Which file the last row came from. */
    public int file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        for (MarketFile each : files) {
            each.close();
        }
    }

    private void refill(int index) throws IOException {
        while (true) {
            try {
                MarketFile each = files.get(index);
                MarketRow row = each.tellsTimeframes() ? orders.get(index).next() : each.next();
                if (row != null) {
                    heads.add(new Head(index, row));
                }
                return;
            } catch (RowException e) {
                badRows.onBadRow(index, e);
            }
        }
    }
}
