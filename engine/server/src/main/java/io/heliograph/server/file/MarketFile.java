package io.heliograph.server.file;

import io.heliograph.server.text.TimeText;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One CSV file of trades, quotes or bars, read row by row.
 *
 * <p>Plain or gzip (told by its first bytes), or standard input for {@code -}. Cells are plain: no quotes. Owned by one
 * thread.
 */
public final class MarketFile implements AutoCloseable {
    /** What a caller supplies for columns that a file lacks; null: nothing. */
    public record Supplied(String symbol, String timeframe) {
        public static final Supplied NOTHING = new Supplied(null, null);
    }

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final String name;
    private final Supplied supplied;
    private final CountedBytes bytes;
    private final BufferedReader reader;
    private final Columns columns;
    private final String[] cells;

    private long line = 1;
    private String firstRow;

    private MarketFile(String name, Supplied supplied, CountedBytes bytes, BufferedReader reader, Columns columns) {
        this.name = name;
        this.supplied = supplied;
        this.bytes = bytes;
        this.reader = reader;
        this.columns = columns;
        this.cells = new String[columns.width()];
    }

    /**
     * Opens a file and reads its header.
     *
     * @param path a path, or {@code -} for standard input
     * @throws RowException where the header is not one of the three
     */
    public static MarketFile open(String path, Supplied supplied) throws IOException, RowException {
        boolean standardInput = path.equals("-");
        CountedBytes bytes = standardInput
                ? new CountedBytes(System.in, 0)
                : new CountedBytes(Files.newInputStream(Path.of(path)), Files.size(Path.of(path)));
        String name = standardInput ? "-" : Path.of(path).getFileName().toString();
        try {
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(unpacked(new BufferedInputStream(bytes, BUFFER)), StandardCharsets.UTF_8),
                    BUFFER);
            String header = reader.readLine();
            if (header == null) {
                throw new RowException(name, 1, "expected a header, found an empty file");
            }
            Columns columns = Columns.parse(name, header, supplied.symbol() != null, supplied.timeframe() != null);
            return new MarketFile(name, supplied, bytes, reader, columns);
        } catch (RowException e) {
            bytes.close();
            throw e;
        } catch (IOException e) {
            bytes.close();
            throw unreadable(path, 1, e);
        }
    }

    /** What went wrong with a file says what, seldom where. */
    private static IOException unreadable(String file, long line, IOException cause) {
        return new IOException(file + ":" + line + ": " + cause.getMessage(), cause);
    }

    /** The file's name without its folder. */
    public String name() {
        return name;
    }

    public RowKind kind() {
        return columns.kind();
    }

    /** Columns that mean nothing here. */
    public List<String> unknownColumns() {
        return columns.unknown();
    }

    /** The first data row as it stands in the file; null before the first {@link #next}. */
    public String firstRow() {
        return firstRow;
    }

    /** Line of the row that was read last; the header is line 1. */
    public long line() {
        return line;
    }

    /** Bytes read so far, packed as they lie in the file. */
    public long bytesRead() {
        return bytes.bytesRead();
    }

    /** Bytes of the file; 0 where nobody knows. */
    public long bytesInAll() {
        return bytes.bytesInAll();
    }

    /**
     * The next row, or null at the end.
     *
     * @throws RowException where the row cannot be read; the next call goes on behind it
     */
    public MarketRow next() throws IOException, RowException {
        String text = readLine();
        while (text != null && text.isBlank()) {
            line++;
            text = readLine();
        }
        if (text == null) {
            return null;
        }
        line++;
        if (firstRow == null) {
            firstRow = text;
        }
        split(text);
        return switch (columns.kind()) {
            case TRADE -> row(1, 2, 2, "");
            case QUOTE -> row(1, 2, 4, "");
            case BAR -> row(2, 3, 5, required(1, supplied.timeframe()));
        };
    }

    private String readLine() throws IOException {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw unreadable(name, line + 1, e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private MarketRow row(int time, int firstNumber, int count, String timeframe) throws RowException {
        String symbol = required(0, supplied.symbol());
        long timeNs = timeNs(time);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(firstNumber + i);
        }
        return new MarketRow(columns.kind(), line, symbol, timeNs, timeframe, numbers);
    }

    private void split(String text) throws RowException {
        int count = 0;
        int from = 0;
        while (true) {
            int comma = text.indexOf(',', from);
            if (count < cells.length) {
                cells[count] =
                        text.substring(from, comma < 0 ? text.length() : comma).strip();
            }
            count++;
            if (comma < 0) {
                break;
            }
            from = comma + 1;
        }
        if (count != cells.length) {
            throw new RowException(name, line, "expected " + cells.length + " cells as in the header: cells=" + count);
        }
    }

    private String required(int column, String otherwise) throws RowException {
        int place = columns.place(column);
        String cell = place < 0 ? otherwise : cells[place];
        if (cell == null || cell.isEmpty()) {
            throw new RowException(name, line, "expected a value: " + columnName(column) + "=(empty)");
        }
        return cell;
    }

    private long timeNs(int column) throws RowException {
        try {
            return TimeText.parse(required(column, null));
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowException(
                    name,
                    line,
                    "expected a time in UTC such as 2013-10-07T08:00:00.464Z: " + columnName(column) + "="
                            + cells[columns.place(column)]);
        }
    }

    private double number(int column) throws RowException {
        int place = columns.place(column);
        if (place < 0 || cells[place].isEmpty()) {
            return emptyNumber(column);
        }
        try {
            if (isPlain(cells[place])) {
                return Double.parseDouble(cells[place]);
            }
        } catch (NumberFormatException e) {
            // Told below, like the words that Java takes for numbers.
        }
        throw new RowException(name, line, "expected a number: " + columnName(column) + "=" + cells[place]);
    }

    /** Java also reads NaN, Infinity, 0x1p3 and 1d; a price is none of them. */
    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }

    /** A quote may lack a side and a bar its volume; nothing else may be empty. */
    private double emptyNumber(int column) throws RowException {
        if (columns.kind() == RowKind.QUOTE) {
            return Double.NaN;
        }
        if (columnName(column).equals("volume")) {
            return 0;
        }
        throw new RowException(name, line, "expected a number: " + columnName(column) + "=(empty)");
    }

    private String columnName(int column) {
        return columns.kind().columns().get(column);
    }

    private static InputStream unpacked(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        int first = bytes.read();
        int second = bytes.read();
        bytes.reset();
        return first == GZIP_FIRST && second == GZIP_SECOND ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }
}
