package io.heliograph.server.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where each column of a file stands, read from its header. */
final class Columns {
    private static final List<RowKind> BY_TELLING_COLUMN = List.of(RowKind.BAR, RowKind.QUOTE, RowKind.TRADE);

    private final RowKind kind;
    private final int[] places;
    private final int width;
    private final List<String> unknown;

    private Columns(RowKind kind, int[] places, int width, List<String> unknown) {
        this.kind = kind;
        this.places = places;
        this.width = width;
        this.unknown = unknown;
    }

    /**
     * Reads a header. {@code symbol} and {@code timeframe} may be missing where the caller supplies them.
     *
     * @throws RowException where no kind of file has these columns
     */
    static Columns parse(String file, String header, boolean symbolGiven, boolean timeframeGiven) throws RowException {
        List<String> names = Arrays.stream(withoutMark(header).split(",", -1))
                .map(String::strip)
                .toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new RowException(file, 1, "column given twice: column=" + name);
            }
        }
        RowKind kind = kindOf(file, seen, header);
        List<String> missing = new ArrayList<>();
        int[] places = new int[kind.columns().size()];
        for (int i = 0; i < places.length; i++) {
            String column = kind.columns().get(i);
            places[i] = names.indexOf(column);
            boolean supplied = column.equals("symbol") && symbolGiven || column.equals("timeframe") && timeframeGiven;
            boolean optional = column.endsWith("size") && kind == RowKind.QUOTE || column.equals("volume");
            if (places[i] < 0 && !supplied && !optional) {
                missing.add(column);
            }
        }
        if (!missing.isEmpty()) {
            throw new RowException(
                    file,
                    1,
                    "expected the columns " + String.join(",", kind.columns()) + ": missing="
                            + String.join(",", missing) + hint(missing));
        }
        List<String> unknown =
                names.stream().filter(name -> !kind.columns().contains(name)).toList();
        return new Columns(kind, places, names.size(), unknown);
    }

    RowKind kind() {
        return kind;
    }

    /** Cells of a row. */
    int width() {
        return width;
    }

    /** Columns of the file that mean nothing here. */
    List<String> unknown() {
        return unknown;
    }

    /** Where the kind's i-th column stands in a row; -1 where the file does not have it. */
    int place(int column) {
        return places[column];
    }

    private static RowKind kindOf(String file, Set<String> names, String header) throws RowException {
        for (RowKind kind : BY_TELLING_COLUMN) {
            String telling = switch (kind) {
                case BAR -> "open_time";
                case QUOTE -> "bid";
                case TRADE -> "price";
            };
            if (names.contains(telling)) {
                return kind;
            }
        }
        throw new RowException(
                file,
                1,
                "expected a header of trades (" + String.join(",", RowKind.TRADE.columns()) + "), quotes ("
                        + String.join(",", RowKind.QUOTE.columns()) + ") or bars ("
                        + String.join(",", RowKind.BAR.columns()) + "): header=" + shortened(header));
    }

    private static String hint(List<String> missing) {
        return missing.contains("symbol")
                ? "; --symbol S supplies it"
                : missing.contains("timeframe") ? "; --timeframe TF supplies it" : "";
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static String withoutMark(String header) {
        return header.startsWith("\uFEFF") ? header.substring(1) : header;
    }
}
