package io.heliograph.server.feed;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.MarketFile;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import io.heliograph.server.file.RowKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says, before the first row of a symbol, how its bars are to be built out of some files: from trades where any of the
 * files holds trades of it, else from published bars, else from the middle of quotes.
 *
 * <p>What somebody declared stays. Files of bars are read a first time for their timeframes, files of trades where files
 * of other kinds stand beside them. Owned by one thread.
 */
public final class FileDeclarations {
    private final List<String> paths;
    private final List<MarketFile> opened;
    private final FileFormat format;
    private final BarsFrom wish;
    private final Set<String> traded = new HashSet<>();
    private final Map<String, Timeframe> smallest = new HashMap<>();

    private boolean isRead;

    /**
     * The declarations for these files.
     *
     * @param opened the same files, in the same order; only their kinds are asked for
     * @param wish what the caller decided; AUTO: nothing
     */
    public FileDeclarations(List<String> paths, List<MarketFile> opened, FileFormat format, BarsFrom wish) {
        this.paths = paths;
        this.opened = opened;
        this.format = format;
        this.wish = wish;
    }

    /**
     * How the bars of a row's symbol are to be built; never AUTO.
     *
     * @param held what holds for the symbol now
     * @throws RowException where that takes a second reading of standard input
     */
    public InstrumentSettings settings(MarketRow row, InstrumentSettings held) throws IOException, RowException {
        if (!isRead) {
            isRead = true;
            readAhead();
        }
        return new InstrumentSettings(
                base(row, held),
                barsFrom(row, held),
                held.latenessNs(),
                held.gaps(),
                held.sources(),
                held.dayStartNs());
    }

    private BarsFrom barsFrom(MarketRow row, InstrumentSettings held) {
        if (wish != BarsFrom.AUTO || held.barsFrom() != BarsFrom.AUTO) {
            return wish != BarsFrom.AUTO ? wish : held.barsFrom();
        }
        if (row.kind() == RowKind.TRADE || traded.contains(row.symbol())) {
            return BarsFrom.TRADES;
        }
        return row.kind() == RowKind.BAR || smallest.containsKey(row.symbol()) ? BarsFrom.BARS : BarsFrom.MID;
    }

    /** The base that holds, unless published bars are none of it and cannot be made of it: then theirs. */
    private Timeframe base(MarketRow row, InstrumentSettings held) {
        Timeframe published = smallest.get(row.symbol());
        if (row.kind() == RowKind.BAR && published == null) {
            published = timeframe(row);
        }
        boolean fits = published == null
                || published.equals(held.base())
                || new BarGrid(held.dayStartNs()).isMadeOf(published, held.base())
                || !BarGrid.isBase(published);
        return fits ? held.base() : published;
    }

    private void readAhead() throws IOException, RowException {
        boolean isMixed = opened.stream().map(MarketFile::kind).distinct().count() > 1;
        for (int i = 0; i < paths.size(); i++) {
            RowKind kind = opened.get(i).kind();
            boolean decides = kind == RowKind.BAR || isMixed && kind == RowKind.TRADE && wish == BarsFrom.AUTO;
            boolean isRepeatable = MarketFile.isRepeatable(paths.get(i));
            if (decides && isMixed && !isRepeatable && wish == BarsFrom.AUTO) {
                throw new RowException(
                        opened.get(i).name(),
                        1,
                        "expected files of one kind, or --bars-from, because standard input and pipes cannot be read twice");
            }
            if (decides && isRepeatable) {
                read(paths.get(i));
            }
        }
    }

    private void read(String path) throws IOException, RowException {
        try (MarketFile file = MarketFile.open(path, format)) {
            boolean isMore = true;
            while (isMore) {
                try {
                    MarketRow row = file.next();
                    isMore = row != null;
                    if (isMore) {
                        note(row);
                    }
                } catch (RowException e) {
                    // Told when the row is read for good.
                    isMore = true;
                }
            }
        }
    }

    private void note(MarketRow row) {
        if (row.kind() == RowKind.TRADE) {
            traded.add(row.symbol());
            return;
        }
        Timeframe timeframe = timeframe(row);
        if (timeframe != null) {
            smallest.merge(row.symbol(), timeframe, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
    }

    /** A bar's timeframe where it is one of time; null where the door will refuse the bar. */
    private static Timeframe timeframe(MarketRow row) {
        try {
            Timeframe timeframe = Timeframe.parse(row.timeframe());
            return timeframe.isTime() ? timeframe : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
