package io.heliograph.core;

import io.heliograph.codec.output.FaultCode;
import io.heliograph.codec.output.Side;
import io.heliograph.core.bar.BarBuilder;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.bar.Closings;
import io.heliograph.core.instrument.Instrument;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.signal.Moment;
import io.heliograph.core.signal.SignalOrigin;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRun;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The strategies of one instrument: one pipeline for all of their nodes, and a seat for each, in order of application.
 *
 * <p>A RuntimeException of nodes or decisions ends here: what it came from is FAILED, its state is dropped, a fault says
 * so, and the rest goes on. Writing outputs stands outside of that border. Allocates nothing per bar when warm. Belongs
 * to the core's thread.
 */
final class InstrumentStrategies {
    private final Instrument instrument;
    private final Supplier<InstrumentNodes> pipelines;
    private final SignalRecords records;
    private final OutputEmitter outputs;
    private final CoreCounters counters;
    private final List<Seat> seats = new ArrayList<>();
    private final Moment moment = new Moment();
    private final ClosedBar noBar = new ClosedBar();

    private BarBuilder bars;
    private InstrumentNodes nodes;
    private List<Timeframe> always;

    /** {@code always}: timeframes that are built whatever strategies name. */
    InstrumentStrategies(
            Instrument instrument,
            Supplier<InstrumentNodes> pipelines,
            SignalRecords records,
            OutputEmitter outputs,
            CoreCounters counters,
            List<Timeframe> always) {
        this.instrument = instrument;
        this.pipelines = pipelines;
        this.nodes = pipelines.get();
        this.records = records;
        this.outputs = outputs;
        this.counters = counters;
        this.bars = instrument.bars();
        this.always = always;
    }

