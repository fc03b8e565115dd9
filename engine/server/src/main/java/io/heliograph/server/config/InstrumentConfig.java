package io.heliograph.server.config;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.core.Timeframe;
import java.util.List;

/**
 * How the bars of the instruments that match a pattern are built.
 *
 * @param latenessNs how long after its time an event may come, in event time
 * @param dayStartNs where the day starts, after midnight UTC
 * @param sources whose events are taken; empty = anybody's
 */
public record InstrumentConfig(
        String pattern,
        Timeframe base,
        BarsFrom barsFrom,
        long latenessNs,
        GapPolicy gaps,
        List<String> sources,
        long dayStartNs) {}
