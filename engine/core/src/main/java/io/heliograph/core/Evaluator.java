package io.heliograph.core;

import io.heliograph.codec.event.BarsFrom;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.bar.BarGrid;
import io.heliograph.core.bar.Closings;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Keeps the strategies in force, and runs them on the instruments that they are for, present and to come. */
final class Evaluator {
    private final InstrumentTable instruments;
    private final Supplier<InstrumentNodes> pipelines;
    private final OutputEmitter outputs;
    private final CoreCounters counters;
    private final SignalRecords records = new SignalRecords();
    private final StrategyTable strategies = new StrategyTable();
    private final List<InstrumentStrategies> runs = new ArrayList<>();

    private long state;

    Evaluator(
            InstrumentTable instruments,
            Supplier<InstrumentNodes> pipelines,
            OutputEmitter outputs,
            CoreCounters counters) {
        this.instruments = instruments;
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.counters = counters;
    }

    StrategyTable strategies() {
        return strategies;
    }

    /** Puts every matching strategy in force on a new instrument. */
    void add(Instrument instrument, CoreSettings settings, Cause cause) {
        InstrumentStrategies run =
                new InstrumentStrategies(instrument, pipelines, records, outputs, counters, settings.timeframes());
        runs.add(run);
        state += stateFor(instrument.symbol());
        for (int i = 0; i < strategies.count(); i++) {
            if (InstrumentStrategies.takes(instrument, strategies.at(i).compiled())) {
                run.apply(strategies.at(i), cause);
            }
        }
    }

    /** Lets the strategies of an instrument follow changed settings. */
    void followSettings(CoreSettings settings, Cause cause) {
        for (InstrumentStrategies run : runs) {
            run.followSettings(strategies, cause);
            run.dropTimeframes(settings.timeframes());
        }
    }

    /** Doubles of state that a new instrument of this symbol would need. */
    long stateFor(String symbol) {
        long needed = 0;
        for (int i = 0; i < strategies.count(); i++) {
            CompiledStrategy strategy = strategies.at(i).compiled();
            needed += strategy.matches(symbol) ? strategy.stateDoubles() : 0;
        }
        return needed;
    }

    /** Doubles of state of all strategies on all instruments. */
    long state() {
        return state;
    }

    /** What {@link #apply} would answer for a compiled strategy; changes nothing. */
    Refusal check(CompiledStrategy strategy, CoreSettings settings) {
        String id = strategy.rules().id();
        AppliedStrategy known = strategies.find(id);
        if (known != null && Arrays.equals(known.hash(), strategy.hash()) && failedOn(id) == 0) {
            return Refusal.UNCHANGED;
        }
        if (known == null && strategies.count() >= settings.maxStrategies()) {
            return Refusal.TOO_MANY_STRATEGIES;
        }
        if (!isAvailable(strategy, settings)) {
            return Refusal.TIMEFRAME_NOT_AVAILABLE;
        }
        boolean fits = timeframesWith(strategy, settings) <= CoreSettings.MAX_TIMEFRAMES
                && stateWith(strategy) <= settings.maxState();
        return fits ? Refusal.ACCEPTED : Refusal.STATE_LIMIT;
    }

    /** Puts a strategy in force; where it stands already it begins again on the instruments on which it failed. */
    Refusal apply(String canonical, byte[] hash, String text, CoreSettings settings, Cause cause) {
        Compilation compilation = StrategyCompiler.compileCanonical(canonical);
        CompiledStrategy strategy = compilation.strategy();
        if (strategy == null || !Arrays.equals(strategy.hash(), hash)) {
            return Refusal.STRATEGY_INVALID;
        }
        Refusal refusal = check(strategy, settings);
        if (refusal != Refusal.ACCEPTED) {
            return refusal;
        }
        AppliedStrategy known = strategies.find(strategy.rules().id());
        if (known != null && Arrays.equals(known.hash(), hash)) {
            revive(known, cause);
            return Refusal.ACCEPTED;
        }
        AppliedStrategy applied = new AppliedStrategy(strategy, text, cause.sequence(), cause.receiveTime());
        state = stateWith(strategy);
        strategies.put(applied);
        for (InstrumentStrategies run : runs) {
            run.apply(applied, cause);
            run.dropTimeframes(settings.timeframes());
        }
        return Refusal.ACCEPTED;
    }

    Refusal remove(String id, CoreSettings settings, Cause cause) {
        if (strategies.find(id) == null) {
            return Refusal.STRATEGY_UNKNOWN;
        }
        state -= stateOf(strategies.find(id).compiled());
        strategies.remove(id);
        for (InstrumentStrategies run : runs) {
            run.remove(id, cause);
            run.dropTimeframes(settings.timeframes());
        }
        return Refusal.ACCEPTED;
    }

