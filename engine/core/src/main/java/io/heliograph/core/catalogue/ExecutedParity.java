package io.heliograph.core.catalogue;

import io.heliograph.core.catalogue.Parity.Agreement;
import io.heliograph.core.catalogue.Parity.Known;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the table of the kernels' tests that run other programs beside ours over the same bars.
 *
 * <p>Columns: {@code program;function;output;call;name;relation;from;within;differs_by}, see the kernels' README.
 */
final class ExecutedParity {
    private static final String HEADER = "program;function;output;call;name;relation;from;within;differs_by";
    private static final String ROUNDING = "1e-09";
    private static final String SOURCE = "PeerParityTest";

    private ExecutedParity() {}

    /**
     * The rows of the table.
     *
     * @throws IllegalArgumentException naming the line that is none of it
     */
    static List<Parity> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException("expected the header " + HEADER);
        }
        List<Parity> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(";", -1);
            if (cells.length != 9) {
                throw new IllegalArgumentException("expected 9 cells: line=" + (i + 1) + " cells=" + cells.length);
            }
            rows.add(row(cells));
        }
        return rows;
    }

    private static Parity row(String[] cells) {
        String call = cells[3];
        String ours = cells[4].equals("value") && !call.startsWith("linreg") ? call : call + "." + cells[4];
        String theirs = cells[2].equals("0") ? cells[1] : cells[1] + " output " + cells[2];
        return new Parity(
                call.substring(0, call.indexOf('(')),
                ours,
                cells[0],
                theirs,
                Known.EXECUTED,
                SOURCE,
                agreement(cells[5]),
                difference(cells));
    }

    private static Agreement agreement(String relation) {
        return switch (relation) {
            case "EQUAL", "LATER" -> Agreement.EQUAL;
            case "CONVERGES" -> Agreement.AFTER_START;
            case "SHIFTED", "DIFFERS" -> Agreement.DIFFERS;
            default -> throw new IllegalArgumentException("no such relation: relation=" + relation);
        };
    }

    private static String difference(String[] cells) {
        String from = cells[6];
        return switch (cells[5]) {
            case "LATER" -> "shows nothing before bar " + from;
            case "CONVERGES" ->
                "another start: the same from bar " + from + " on, within " + cells[7] + " of the largest value";
            case "SHIFTED" -> "the same plus a constant";
            case "DIFFERS" -> "another definition: apart by up to " + cells[8] + " of the largest value";
            default -> cells[7].equals(ROUNDING) ? "" : "within " + cells[7] + " of the largest value";
        };
    }
}
