package io.heliograph.server.feed;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import io.heliograph.server.file.RowKind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says, before the first row, what the bars of each symbol of some files are built from: trades where any of the files
 * holds trades of it, else published bars, else the middle of quotes.
 *
 * <p>Where all files are of one kind that is known at once; else the files are read a first time, when the first symbol is
 * asked for. Owned by one thread.
 */
public final class BarsFromFiles {
    private final List<String> paths;
    private final List<MarketFile> opened;
    private final FileFormat format;
    private final BarsFrom wish;

    private Map<RowKind, Set<String>> symbols;

    private BarsFromFiles(List<String> paths, List<MarketFile> opened, FileFormat format, BarsFrom wish) {
        this.paths = paths;
        this.opened = opened;
        this.format = format;
        this.wish = wish;
    }

    /**
     * The answer for these files.
     *
     * @param opened the same files, in the same order; only their kinds are asked for
     * @param wish what somebody decided; AUTO: nobody
     */
    public static BarsFromFiles of(List<String> paths, List<MarketFile> opened, FileFormat format, BarsFrom wish) {
        return new BarsFromFiles(paths, opened, format, wish);
    }

    /**
     * What the bars of a symbol of the files are built from; never AUTO.
     *
     * @throws RowException where that takes a second reading of standard input
     */
    public BarsFrom of(String symbol) throws IOException, RowException {
        if (wish != BarsFrom.AUTO) {
            return wish;
        }
        RowKind first = opened.get(0).kind();
        if (opened.stream().allMatch(file -> file.kind() == first)) {
            return barsFrom(first);
        }
        if (symbols == null) {
            symbols = symbolsByKind();
        }
        for (RowKind kind : List.of(RowKind.TRADE, RowKind.BAR)) {
            if (symbols.get(kind).contains(symbol)) {
                return barsFrom(kind);
            }
        }
        return barsFrom(RowKind.QUOTE);
    }

    private static BarsFrom barsFrom(RowKind kind) {
        return switch (kind) {
            case TRADE -> BarsFrom.TRADES;
            case BAR -> BarsFrom.BARS;
            case QUOTE -> BarsFrom.MID;
        };
    }

    private Map<RowKind, Set<String>> symbolsByKind() throws IOException, RowException {
        Map<RowKind, Set<String>> found = new EnumMap<>(RowKind.class);
        for (RowKind kind : RowKind.values()) {
            found.put(kind, new HashSet<>());
        }
        for (int i = 0; i < paths.size(); i++) {
            RowKind kind = opened.get(i).kind();
            if (kind != RowKind.QUOTE) {
                collect(paths.get(i), found.get(kind));
            }
        }
        return found;
    }

    private void collect(String path, Set<String> into) throws IOException, RowException {
        if (path.equals("-")) {
            throw new RowException(
                    "-", 1, "expected files of one kind, or --bars-from, because standard input cannot be read twice");
        }
        try (MarketFile file = MarketFile.open(path, format)) {
            boolean isMore = true;
            while (isMore) {
                try {
                    MarketRow row = file.next();
                    isMore = row != null;
                    if (isMore) {
                        into.add(row.symbol());
                    }
                } catch (RowException e) {
                    // Told when the row is read for good.
                    isMore = true;
                }
            }
        }
    }
}
