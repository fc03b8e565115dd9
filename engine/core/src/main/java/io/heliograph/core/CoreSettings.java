package io.heliograph.core;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.GapPolicy;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the core depends on besides events of the market; it reads no other configuration.
 *
 * @param coreLevel raised by every change that can alter an output's bytes
 * @param timeframes built for every instrument whose base allows it, ascending
 * @param base base timeframe of instruments that nothing declares
 * @param latenessNs lateness of instruments that nothing declares
 * @param barsFrom what bars of instruments that nothing declares are built from
 * @param gaps gap policy of instruments that nothing declares
 * @param historyBars bars kept of each instrument and timeframe
 * @param maxState doubles of kernel state, all instruments together
 */
public record CoreSettings(
        int coreLevel,
        List<Timeframe> timeframes,
        Timeframe base,
        long latenessNs,
        BarsFrom barsFrom,
        GapPolicy gaps,
        int historyBars,
        int maxInstruments,
        int maxSources,
        int maxStrategies,
        long maxState) {
    /** Timeframes of one instrument, at most. */
    public static final int MAX_TIMEFRAMES = 16;

    /** Bars kept of each instrument and timeframe, at most. */
    public static final int MAX_HISTORY_BARS = 5_000;

    public CoreSettings {
        timeframes = timeframes.stream().sorted().distinct().toList();
    }

    /** What holds where nobody configures anything. */
    public static CoreSettings defaults() {
        return new CoreSettings(
                SignalCore.CORE_LEVEL,
                List.of(
                        Timeframe.ONE_MINUTE,
                        Timeframe.ofNanos(5 * Timeframe.MINUTE),
                        Timeframe.ofNanos(Timeframe.HOUR),
                        Timeframe.ofNanos(Timeframe.DAY)),
                Timeframe.ONE_MINUTE,
                0,
                BarsFrom.AUTO,
                GapPolicy.LEAVE,
                256,
                10_000,
                4_096,
                256,
                64L << 20);
    }

    /** The same with other timeframes, of which bars are made for every instrument. */
    public CoreSettings withTimeframes(List<Timeframe> others) {
        return new CoreSettings(
                coreLevel,
                others,
                base,
                latenessNs,
                barsFrom,
                gaps,
                historyBars,
                maxInstruments,
                maxSources,
                maxStrategies,
                maxState);
    }

    /** The same with another base. */
    public CoreSettings withBase(Timeframe other) {
        return new CoreSettings(
                coreLevel,
                timeframes,
                other,
                latenessNs,
                barsFrom,
                gaps,
                historyBars,
                maxInstruments,
                maxSources,
                maxStrategies,
                maxState);
    }

    /** The same with another number of bars kept. */
    public CoreSettings withHistoryBars(int other) {
        return new CoreSettings(
                coreLevel,
                timeframes,
                base,
                latenessNs,
                barsFrom,
                gaps,
                other,
                maxInstruments,
                maxSources,
                maxStrategies,
                maxState);
    }

    /** The settings of instruments that nothing declares. */
    public InstrumentSettings instrumentDefaults() {
        return new InstrumentSettings(base, barsFrom, latenessNs, gaps, List.of(), 0);
    }

    /** Writes every setting. */
    void save(StateSink sink) {
        sink.putLong(coreLevel);
        sink.putLong(timeframes.size());
        timeframes.forEach(timeframe -> StateTexts.put(sink, timeframe));
        StateTexts.put(sink, base);
        sink.putLong(latenessNs);
        sink.putLong(barsFrom.value());
        sink.putLong(gaps.value());
        sink.putLong(historyBars);
        sink.putLong(maxInstruments);
        sink.putLong(maxSources);
        sink.putLong(maxStrategies);
        sink.putLong(maxState);
    }

    /** The settings that {@link #save} wrote. */
    static CoreSettings restored(StateSource source) {
        int coreLevel = (int) source.getLong();
        List<Timeframe> timeframes = new ArrayList<>();
        for (int i = source.getCount(1); i > 0; i--) {
            timeframes.add(StateTexts.timeframe(source));
        }
        CoreSettings settings = new CoreSettings(
                coreLevel,
                timeframes,
                StateTexts.timeframe(source),
                source.getLong(),
                BarsFrom.get((short) source.getLong()),
                GapPolicy.get((short) source.getLong()),
                (int) source.getLong(),
                (int) source.getLong(),
                (int) source.getLong(),
                (int) source.getLong(),
                source.getLong());
        if (settings.check() != Refusal.ACCEPTED) {
            throw new IllegalStateException("expected settings that can be used: settings=" + settings);
        }
        return settings;
    }

    /** Why these settings cannot be used, or ACCEPTED. */
    public Refusal check() {
        for (Timeframe timeframe : timeframes) {
            if (!BarGrid.isBase(timeframe)) {
                return Refusal.TIMEFRAME_INVALID;
            }
        }
        boolean inRange = timeframes.size() <= MAX_TIMEFRAMES
                && historyBars >= 1
                && historyBars <= MAX_HISTORY_BARS
                && maxInstruments >= 1
                && maxSources >= 1
                && maxStrategies >= 0
                && maxState >= 0;
        return inRange ? instrumentDefaults().check() : Refusal.STATE_LIMIT;
    }
}