    /** Whether the strategy is for this instrument, and its timeframes are built or can be. */
    static boolean takes(Instrument instrument, CompiledStrategy strategy) {
        if (!strategy.matches(instrument.symbol())) {
            return false;
        }
        for (Timeframe timeframe : strategy.timeframes()) {
            if (!instrument.canBuild(timeframe)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Puts a strategy in force here. An older version goes on until this one is ready; one that is not for this
     * instrument only ends the older version.
     */
    void apply(AppliedStrategy strategy, Cause cause) {
        Seat old = null;
        for (int i = seats.size() - 1; i >= 0; i--) {
            Seat seat = seats.get(i);
            if (seat.isOf(strategy.id()) && seat.state() == Seat.State.RUNNING) {
                old = seat;
            } else if (seat.isOf(strategy.id())) {
                leave(seat);
            }
        }
        Seat next = takes(instrument, strategy.compiled()) ? sit(strategy, old != null, cause) : null;
        if (old != null && (next == null || next.state() != Seat.State.WAITING)) {
            leaveOrEnd(old, cause);
        }
    }

    /** Takes a strategy out of force here. */
    void remove(String id, Cause cause) {
        for (int i = seats.size() - 1; i >= 0; i--) {
            if (seats.get(i).isOf(id)) {
                leaveOrEnd(seats.get(i), cause);
            }
        }
    }

    /**
     * Begins anew where the instrument's settings changed, which they only do before its first bar: with the strategies
     * in force that it can take now.
     */
    void followSettings(StrategyTable strategies, Cause cause) {
        if (bars == instrument.bars()) {
            return;
        }
        bars = instrument.bars();
        nodes = pipelines.get();
        seats.clear();
        for (int i = 0; i < strategies.count(); i++) {
            if (takes(instrument, strategies.at(i).compiled())) {
                sit(strategies.at(i), false, cause);
            }
        }
    }

    /** Ends the strategies that are not for this instrument any more, before its first bar. */
    void leaveUntaken(Cause cause) {
        for (int i = seats.size() - 1; i >= 0; i--) {
            if (!takes(instrument, seats.get(i).strategy().compiled())) {
                leaveOrEnd(seats.get(i), cause);
            }
        }
        dropTimeframes();
    }

    /** Drops the timeframes that neither the settings nor a strategy of this instrument name. */
    void dropTimeframes(List<Timeframe> ofSettings) {
        always = ofSettings;
        dropTimeframes();
    }

    /** Updates the nodes by the bars of one end, largest timeframe first, then lets each strategy decide. */
    void onClosed(Closings closings, Cause cause) {
        if (seats.isEmpty()) {
            return;
        }
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).look(closings);
        }
        if (!feed(closings, cause)) {
            return;
        }
        takeOver(cause);
        for (int i = 0; i < seats.size(); i++) {
            decide(seats.get(i), cause);
        }
        for (int i = 0; i < seats.size(); i++) {
            if (seats.get(i).isDue()) {
                seats.get(i).run().emitEndings(outputs);
            }
        }
        for (int i = 0; i < seats.size(); i++) {
            if (seats.get(i).isDue()) {
                seats.get(i).run().emitSignal(outputs);
            }
        }
    }

    /** Whether a strategy failed here and waits to be applied again. */
    boolean hasFailed(String id) {
        Seat seat = find(id);
        return seat != null && seat.state() == Seat.State.FAILED;
    }

    /** Where a strategy stands here, the version that decides now; null where it has no seat. Changes nothing. */
    StrategyStanding standing(String id) {
        Seat seat = find(id);
        if (seat == null) {
            return null;
        }
        if (seat.state() == Seat.State.FAILED) {
            return StrategyStanding.failed(seat.strategy());
        }
        Timeframe timeframe = seat.strategy().compiled().rules().timeframe();
        return StrategyStanding.of(seat.strategy(), seat.run(), bars.history().series(timeframe));
    }

    /** What a strategy looked at when it decided at its latest bar; null where it does not run here. Changes nothing. */
    Deliberation deliberation(String id, int mostBars) {
        Seat seat = find(id);
        return seat == null || seat.run() == null
                ? null
                : Deliberation.of(seat.strategy(), seat.run(), bars.history(), mostBars);
    }

    /** Whether a strategy has a seat here. */
    boolean has(String id) {
        return find(id) != null;
    }

    /** Notes every strategy that has a seat, by the event that applied it; versions that wait or go on are not in the table. */
    void collect(SortedMap<Long, AppliedStrategy> strategies) {
        for (Seat seat : seats) {
            strategies.put(seat.strategy().sequence(), seat.strategy());
        }
    }

    /** Writes the seats, the nodes, and what runs on them. */
    void save(StateSink sink) {
        sink.putLong(seats.size());
        for (Seat seat : seats) {
            sink.putLong(seat.strategy().sequence());
            sink.putLong(seat.state().ordinal());
        }
        nodes.save(sink);
        for (Seat seat : seats) {
            if (seat.state() != Seat.State.FAILED) {
                seat.run().save(sink);
            }
        }
    }

    /** Takes what {@link #save} wrote, where no strategy has a seat yet; strategies by the event that applied them. */
    void restore(StateSource source, SortedMap<Long, AppliedStrategy> strategies) {
        BarHistory nothing = new BarHistory(1);
        for (int i = source.getCount(1); i > 0; i--) {
            long sequence = source.getLong();
            AppliedStrategy strategy = strategies.get(sequence);
            if (strategy == null) {
                throw new IllegalStateException("a seat is of no saved strategy: sequence=" + sequence);
            }
            Seat.State state = Seat.State.values()[(int) source.getLong()];
            StrategyRun run =
                    state == Seat.State.FAILED ? null : run(strategy, nodes.add(strategy.compiled(), nothing));
            seats.add(new Seat(strategy, run, state));
        }
        nodes.restore(source);
        for (Seat seat : seats) {
            if (seat.state() != Seat.State.FAILED) {
                seat.run().restore(source);
            }
        }
    }

    private StrategyRun run(AppliedStrategy strategy, StrategyView view) {
        return new StrategyRun(strategy.compiled().rules(), view, instrument.number(), instrument.symbol(), records);
    }

    private Seat find(String id) {
        for (Seat seat : seats) {
            if (seat.isOf(id)) {
                return seat;
            }
        }
        return null;
    }

    private boolean feed(Closings closings, Cause cause) {
        try {
            for (int i = closings.count() - 1; i >= 0; i--) {
                nodes.onBar(closings.timeframe(i), closings.bar(i));
            }
            return true;
        } catch (RuntimeException e) {
            // The nodes are shared, so none of them can be trusted any more.
            nodes = pipelines.get();
            for (Seat seat : seats) {
                if (seat.state() != Seat.State.FAILED) {
                    fail(seat, e, cause);
                }
            }
            return false;
        }
    }

    private void takeOver(Cause cause) {
        boolean hasLeft = false;
        for (int i = 0; i < seats.size(); i++) {
            Seat next = seats.get(i);
            if (next.canTakeOver()) {
                Seat old = find(next.strategy().id());
                next.takeOver();
                if (old != next) {
                    leaveOrEnd(old, cause);
                    hasLeft = true;
                    i--;
                }
            }
        }
        if (hasLeft) {
            dropTimeframes();
        }
    }

    private void dropTimeframes() {
        SortedSet<Timeframe> wanted = new TreeSet<>(always);
        for (Seat seat : seats) {
            wanted.addAll(seat.strategy().compiled().timeframes());
        }
        bars.keepOnly(wanted);
    }

    private void decide(Seat seat, Cause cause) {
        if (!seat.isDue()) {
            return;
        }
        StrategyRun run = seat.run();
        long unknown = run.unknownBuys() + run.unknownSells();
        try {
            run.decide(seat.bar(), cause);
        } catch (RuntimeException e) {
            nodes.remove(seat.strategy().compiled());
            fail(seat, e, cause);
            return;
        }
        counters.countUnknown(run.unknownBuys() + run.unknownSells() - unknown);
    }

    private Seat sit(AppliedStrategy strategy, boolean hasOld, Cause cause) {
        for (Timeframe timeframe : strategy.compiled().timeframes()) {
            instrument.build(timeframe);
        }
        Seat seat;
        try {
            StrategyView view = nodes.add(strategy.compiled(), bars.history());
            seat = new Seat(
                    strategy, run(strategy, view), hasOld && !view.isReady() ? Seat.State.WAITING : Seat.State.RUNNING);
        } catch (RuntimeException e) {
            seat = new Seat(strategy, null, Seat.State.FAILED);
            fail(seat, e, cause);
        }
        seats.add(seat);
        return seat;
    }

    /** Empties a seat; the open signal of a running strategy ends with it. */
    private void leaveOrEnd(Seat seat, Cause cause) {
        leave(seat);
        if (seat.state() == Seat.State.RUNNING) {
            seat.run().remove(cause, outputs);
        }
    }

    private void leave(Seat seat) {
        seats.remove(seat);
        if (seat.state() != Seat.State.FAILED) {
            nodes.remove(seat.strategy().compiled());
        }
    }

    private void fail(Seat seat, RuntimeException e, Cause cause) {
        seat.fail();
        CompiledStrategy strategy = seat.strategy().compiled();
        SignalOrigin origin = new SignalOrigin(
                instrument.number(),
                instrument.symbol(),
                seat.strategy().id(),
                strategy.hash(),
                "",
                strategy.rules().timeframe());
        moment.set(seat.bar() == null ? noBar : seat.bar(), cause);
        // The class alone: messages of the JVM differ between versions, and outputs must not.
        String found = e.getClass().getName();
        records.fault(
                origin, moment, Side.HOLD, FaultCode.PIPELINE_FAILED, "pipeline", instrument.symbol(), found, outputs);
    }
}
