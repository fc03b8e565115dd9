package io.heliograph.core.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which other program's numbers ours equal, and how that is known: what the kernels' tests executed, then what was read.
 *
 * <p>What was read stands in {@code indicators/parity.csv}: {@code indicator,ours,program,theirs,known,source,agreement,difference}; {@code known} is executed or read,
 * {@code agreement} is equal, after start or differs. Cells with a comma stand in double quotes.
 */
public final class ParityTable {
    private static final String EXECUTED = "/io/heliograph/kernels/parity-executed.csv";
    private static final String READ = "/io/heliograph/indicators/parity.csv";
    private static final String HEADER = "indicator,ours,program,theirs,known,source,agreement,difference";

    private static final List<Parity> ROWS = read();

    private ParityTable() {}

    /** All rows, what was executed first. */
    public static List<Parity> rows() {
        return ROWS;
    }

    /** The rows of one indicator. */
    public static List<Parity> of(String indicator) {
        return ROWS.stream().filter(row -> row.indicator().equals(indicator)).toList();
    }

    private static List<Parity> read() {
        List<Parity> rows = new ArrayList<>(ExecutedParity.parse(text(EXECUTED)));
        rows.addAll(parse(text(READ)));
        return List.copyOf(rows);
    }

    private static String text(String table) {
        try (InputStream in = ParityTable.class.getResourceAsStream(table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the table.
     *
     * @throws IllegalArgumentException naming the line that is none of the table
     */
    static List<Parity> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException("expected the header " + HEADER);
        }
        List<Parity> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i));
            if (cells.size() != 8) {
                throw new IllegalArgumentException("expected 8 cells: line=" + (i + 1) + " cells=" + cells.size());
            }
            rows.add(new Parity(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    Parity.Known.valueOf(word(cells.get(4))),
                    cells.get(5),
                    Parity.Agreement.valueOf(word(cells.get(6))),
                    cells.get(7)));
        }
        return List.copyOf(rows);
    }

    private static String word(String cell) {
        return cell.toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
