package io.heliograph.core.strategy;

import io.heliograph.codec.output.Readiness;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.outcome.PendingOutcomes;
import io.heliograph.core.outcome.SignalTrack;
import io.heliograph.core.signal.Moment;
import io.heliograph.core.signal.SignalId;
import io.heliograph.core.signal.SignalOrigin;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * One strategy on one instrument: what it concludes from each closed bar of its timeframe.
 *
 * <p>For each bar that closes, after the nodes have been updated, in this order: {@link #decide} of every strategy of the
 * instrument, {@link #emitEndings} of every one, {@link #emitSignal} of every one. State is saved between bars, never
 * between these. Allocates nothing per bar when warm. Belongs to the core's thread.
 */
public final class StrategyRun {
    private final StrategyRules rules;
    private final StrategyView view;
    private final SignalOrigin origin;
    private final SignalRecords records;
    private final PendingOutcomes outcomes;
    private final StanceMachine machine;
    private final Moment moment = new Moment();

    private long levelFaults;
    private long confidenceFaults;

    private boolean evaluated;
    private boolean filled;

    /**
     * @param instrument the instrument's number
     * @param symbol the instrument's symbol
     * @param records shared by all runs of a core
     */
    public StrategyRun(StrategyRules rules, StrategyView view, int instrument, String symbol, SignalRecords records) {
        this(rules, view, instrument, symbol, records, PendingOutcomes.LIMIT);
    }

    StrategyRun(
            StrategyRules rules,
            StrategyView view,
            int instrument,
            String symbol,
            SignalRecords records,
            int pendingLimit) {
        this.rules = rules;
        this.view = view;
        this.origin = new SignalOrigin(instrument, symbol, rules.id(), rules.hash(), "", rules.timeframe());
        this.records = records;
        this.outcomes = new PendingOutcomes(pendingLimit);
        this.machine = new StanceMachine(rules, view, outcomes);
    }

    /** Decides the stance at a closed bar of the strategy's timeframe; without effect before the view is ready. */
    public void decide(ClosedBar bar, Cause cause) {
        evaluated = view.isReady();
        if (!evaluated) {
            return;
        }
        filled = bar.isFilled();
        moment.set(bar, cause);
        machine.decide(bar);
        if (machine.faultySide() != null) {
            if (machine.claim().faultyLevel() == Level.CONFIDENCE) {
                confidenceFaults++;
            } else {
                levelFaults++;
            }
        }
    }

    /** Emits the ending of this bar, the outcomes that are due, and the fault, if there are any. */
    public void emitEndings(OutputEmitter out) {
        if (!evaluated) {
            return;
        }
        emitEndingAndOutcomes(out);
        if (machine.faultySide() != null) {
            Claim claim = machine.claim();
            records.fault(
                    origin,
                    moment,
                    machine.faultySide(),
                    claim.faultCode(),
                    keyOf(claim.faultyLevel()),
                    view.describe(claim.faultyLevel()),
                    claim.found(),
                    out);
        }
    }

    /** Emits the signal of this bar, if there is one. */
    public void emitSignal(OutputEmitter out) {
        if (!evaluated) {
            return;
        }
        evaluated = false;
        SignalTrack entered = machine.entered();
        SignalTrack ended = machine.ended();
        if (entered != null) {
            begin(entered.side(), entered.side() == Side.BUY ? Reason.BUY : Reason.SELL, ended);
            records.claim(entered, rules.expiresNs(), rules.expiresBars());
            values();
            long sequence = records.endSignal(origin, out);
            entered.emitted(records.signalId(), sequence);
        } else if (ended != null) {
            begin(Side.HOLD, ended.ending(), ended);
            values();
            records.endSignal(origin, out);
        } else if (rules.emitEvery() && !filled) {
            begin(machine.stance(), Reason.UNCHANGED, null);
            records.beginValues(0);
            records.endSignal(origin, out);
        }
    }

    /**
     * Ends the open signal with REMOVED at the last close, and records every outcome that still waits: the strategy is
     * removed or replaced on this instrument.
     *
     * <p>No HOLD is emitted: the bar may have a signal already, and a bar has one at most. The run is not used afterwards.
     */
    public void remove(Cause cause, OutputEmitter out) {
        moment.set(cause);
        machine.remove(moment.close());
        emitEndingAndOutcomes(out);
        evaluated = false;
    }

    /** HOLD, BUY or SELL. */
    public Side stance() {
        return machine.stance();
    }

    /** The signal that began the stance; null for HOLD. */
    public OpenSignal open() {
        return told(machine.open());
    }

    /** What was decided at the latest bar; between {@link #decide} and the next one, on the core's thread. Allocates. */
    public Decision decision() {
        SignalTrack ended = machine.ended();
        SignalTrack entered = machine.entered();
        SignalTrack standing = entered == null ? machine.open() : null;
        SignalTrack earlier = ended == null ? standing : ended;
        return new Decision(
                earlier == null ? Side.HOLD : earlier.side(),
                machine.stance(),
                told(ended),
                ended == null ? null : ended.ending(),
                ended == null ? Double.NaN : ended.exit(),
                told(standing),
                earlier == null ? null : new Decision.Levels(earlier.stop(), earlier.target()),
                entered != null,
                machine.faultySide());
    }

    /** The condition at the latest bar, seen with the open signal where it is of that condition's side; changes nothing. */
    public int condition(Condition condition) {
        SignalTrack open = machine.open();
        boolean concerns = open != null && (open.side() == Side.BUY) == (condition == Condition.EXIT_BUY);
        return concerns && (condition == Condition.EXIT_BUY || condition == Condition.EXIT_SELL)
                ? view.condition(condition, open.entry(), open.age())
                : view.condition(condition, Double.NaN, Double.NaN);
    }

    /** What a signal of this side would claim at the latest bar, whose close is given; changes nothing. */
    public Proposal propose(Side side, double close) {
        Claim claim = new Claim();
        claim.read(view, side, close);
        return Proposal.of(claim);
    }

    /** Evaluated bars on which {@code buy} was UNKNOWN. */
    public long unknownBuys() {
        return machine.unknownBuys();
    }

    /** Evaluated bars on which {@code sell} was UNKNOWN. */
    public long unknownSells() {
        return machine.unknownSells();
    }

    /** Entries that an undefined or wrong-sided stop or target prevented. */
    public long levelFaults() {
        return levelFaults;
    }

    /** Entries that an undefined confidence prevented. */
    public long confidenceFaults() {
        return confidenceFaults;
    }

    /** Signals whose outcome is not recorded yet, the open one included. */
    public int pendingOutcomes() {
        return outcomes.count();
    }

    public StrategyRules rules() {
        return rules;
    }

    public StrategyView view() {
        return view;
    }

    private static OpenSignal told(SignalTrack track) {
        return track == null
                ? null
                : new OpenSignal(
                        SignalId.text(track.id()), track.sequence(), track.barEnd(), track.entry(), track.age());
    }

    private void emitEndingAndOutcomes(OutputEmitter out) {
        if (machine.ended() != null) {
            records.ended(origin, moment, machine.ended(), out);
        }
        for (SignalTrack due = outcomes.pollDue(); due != null; due = outcomes.pollDue()) {
            records.outcome(origin, moment, due, out);
        }
    }

    private void begin(Side side, Reason reason, SignalTrack ended) {
        Readiness readiness = view.isConverged() ? Readiness.CONVERGED : Readiness.READY;
        records.beginSignal(origin, moment, side, reason, readiness, view.barsSeen(), ended);
    }

    private void values() {
        int count = view.valueCount();
        records.beginValues(count);
        for (int i = 0; i < count; i++) {
            records.value(view.valueName(i), view.value(i), view.isValueFlat(i), view.isValueCondition(i));
        }
    }

    private static String keyOf(Level level) {
        return switch (level) {
            case STOP -> "stop";
            case TARGET -> "target";
            case CONFIDENCE -> "confidence";
        };
    }

    public void save(StateSink sink) {
        sink.putLong(levelFaults);
        sink.putLong(confidenceFaults);
        moment.save(sink);
        outcomes.save(sink);
        machine.save(sink);
    }

    public void restore(StateSource source) {
        levelFaults = source.getLong();
        confidenceFaults = source.getLong();
        moment.restore(source);
        outcomes.restore(source);
        machine.restore(source);
        evaluated = false;
    }
}
