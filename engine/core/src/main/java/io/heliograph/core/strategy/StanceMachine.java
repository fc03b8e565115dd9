package io.heliograph.core.strategy;

import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.outcome.PendingOutcomes;
import io.heliograph.core.outcome.SignalTrack;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;

/**
 * The stance of one strategy on one instrument: HOLD, BUY or SELL.
 *
 * <p>At each evaluated bar the rows are tried from above; the first that applies to the stance moves it, and the rows
 * below see the new stance. A stance moves into HOLD at most once a bar, and into a side at most once.
 *
 * <pre>
 * hold   seen                                                        from    to      reason
 * both   low or high touched the stop, else the target               side    HOLD    STOP, TARGET
 * until  buy and sell TRUE (and nothing enters)                      side    HOLD    CONFLICT
 * until  its exit TRUE                                               side    HOLD    EXIT
 * until  expires reached                                             side    HOLD    EXPIRED
 * until  one side TRUE, armed, its exit not TRUE, cooldown over      HOLD    side    BUY, SELL
 * until  the same                                                    side    other   OPPOSITE, and BUY, SELL
 * while  buy and sell TRUE                                           side    HOLD    CONFLICT
 * while  one side TRUE                                               HOLD    side    BUY, SELL
 * while  one side TRUE                                               side    other   OPPOSITE, and BUY, SELL
 * while  buy and sell FALSE                                          side    HOLD    RELEASED
 * </pre>
 *
 * Nothing enters the side that ended on this bar, on a FILLED bar, or with a faulty claim. A side becomes armed where its
 * condition is FALSE, and is disarmed by entering. Belongs to the core's thread.
 */
final class StanceMachine {
    /** So long ago that every cooldown is over. */
    private static final long NEVER = -1;

    private final StrategyRules rules;
    private final StrategyView view;
    private final PendingOutcomes outcomes;
    private final Claim claim = new Claim();

    private SignalTrack open;
    private boolean buyArmed;
    private boolean sellArmed;
    private long bars;
    private long endedInHoldAt = NEVER;
    private long unknownBuys;
    private long unknownSells;

    private SignalTrack ended;
    private SignalTrack entered;
    private Side faultySide;

    StanceMachine(StrategyRules rules, StrategyView view, PendingOutcomes outcomes) {
        this.rules = rules;
        this.view = view;
        this.outcomes = outcomes;
    }

    /** Decides what this closed bar makes of the stance. */
    void decide(ClosedBar bar) {
        ended = null;
        entered = null;
        faultySide = null;
        bars++;
        outcomes.advance(bar);
        int buy = view.condition(Condition.BUY, Double.NaN, Double.NaN);
        int sell = view.condition(Condition.SELL, Double.NaN, Double.NaN);
        unknownBuys += buy == StrategyView.UNKNOWN ? 1 : 0;
        unknownSells += sell == StrategyView.UNKNOWN ? 1 : 0;

        if (open != null && open.endAtBarrier(bar)) {
            leave();
        }
        if (rules.hold() == Hold.UNTIL) {
            decideUntil(bar, buy, sell);
        } else {
            decideWhile(bar, buy, sell);
        }
    }

    /** Ends the open signal because the strategy goes. */
    void remove(double lastClose) {
        entered = null;
        faultySide = null;
        ended = outcomes.remove(lastClose);
        open = null;
    }

    /** HOLD, BUY or SELL. */
    Side stance() {
        return open == null ? Side.HOLD : open.side();
    }

    /** The signal that stands, or null. */
    SignalTrack open() {
        return open;
    }

    /** The signal that ended at the latest bar, or null. */
    SignalTrack ended() {
        return ended;
    }

    /** The signal that began at the latest bar, or null. */
    SignalTrack entered() {
        return entered;
    }

    /** The side that a faulty claim kept from entering at the latest bar, or null. */
    Side faultySide() {
        return faultySide;
    }

    /** What is wrong with the claim of the faulty side. */
    Claim claim() {
        return claim;
    }

