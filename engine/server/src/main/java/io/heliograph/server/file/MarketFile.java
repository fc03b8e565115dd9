package io.heliograph.server.file;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One CSV file of trades, quotes or bars, read row by row.
 *
 * <p>Plain or gzip (told by its first bytes), or standard input for {@code -}; UTF-8, with or without a byte order mark.
 * Owned by one thread.
 */
public final class MarketFile implements AutoCloseable {
    static final String STANDARD_INPUT = "-";

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final CountedBytes bytes;
    private final InputStreamReader text;
    private final LineReader lines;
    private final Columns columns;
    private final RowReader rows;

    private long line;
    private boolean isFirstLineRow;
    private String firstRow;

    /** @param isFirstLineRow whether the line that was read to know the file has no header, and so is a row */
    private MarketFile(
            String name,
            CountedBytes bytes,
            InputStreamReader text,
            LineReader lines,
            Columns columns,
            FileFormat format,
            boolean isFirstLineRow) {
        this.name = name;
        this.bytes = bytes;
        this.text = text;
        this.lines = lines;
        this.columns = columns;
        this.rows = new RowReader(name, columns, format);
        this.isFirstLineRow = isFirstLineRow;
        this.line = isFirstLineRow ? 0 : 1;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param path a path, or {@code -} for standard input
     * @throws RowException where the header is not one of the three
     */
    public static MarketFile open(String path, FileFormat format) throws IOException, RowException {
        boolean standardInput = path.equals(STANDARD_INPUT);
        CountedBytes bytes = standardInput
                ? new CountedBytes(System.in, 0)
                : new CountedBytes(bytes(Path.of(path)), Files.size(Path.of(path)));
        String name =
                standardInput ? STANDARD_INPUT : Path.of(path).getFileName().toString();
        try {
            InputStreamReader text =
                    new InputStreamReader(unpacked(new BufferedInputStream(bytes, BUFFER)), StandardCharsets.UTF_8);
            LineReader lines = new LineReader(text);
            boolean hasHeader = format.header().isEmpty();
            if (!lines.next()) {
                throw new RowException(
                        name, 1, "expected a " + (hasHeader ? "header" : "row") + ", found an empty file");
            }
            List<String> header = hasHeader ? header(name, lines) : format.header();
            Columns columns = Columns.parse(name, header, format);
            return new MarketFile(name, bytes, text, lines, columns, format, !hasHeader);
        } catch (RowException e) {
            bytes.close();
            throw e;
        } catch (IOException e) {
            bytes.close();
            throw unreadable(path, 1, e);
        }
    }

    /** Whether a path can be read twice; standard input and pipes are gone after the first time. */
    public static boolean isRepeatable(String path) {
        return !path.equals(STANDARD_INPUT) && !isPipe(Path.of(path));
    }

    private static boolean isPipe(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /** A channel, which the first one is, cannot say how much of a pipe is there, and fails instead. */
    private static InputStream bytes(Path path) throws IOException {
        return isPipe(path) ? new FileInputStream(path.toFile()) : Files.newInputStream(path);
    }

    private static List<String> header(String name, LineReader lines) throws RowException {
        Cells cells = new Cells();
        String problem = cells.split(lines.chars(), start(lines), lines.end());
        if (problem != null) {
            throw new RowException(name, 1, problem);
        }
        return cells.texts();
    }

    /** Where the first line starts, behind a byte order mark. */
    private static int start(LineReader lines) {
        boolean isMarked = lines.end() > lines.start() && lines.chars()[lines.start()] == BYTE_ORDER_MARK;
        return isMarked ? lines.start() + 1 : lines.start();
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

    /** Whether it holds bars and says the timeframe of each, so that there may be several. */
    boolean tellsTimeframes() {
        return columns.kind() == RowKind.BAR && columns.place(1) >= 0;
    }

    /** Columns that mean nothing here. */
    public List<String> unknownColumns() {
        return columns.unknown();
    }

    /** The first data row as it stands in the file; null before the first {@link #next}. */
    public String firstRow() {
        return firstRow;
    }

    /** Line of the row that was read last; the first line is 1. */
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
        while (nextLine()) {
            int from = line == 1 ? start(lines) : lines.start();
            if (!isBlank(from)) {
                if (firstRow == null) {
                    firstRow = lines.text();
                }
                return rows.read(line, lines.chars(), from, lines.end());
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private boolean nextLine() throws IOException {
        if (isFirstLineRow) {
            isFirstLineRow = false;
            line = 1;
            return true;
        }
        try {
            boolean isThere = lines.next();
            line += isThere ? 1 : 0;
            return isThere;
        } catch (IOException e) {
            throw unreadable(name, line + 1, e);
        }
    }

    private boolean isBlank(int from) {
        for (int i = from; i < lines.end(); i++) {
            if (lines.chars()[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    static InputStream unpacked(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        int first = bytes.read();
        int second = bytes.read();
        bytes.reset();
        return first == GZIP_FIRST && second == GZIP_SECOND
                ? new GZIPInputStream(new AwaitedBytes(bytes), BUFFER)
                : bytes;
    }
}
