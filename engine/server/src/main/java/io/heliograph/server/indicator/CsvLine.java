package io.heliograph.server.indicator;

import io.heliograph.server.text.NumberText;

/** One line of CSV, cell by cell; cells with a comma, quotes or a line end stand in double quotes. */
final class CsvLine {
    private final StringBuilder line = new StringBuilder();

    private boolean hasCells;

    CsvLine add(String cell) {
        line.append(hasCells ? "," : "");
        hasCells = true;
        if (cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0) {
            line.append(cell);
        } else {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
        return this;
    }

    CsvLine add(long cell) {
        return add(Long.toString(cell));
    }

    /** Adds a number; an undefined one is empty. */
    CsvLine add(double cell) {
        return add(NumberText.of(cell));
    }

    /** The line with its end; the next one begins. */
    String end() {
        String text = line.append('\n').toString();
        line.setLength(0);
        hasCells = false;
        return text;
    }
}
