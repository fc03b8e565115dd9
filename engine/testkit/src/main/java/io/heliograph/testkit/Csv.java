package io.heliograph.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A CSV table in memory: a head of column names, and rows. */
public final class Csv {
    private final String name;
    private final List<String> head;
    private final List<String[]> rows;

    Csv(String name, List<String[]> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a head line was expected, found none: file=" + name);
        }
        this.name = name;
        this.head = Arrays.asList(lines.get(0));
        this.rows = lines.subList(1, lines.size());
    }

    public int rows() {
        return rows.size();
    }

    public boolean has(String column) {
        return head.contains(column);
    }

    /** The cell, empty where the line is shorter than the head. */
    public String get(int row, String column) {
        int i = head.indexOf(column);
        if (i < 0) {
            throw new IllegalArgumentException(
                    "no such column: file=" + name + " column=" + column + " columns=" + head);
        }
        String[] cells = rows.get(row);
        return i < cells.length ? cells[i] : "";
    }

    /** The cell as a double, NaN where it is empty. */
    public double number(int row, String column) {
        String cell = get(row, column);
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    /** Splits a line at its commas; a cell in double quotes may hold commas, and a quote as two. */
    static String[] split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells.toArray(new String[0]);
    }
}