    long unknownBuys() {
        return unknownBuys;
    }

    long unknownSells() {
        return unknownSells;
    }

    private void decideUntil(ClosedBar bar, int buy, int sell) {
        buyArmed |= buy == StrategyView.FALSE || !rules.rearm();
        sellArmed |= sell == StrategyView.FALSE || !rules.rearm();
        if (buy == StrategyView.TRUE && sell == StrategyView.TRUE) {
            end(Reason.CONFLICT, bar);
            return;
        }
        if (open != null && isExitTrue(open.side(), open.entry(), open.age())) {
            end(Reason.EXIT, bar);
        }
        if (open != null && hasExpired(bar)) {
            end(Reason.EXPIRED, bar);
        }
        if (buy == StrategyView.TRUE && buyArmed) {
            enterIfFree(Side.BUY, bar);
        } else if (sell == StrategyView.TRUE && sellArmed) {
            enterIfFree(Side.SELL, bar);
        }
    }

    private void decideWhile(ClosedBar bar, int buy, int sell) {
        if (buy == StrategyView.TRUE && sell == StrategyView.TRUE) {
            end(Reason.CONFLICT, bar);
        } else if (buy == StrategyView.TRUE) {
            enter(Side.BUY, bar);
        } else if (sell == StrategyView.TRUE) {
            enter(Side.SELL, bar);
        } else if (buy == StrategyView.FALSE && sell == StrategyView.FALSE) {
            end(Reason.RELEASED, bar);
        }
    }

    private boolean isExitTrue(Side side, double entry, double barsHeld) {
        Condition exit = side == Side.BUY ? Condition.EXIT_BUY : Condition.EXIT_SELL;
        return view.condition(exit, entry, barsHeld) == StrategyView.TRUE;
    }

    private boolean hasExpired(ClosedBar bar) {
        return rules.expiresBars() > 0 && open.age() >= rules.expiresBars()
                || rules.expiresNs() > 0 && bar.end() - open.barEnd() >= rules.expiresNs();
    }

    private void enterIfFree(Side side, ClosedBar bar) {
        boolean cooling = endedInHoldAt != NEVER && bars - endedInHoldAt < rules.cooldownBars();
        if (!cooling && stance() != side && !isExitTrue(side, Double.NaN, Double.NaN)) {
            enter(side, bar);
        }
    }

    private void enter(Side side, ClosedBar bar) {
        boolean endedHere = ended != null && ended.side() == side;
        if (stance() == side || endedHere || bar.isFilled()) {
            return;
        }
        if (!claim.read(view, side, bar.close())) {
            faultySide = side;
            return;
        }
        if (open != null) {
            open.end(Reason.OPPOSITE, bar.close());
            ended = open;
        }
        open = outcomes.add();
        open.begin(side, bar, claim.stop(), claim.target(), claim.confidence());
        entered = open;
        if (side == Side.BUY) {
            buyArmed = false;
        } else {
            sellArmed = false;
        }
    }

    private void end(Reason reason, ClosedBar bar) {
        if (open != null) {
            open.end(reason, bar.close());
            leave();
        }
    }

    private void leave() {
        ended = open;
        open = null;
        endedInHoldAt = bars;
    }

    /** Saves what outlives a bar; the outcomes are saved by their owner. */
    void save(StateSink sink) {
        sink.putLong(buyArmed ? 1 : 0);
        sink.putLong(sellArmed ? 1 : 0);
        sink.putLong(bars);
        sink.putLong(endedInHoldAt);
        sink.putLong(unknownBuys);
        sink.putLong(unknownSells);
    }

    /** Goes on from a saved state; the outcomes have been restored before. */
    void restore(StateSource source) {
        buyArmed = source.getLong() != 0;
        sellArmed = source.getLong() != 0;
        bars = source.getLong();
        endedInHoldAt = source.getLong();
        unknownBuys = source.getLong();
        unknownSells = source.getLong();
        open = outcomes.open();
        ended = null;
        entered = null;
        faultySide = null;
    }
}
