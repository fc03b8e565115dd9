package io.heliograph.server.snapshot;

import io.heliograph.core.instrument.Instrument;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.sequencer.Bench;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.ErrorReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Every symbol that somebody follows, read round after round: one bounded question to the sequencer at a time, whatever the
 * number of subscribers.
 *
 * <p>Belongs to the snapshot agent's thread.
 */
final class SnapshotBoard {
    /** What one question may cost the sequencer: as much as reading so many symbols, some ten microseconds. */
    private static final int COST_OF_QUESTION = 64;

    private static final int COST_OF_RUN = 4;

    private final Desk desk;
    private final Map<String, WatchedSymbol> symbols = new LinkedHashMap<>();
    private final ArrayDeque<WatchedSymbol> due = new ArrayDeque<>();

    private List<Item> asked = List.of();
    private CompletableFuture<Boolean> answer;
    private long roundNs;
    private long version;

    /** What is asked of one symbol. */
    private record Item(WatchedSymbol symbol, List<IndicatorRun> runs) {
        /** On the sequencer's thread. */
        void read(Bench bench) {
            InstrumentReading reading = symbol.reading();
            reading.read(bench.core());
            if (reading.isKnown()) {
                Instrument instrument = bench.core().instruments().at(reading.number());
                for (int i = 0; i < runs.size(); i++) {
                    runs.get(i).reading().read(instrument);
                }
            }
        }

        /** Takes what was read in; answers whether there is more at once. */
        boolean take() {
            symbol.take();
            boolean hasMore = false;
            if (symbol.isKnown()) {
                for (IndicatorRun run : runs) {
                    run.take(symbol.reading().dayStart());
                    hasMore |= run.reading().hasMore();
                }
            }
            return hasMore;
        }
    }

    SnapshotBoard(Desk desk, long now) {
        this.desk = desk;
        this.roundNs = now;
    }

    /** The symbols of a new subscriber; those that have to be read for it are read before the others. */
    List<WatchedSymbol> watch(SnapshotTerms terms) {
        List<WatchedSymbol> watched = new ArrayList<>(terms.symbols().size());
        for (String symbol : terms.symbols()) {
            WatchedSymbol each = symbols.computeIfAbsent(symbol, WatchedSymbol::new);
            each.watch(terms);
            if (!each.isWhole(terms)) {
                due.addFirst(each);
            }
            watched.add(each);
        }
        return watched;
    }

    /** Lets the symbols of a subscriber go. */
    void leave(SnapshotTerms terms, List<WatchedSymbol> watched) {
        boolean hasGone = false;
        for (WatchedSymbol each : watched) {
            if (each.leave(terms)) {
                symbols.remove(each.symbol());
                hasGone = true;
            }
        }
        if (hasGone) {
            due.removeIf(each -> !isWatched(each));
        }
    }

    int size() {
        return symbols.size();
    }

    /** Rises whenever something was read. */
    long version() {
        return version;
    }

    /** Reads on; {@code intervalNs}: how often each symbol is to be read. */
    int doWork(long now, long intervalNs) {
        if (answer != null) {
            if (!answer.isDone()) {
                return 0;
            }
            take();
            return 1;
        }
        if (due.isEmpty() && now - roundNs >= intervalNs) {
            roundNs = now;
            due.addAll(symbols.values());
        }
        return due.isEmpty() ? 0 : ask();
    }

    private int ask() {
        List<Item> items = new ArrayList<>();
        int cost = 0;
        while (cost < COST_OF_QUESTION && !due.isEmpty()) {
            WatchedSymbol symbol = due.removeFirst();
            List<IndicatorRun> runs = symbol.runs();
            items.add(new Item(symbol, runs));
            cost += 1 + COST_OF_RUN * runs.size();
        }
        try {
            answer = desk.ask(bench -> {
                items.forEach(item -> item.read(bench));
                return true;
            });
        } catch (Rejection e) {
            if (e.reason() != ErrorReason.ERROR_REASON_BUSY) {
                throw e;
            }
            // Too many wait before the sequencer; these wait for a later duty cycle.
            items.forEach(item -> due.addLast(item.symbol()));
            return 0;
        }
        asked = items;
        return 1;
    }

    private void take() {
        answer.join();
        answer = null;
        for (Item item : asked) {
            if (item.take() && isWatched(item.symbol())) {
                due.addFirst(item.symbol());
            }
        }
        asked = List.of();
        version++;
    }

    private boolean isWatched(WatchedSymbol symbol) {
        return symbols.get(symbol.symbol()) == symbol;
    }
}
