package io.heliograph.server.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where each column of a file stands, read from its header.
 *
 * <p>A column is found by the name that {@code --map} gives, else by ours; case does not count, and a space or a hyphen is
 * as good as an underscore, unless two columns would then be the same.
 */
final class Columns {
    private static final List<RowKind> BY_TELLING_COLUMN = List.of(RowKind.BAR, RowKind.QUOTE, RowKind.TRADE);

    private final String file;
    private final List<String> names;
    private final FileFormat format;
    private final RowKind kind;
    private final int[] places;
    private final String[] shown;

    private Columns(String file, List<String> names, FileFormat format) throws RowException {
        this.file = file;
        this.names = names;
        this.format = format;
        this.kind = kindOf();
        this.places = new int[kind.allColumns().size()];
        this.shown = kind.allColumns().toArray(String[]::new);
    }

    /**
     * Reads a header. Symbol and timeframe may be missing where the format supplies them.
     *
     * @throws RowException where no kind of file has these columns
     */
    static Columns parse(String file, List<String> names, FileFormat format) throws RowException {
        Columns columns = new Columns(file, names, format);
        columns.find();
        return columns;
    }

    RowKind kind() {
        return kind;
    }

    /** Cells of a row. */
    int width() {
        return names.size();
    }

    /** Columns of the file that mean nothing here. */
    List<String> unknown() {
        Set<Integer> known = new HashSet<>();
        for (int place : places) {
            known.add(place);
        }
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(i) && !names.get(i).isEmpty() && !names.get(i).equals("-")) {
                unknown.add(names.get(i));
            }
        }
        return unknown;
    }

    /** Where the kind's i-th column stands in a row; -1 where the file does not have it. */
    int place(int column) {
        return places[column];
    }

    /** What the file calls the kind's i-th column; our name where it does not have it. */
    String shown(int column) {
        return shown[column];
    }

    private void find() throws RowException {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            String column = kind.allColumns().get(i);
            places[i] = i == kind.timeColumn() ? timePlace() : place(column);
            if (places[i] >= 0) {
                shown[i] = names.get(places[i]);
            } else if (!mayLack(column)) {
                missing.add(column);
            }
        }
        if (!missing.isEmpty()) {
            throw refused("expected the columns " + String.join(",", kind.columns()) + ": missing="
                    + String.join(",", missing) + hint(missing));
        }
    }

    private boolean mayLack(String column) {
        return switch (column) {
            case "symbol" -> format.symbol() != null;
            case "timeframe" -> format.timeframe() != null;
            case "bid_size", "ask_size", "volume", "trades", "vwap" -> true;
            default -> false;
        };
    }

    /** A bar's time is {@code open_time} or {@code close_time}; where it is just {@code time}, the format says which. */
    private int timePlace() throws RowException {
        if (kind != RowKind.BAR) {
            return place("time");
        }
        int own = place(format.isOpenTime() ? "open_time" : "close_time");
        int plain = place("time");
        if (own < 0 && plain < 0 && !format.isOpenTime()) {
            throw refused("expected a column time or close_time for --time-is close: header=" + header());
        } else if (own >= 0 && plain >= 0 && own != plain && format.columns().containsKey("time")) {
            return plain;
        }
        return own >= 0 ? own : plain;
    }

    /** Where a column of ours stands; -1: nowhere. */
    private int place(String column) throws RowException {
        String mapped = format.columns().get(column);
        int place = named(mapped == null ? column : mapped);
        if (mapped != null && place < 0) {
            throw refused("expected the column that --map names: " + column + "=" + mapped + ", header=" + header());
        }
        return place;
    }

    private int named(String name) throws RowException {
        int place = names.indexOf(name);
        if (place >= 0) {
            if (place != names.lastIndexOf(name)) {
                throw refused("column given twice: column=" + name);
            }
            return place;
        }
        for (int i = 0; i < names.size(); i++) {
            if (plain(names.get(i)).equals(plain(name))) {
                if (place >= 0) {
                    throw refused("expected one column " + name + ", found " + names.get(place) + " and " + names.get(i)
                            + "; --map " + name + "=HEADER says which");
                }
                place = i;
            }
        }
        return place;
    }

    private RowKind kindOf() throws RowException {
        for (RowKind each : BY_TELLING_COLUMN) {
            if (telling(each).stream().anyMatch(format.columns()::containsKey)) {
                return each;
            }
        }
        for (RowKind each : BY_TELLING_COLUMN) {
            for (String column : telling(each)) {
                if (named(column) >= 0) {
                    return each;
                }
            }
        }
        String first = names.get(0);
        boolean looksLikeData = !first.isEmpty() && Character.isDigit(first.charAt(0));
        throw refused("expected a header of trades (" + String.join(",", RowKind.TRADE.columns()) + "), quotes ("
                + String.join(",", RowKind.QUOTE.columns()) + ") or bars ("
                + String.join(",", RowKind.BAR.columns()) + "): header=" + header()
                + (looksLikeData ? "; --columns names the columns of a file without a header" : "")
                + (header().contains(";") || header().contains("\t") ? "; cells are separated by commas" : ""));
    }

    /** Columns that only files of a kind have. */
    private static List<String> telling(RowKind kind) {
        return switch (kind) {
            case BAR -> List.of("open_time", "close_time", "open", "high", "low", "close");
            case QUOTE -> List.of("bid", "ask");
            case TRADE -> List.of("price");
        };
    }

    private String hint(List<String> missing) {
        if (missing.equals(List.of("symbol"))) {
            return "; --symbol S supplies it";
        } else if (missing.equals(List.of("timeframe"))) {
            return "; --timeframe TF supplies it";
        } else if (missing.contains("open_time")
                && names.stream().anyMatch(name -> plain(name).equals("close_time"))) {
            return "; --time-is close takes close_time";
        }
        String first = missing.get(0).equals("open_time") ? "time" : missing.get(0);
        return "; --map " + first + "=HEADER names one: header=" + header();
    }

    private RowException refused(String problem) {
        return new RowException(file, 1, problem);
    }

    private String header() {
        String text = String.join(",", names);
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
