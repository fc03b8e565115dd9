package io.heliograph.core;

import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.bar.Closings;
import io.heliograph.core.strategy.StrategyRun;

/**
 * One strategy's place on one instrument.
 *
 * <table>
 * <caption>Its states</caption>
 * <tr><td>RUNNING</td><td>evaluated at each bar of its timeframe, once its expressions are ready</td></tr>
 * <tr><td>WAITING</td><td>a new version that is fed, but not ready; the old one goes on. Becomes RUNNING.</td></tr>
 * <tr><td>FAILED</td><td>an exception ended it; stays until the strategy is applied again</td></tr>
 * </table>
 */
final class Seat {
    enum State {
        RUNNING,
        WAITING,
        FAILED
    }

    private final AppliedStrategy strategy;
    private final StrategyRun run;

    private State state;
    private ClosedBar bar;

    /** {@code run}: null for a strategy that failed before it could run. */
    Seat(AppliedStrategy strategy, StrategyRun run, State state) {
        this.strategy = strategy;
        this.run = run;
        this.state = state;
    }

    /** Finds the bar of its timeframe among those that closed. */
    void look(Closings closings) {
        bar = null;
        for (int i = 0; i < closings.count(); i++) {
            if (closings.timeframe(i).equals(strategy.compiled().rules().timeframe())) {
                bar = closings.bar(i);
            }
        }
    }

    /** Whether a new version can take over at this bar. */
    boolean canTakeOver() {
        return state == State.WAITING && bar != null && run.view().isReady();
    }

    /** Whether there is a bar to be evaluated. */
    boolean isDue() {
        return state == State.RUNNING && bar != null;
    }

    void takeOver() {
        state = State.RUNNING;
    }

    void fail() {
        state = State.FAILED;
    }

    boolean isOf(String id) {
        return strategy.id().equals(id);
    }

    AppliedStrategy strategy() {
        return strategy;
    }

    StrategyRun run() {
        return run;
    }

    State state() {
        return state;
    }

    /** The bar of its timeframe that closed now, or null. */
    ClosedBar bar() {
        return bar;
    }
}