    /** Lets strategies leave an instrument whose bars turned out to be built from what they cannot run on. */
    void followBarsFrom(int instrument, Cause cause) {
        runs.get(instrument).leaveUntaken(cause);
    }

    void onClosed(int instrument, Closings closings, Cause cause) {
        runs.get(instrument).onClosed(closings, cause);
    }

    /** Where a strategy stands on an instrument; null where it has no place there. */
    StrategyStanding standing(int instrument, String id) {
        return runs.get(instrument).standing(id);
    }

    /** What a strategy looked at on an instrument; null where it does not run there. */
    Deliberation deliberation(int instrument, String id, int mostBars) {
        return runs.get(instrument).deliberation(id, mostBars);
    }

    /** On how many instruments a strategy runs, or waits, or failed. */
    int instrumentsOf(String id) {
        int count = 0;
        for (InstrumentStrategies run : runs) {
            count += run.has(id) ? 1 : 0;
        }
        return count;
    }

    /** On how many instruments a strategy failed. */
    int failedOn(String id) {
        int count = 0;
        for (InstrumentStrategies run : runs) {
            count += run.hasFailed(id) ? 1 : 0;
        }
        return count;
    }

    /** Writes the strategies in force and those that still have a seat, then what runs on each instrument. */
    void save(StateSink sink) {
        SortedMap<Long, AppliedStrategy> all = new TreeMap<>();
        for (int i = 0; i < strategies.count(); i++) {
            all.put(strategies.at(i).sequence(), strategies.at(i));
        }
        runs.forEach(run -> run.collect(all));
        sink.putLong(state);
        sink.putLong(all.size());
        all.values().forEach(strategy -> strategy.save(sink));
        sink.putLong(strategies.count());
        for (int i = 0; i < strategies.count(); i++) {
            sink.putLong(strategies.at(i).sequence());
        }
        runs.forEach(run -> run.save(sink));
    }

    /** Takes what {@link #save} wrote, before the first strategy; the instruments have been restored before. */
    void restore(StateSource source, CoreSettings settings) {
        state = source.getLong();
        SortedMap<Long, AppliedStrategy> all = new TreeMap<>();
        for (int i = source.getCount(1); i > 0; i--) {
            AppliedStrategy strategy = AppliedStrategy.restored(source);
            all.put(strategy.sequence(), strategy);
        }
        for (int i = source.getCount(1); i > 0; i--) {
            strategies.put(all.get(source.getLong()));
        }
        for (int i = 0; i < instruments.count(); i++) {
            InstrumentStrategies run = new InstrumentStrategies(
                    instruments.at(i), pipelines, records, outputs, counters, settings.timeframes());
            run.restore(source, all);
            runs.add(run);
        }
    }

    private void revive(AppliedStrategy strategy, Cause cause) {
        for (InstrumentStrategies run : runs) {
            if (run.hasFailed(strategy.id())) {
                run.apply(strategy, cause);
            }
        }
    }

    /** An instrument that it is for must have its timeframes; where there is none yet, one with the default base. */
    private boolean isAvailable(CompiledStrategy strategy, CoreSettings settings) {
        boolean matches = false;
        for (int i = 0; i < instruments.count(); i++) {
            if (InstrumentStrategies.takes(instruments.at(i), strategy)) {
                return true;
            }
            matches |= strategy.matches(instruments.symbol(i));
        }
        BarGrid grid = new BarGrid(0);
        for (Timeframe timeframe : strategy.timeframes()) {
            boolean isMade = timeframe.isTime()
                    ? timeframe.equals(settings.base()) || grid.isMadeOf(timeframe, settings.base())
                    : settings.barsFrom() == BarsFrom.AUTO || settings.barsFrom() == BarsFrom.TRADES;
            if (!isMade) {
                return false;
            }
        }
        return !matches;
    }

    private int timeframesWith(CompiledStrategy next, CoreSettings settings) {
        SortedSet<Timeframe> timeframes = new TreeSet<>(settings.timeframes());
        timeframes.addAll(next.timeframes());
        for (int i = 0; i < strategies.count(); i++) {
            if (!strategies.at(i).id().equals(next.rules().id())) {
                timeframes.addAll(strategies.at(i).compiled().timeframes());
            }
        }
        return timeframes.size();
    }

    private long stateWith(CompiledStrategy next) {
        AppliedStrategy known = strategies.find(next.rules().id());
        return state + stateOf(next) - (known == null ? 0 : stateOf(known.compiled()));
    }

    /** Doubles of state of one strategy on all instruments, as if nothing were shared. */
    private long stateOf(CompiledStrategy strategy) {
        long needed = 0;
        for (int i = 0; i < instruments.count(); i++) {
            needed += strategy.matches(instruments.symbol(i)) ? strategy.stateDoubles() : 0;
        }
        return needed;
    }
}
