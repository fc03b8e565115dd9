package io.heliograph.core.instrument;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.StateTexts;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarBuilder;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How the bars of an instrument are built.
 *
 * @param base the one timeframe that is built from events
 * @param barsFrom which events; AUTO lets the first one decide: a trade for trades, a quote for mid, a published bar
 *     for published bars
 * @param latenessNs how long after its time an event may arrive, in event time
 * @param gaps what stands where nobody traded; published bars are never filled
 * @param sources whose watermarks count, the smallest of them; at most {@link #MAX_SOURCES}, a name given twice counts
 *     once; empty: anybody's, the largest
 * @param dayStartNs offset of the day's start from midnight UTC, 0 to less than a day
 */
public record InstrumentSettings(
        Timeframe base, BarsFrom barsFrom, long latenessNs, GapPolicy gaps, List<String> sources, long dayStartNs) {
    /** Sources of one instrument, at most. */
    public static final int MAX_SOURCES = 64;

    public InstrumentSettings {
        sources = sources.stream().distinct().toList();
    }

    /** Writes every setting. */
    void save(StateSink sink) {
        StateTexts.put(sink, base);
        sink.putLong(barsFrom.value());
        sink.putLong(latenessNs);
        sink.putLong(gaps.value());
        sink.putLong(sources.size());
        sources.forEach(id -> StateTexts.put(sink, id));
        sink.putLong(dayStartNs);
    }

    /** The settings that {@link #save} wrote. */
    static InstrumentSettings restored(StateSource source) {
        Timeframe base = StateTexts.timeframe(source);
        BarsFrom barsFrom = BarsFrom.get((short) source.getLong());
        long latenessNs = source.getLong();
        GapPolicy gaps = GapPolicy.get((short) source.getLong());
        List<String> sources = new ArrayList<>();
        for (int i = source.getCount(1); i > 0; i--) {
            sources.add(StateTexts.get(source));
        }
        InstrumentSettings settings =
                new InstrumentSettings(base, barsFrom, latenessNs, gaps, sources, source.getLong());
        if (settings.check() != Refusal.ACCEPTED) {
            throw new IllegalStateException("expected settings that can be used: settings=" + settings);
        }
        return settings;
    }

    /** Why these settings cannot be used, or ACCEPTED. */
    public Refusal check() {
        if (!BarGrid.isBase(base) || dayStartNs < 0 || dayStartNs >= Timeframe.DAY) {
            return Refusal.TIMEFRAME_INVALID;
        }
        if (base.length() < Timeframe.DAY && dayStartNs % base.length() != 0) {
            return Refusal.TIMEFRAME_NOT_AVAILABLE;
        }
        if (sources.size() > MAX_SOURCES || latenessNs < 0 || lateBars() >= BarBuilder.MAX_OPEN) {
            return Refusal.STATE_LIMIT;
        }
        return switch (barsFrom) {
            case AUTO, TRADES, BID, ASK, MID, BARS -> Refusal.ACCEPTED;
            case NULL_VAL -> Refusal.NOT_SUPPORTED;
        };
    }

    /** Base bars that may be open at once. */
    int openBars() {
        if (!sources.isEmpty()) {
            return BarBuilder.MAX_OPEN;
        }
        return 1 + (int) lateBars();
    }

    /** Lateness in base bars, rounded up. */
    private long lateBars() {
        return latenessNs == 0 ? 0 : 1 + (latenessNs - 1) / base.length();
    }
}
