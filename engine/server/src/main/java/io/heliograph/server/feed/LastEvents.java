package io.heliograph.server.feed;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.MarketEvents;
import io.heliograph.core.Timeframe;
import io.heliograph.server.file.MarketRow;
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
    private final Map<String, Long> lastNs = new TreeMap<>();

    void note(MarketRow row) {
        lastNs.merge(row.symbol(), row.timeNs(), Math::max);
    }

    /**
     * One watermark a symbol: the end of the base bar that holds its last event, or {@code throughNs} where that is later;
     * never after now.
     */
    List<MarketEvent> watermarks(HeliographClient client, long throughNs) {
        Map<String, Long> bases = new TreeMap<>();
        for (Instrument instrument : client.instruments("")) {
            bases.put(
                    instrument.getSymbol(),
                    Timeframe.parse(instrument.getSettings().getBase()).length());
        }
        long now = TimeText.nanos(Instant.now());
        List<MarketEvent> watermarks = new ArrayList<>();
        lastNs.forEach((symbol, last) -> {
            Long base = bases.get(symbol);
            // A symbol whose every row was refused is no instrument, and has no bar to close.
            if (base != null) {
                long end = (Math.floorDiv(last, base) + 1) * base;
                watermarks.add(MarketEvents.watermark(symbol, Math.min(now, Math.max(end, throughNs))));
            }
        });
        return watermarks;
    }
}
