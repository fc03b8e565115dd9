package io.heliograph.server.control;

import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.instrument.SymbolPattern;
import io.heliograph.server.rpc.NamePages;
import io.heliograph.server.sequencer.Asking;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.ListInstrumentsRequest;
import io.heliograph.v1.ListInstrumentsResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lists instruments by symbol, on a worker: the sequencer names them all and shows those of the page, some at a time between
 * two groups of events; matching and sorting ten thousand of them is not its work.
 */
final class InstrumentList {
    /** So long as one question may keep the sequencer: some hundred microseconds. */
    private static final int INSTRUMENTS_AT_ONCE = 64;

    private final Desk desk;
    private final String journalId;

    /** An instrument by its number, which it keeps. */
    private record Named(String symbol, int number) {}

    private record Names(List<Named> all, long output) {}

    InstrumentList(Desk desk, String journalId) {
        this.desk = desk;
        this.journalId = journalId;
    }

    /** Answers the page of a request that has at most {@code size} instruments. */
    ListInstrumentsResponse page(ListInstrumentsRequest request, int size) {
        String pattern = request.getPattern().isEmpty() ? "*" : request.getPattern();
        Names names = Asking.ask(
                desk,
                bench -> new Names(
                        names(bench.core().instruments()), bench.core().outputSequence()));
        List<Named> matching = names.all().stream()
                .filter(named -> SymbolPattern.matches(pattern, named.symbol()))
                .sorted(Comparator.comparing(Named::symbol))
                .toList();
        NamePages.Page<Named> page = new NamePages(journalId, "instruments " + request.getPattern())
                .cut(matching, Named::symbol, size, request.getPageToken());
        ListInstrumentsResponse.Builder response = ListInstrumentsResponse.newBuilder()
                .setNextPageToken(page.nextToken())
                .setAsOf(names.output());
        for (int i = 0; i < page.items().size(); i += INSTRUMENTS_AT_ONCE) {
            List<Named> some = page.items()
                    .subList(i, Math.min(i + INSTRUMENTS_AT_ONCE, page.items().size()));
            response.addAllInstruments(
                    Asking.ask(desk, bench -> shown(bench.core().instruments(), some)));
        }
        return response.build();
    }

    private static List<Named> names(InstrumentTable table) {
        List<Named> names = new ArrayList<>(table.count());
        for (int i = 0; i < table.count(); i++) {
            names.add(new Named(table.symbol(i), i));
        }
        return names;
    }

    private static List<Instrument> shown(InstrumentTable table, List<Named> some) {
        List<Instrument> shown = new ArrayList<>(some.size());
        some.forEach(named -> shown.add(InstrumentMapper.toProto(table.at(named.number()))));
        return shown;
    }
}
