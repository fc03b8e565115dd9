package io.heliograph.server.config;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.Timeframe;
import java.util.List;

/** What the core depends on besides the market; travels to it as an event. */
public record CoreConfig(
        Timeframe base,
        List<Timeframe> timeframes,
        BarsFrom barsFrom,
        long latenessNs,
        GapPolicy gaps,
        int historyBars,
        int maxInstruments,
        int maxSources,
        int maxStrategies,
        long maxState) {}
