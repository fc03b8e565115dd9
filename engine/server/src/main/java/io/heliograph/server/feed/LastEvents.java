package io.heliograph.server.feed;

import com.google.protobuf.Timestamp;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.MarketEvents;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowKind;
import io.heliograph.server.text.TimeText;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.MarketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Until when each symbol's data go, and the watermarks that say so at the end. */
final class LastEvents {
    private static final long NANOS = 1_000_000_000L;

    private final Map<String, Long> lastNs = new TreeMap<>();

    void note(MarketRow row) {
        // A bar's end is the first instant that is not in it.
        long last = row.kind() == RowKind.BAR ? row.eventNs() - 1 : row.eventNs();
        lastNs.merge(row.symbol(), last, Math::max);
    }

    /**
     * One watermark a symbol: the end of the base bar that holds its last event that the engine took, or {@code throughNs} where that is later;
     * never after now.
     */
    List<MarketEvent> watermarks(HeliographClient client, long throughNs) {
        Map<String, Instrument> instruments = new TreeMap<>();
        for (Instrument instrument : client.market().instruments("")) {
            if (instrument.hasLastEventTime()) {
                instruments.put(instrument.getSymbol(), instrument);
            }
        }
        long now = TimeText.nanos(Instant.now());
        List<MarketEvent> watermarks = new ArrayList<>();
        lastNs.forEach((symbol, last) -> {
            Instrument instrument = instruments.get(symbol);
            // A symbol whose every row was refused is no instrument, and has no bar to close.
            if (instrument != null) {
                InstrumentSettings settings = Instruments.settings(instrument.getSettings());
                Timestamp taken = instrument.getLastEventTime();
                long takenNs = taken.getSeconds() * NANOS + taken.getNanos();
                // A refused row may lie behind all others; it closes nothing.
                long lastTaken = Math.min(last, EndOfInput.lastInstant(takenNs, settings.barsFrom()));
                long end = EndOfInput.watermark(lastTaken, settings, throughNs);
                watermarks.add(MarketEvents.watermark(symbol, Math.min(now, end)));
            }
        });
        return watermarks;
    }
}
