package io.heliograph.client;

import io.heliograph.client.PagedIterable.Page;
import io.heliograph.v1.ApplyInstrumentsRequest;
import io.heliograph.v1.ApplyInstrumentsResponse;
import io.heliograph.v1.Bar;
import io.heliograph.v1.BatchGetMarketSnapshotsRequest;
import io.heliograph.v1.GetSourceRequest;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.InstrumentDeclaration;
import io.heliograph.v1.ListBarsRequest;
import io.heliograph.v1.ListBarsResponse;
import io.heliograph.v1.ListInstrumentsRequest;
import io.heliograph.v1.MarketSnapshot;
import io.heliograph.v1.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The market as the engine knows it: bars, snapshots, instruments, and the sources it comes from.
 *
 * <p>Thread-safe.
 */
public final class MarketCalls {
    private static final int BARS_PAGE_SIZE = 10_000;

    private final ClientCore core;

    MarketCalls(ClientCore core) {
        this.core = core;
    }

    /** One page of stored bars. */
    public ListBarsResponse listBars(ListBarsRequest request) {
        return core.call(() -> core.marketData().listBars(request));
    }

    /** All stored bars of a request, page after page; its page_size (0 = 10,000) says how many are fetched at once. */
    public Iterable<Bar> bars(ListBarsRequest request) {
        return new PagedIterable<>(token -> {
            ListBarsResponse page = listBars(request.toBuilder()
                    .setPageSize(request.getPageSize() == 0 ? BARS_PAGE_SIZE : request.getPageSize())
                    .setPageToken(token)
                    .build());
            return new Page<>(page.getBarsList(), page.getNextPageToken());
        });
    }

    /** All stored bars of a symbol and timeframe (such as 1m, 1h, 100t), the oldest first. */
    public Iterable<Bar> bars(String symbol, String timeframe) {
        return bars(ListBarsRequest.newBuilder()
                .setSymbol(symbol)
                .setTimeframe(timeframe)
                .build());
    }

    /** The stored bars that start at or after one time and before another, the oldest first. */
    public Iterable<Bar> bars(String symbol, String timeframe, Instant from, Instant to) {
        return bars(ListBarsRequest.newBuilder()
                .setSymbol(symbol)
                .setTimeframe(timeframe)
                .setFromTime(Nanos.toTimestamp(from))
                .setToTime(Nanos.toTimestamp(to))
                .build());
    }

    /**
     * What each symbol looks like now, in the order given: last trade, last quote, open bar, latest closed bars; one that
     * is unknown has a status of its own.
     */
    public List<MarketSnapshot> snapshots(Collection<String> symbols) {
        return snapshots(BatchGetMarketSnapshotsRequest.newBuilder()
                .addAllSymbols(symbols)
                .build());
    }

    /** The snapshots as asked for. */
    public List<MarketSnapshot> snapshots(BatchGetMarketSnapshotsRequest request) {
        return core.call(() -> core.marketData().batchGetMarketSnapshots(request))
                .getSnapshotsList();
    }

    /** All instruments whose symbol matches a pattern with * and ?, by symbol; empty = all. */
    public Iterable<Instrument> instruments(String pattern) {
        return new PagedIterable<>(token -> {
            var request = ListInstrumentsRequest.newBuilder()
                    .setPattern(pattern)
                    .setPageSize(PagedIterable.PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            var page = core.call(() -> core.marketData().listInstruments(request));
            return new Page<>(page.getInstrumentsList(), page.getNextPageToken());
        });
    }

    /** Declares how the bars of instruments are built: all or none; INSTRUMENT_SETTLED where it is too late. */
    public ApplyInstrumentsResponse applyInstruments(List<InstrumentDeclaration> declarations, boolean validateOnly) {
        var request = ApplyInstrumentsRequest.newBuilder()
                .addAllDeclarations(declarations)
                .setValidateOnly(validateOnly)
                .build();
        return core.call(() -> core.marketData().applyInstruments(request));
    }

    /** What the engine has accepted from a source; SOURCE_NOT_FOUND if nothing. */
    public Source source(String sourceId) {
        var request = GetSourceRequest.newBuilder().setSourceId(sourceId).build();
        return core.call(() -> core.marketData().getSource(request)).getSource();
    }
}
