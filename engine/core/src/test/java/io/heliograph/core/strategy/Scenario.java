package io.heliograph.core.strategy;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;

/**
 * One strategy on one instrument, driven bar by bar from a written script.
 *
 * <p>A bar is a line of words: {@code 64} is open, high, low and close; {@code 64/66/60/65} are they in this order;
 * {@code buy} TRUE, {@code buy?} UNKNOWN, absent FALSE ({@code sell}, {@code exit_buy}, {@code exit_sell} alike);
 * {@code stop=60} is a level for either side; {@code filled} flags the bar. Bars last a minute and are numbered from 0.
 */
final class Scenario {
    static final long MINUTE = Timeframe.MINUTE;

    final ScriptedView view = new ScriptedView();
    final OutputLines lines = new OutputLines();

    private final OutputEmitter emitter = new OutputEmitter(lines);
    private final ClosedBar bar = new ClosedBar();
    private final Cause cause = new Cause();

    private Hold hold = Hold.UNTIL;
    private boolean rearm = true;
    private int cooldownBars;
    private int expiresBars;
    private long expiresNs;
    private boolean emitEvery;
    private int pendingLimit = 64;
    private StrategyRun run;
    private long ordinal;
    private long skipped;

    Scenario holdWhile() {
        hold = Hold.WHILE;
        return this;
    }

    Scenario alwaysArmed() {
        rearm = false;
        return this;
    }

    Scenario cooldown(int bars) {
        cooldownBars = bars;
        return this;
    }

    Scenario expiresBars(int bars) {
        expiresBars = bars;
        return this;
    }

    Scenario expiresNs(long ns) {
        expiresNs = ns;
        return this;
    }

    Scenario emitEvery() {
        emitEvery = true;
        return this;
    }

    Scenario pendingLimit(int limit) {
        pendingLimit = limit;
        return this;
    }

    Scenario declare(Level... levels) {
        for (Level level : levels) {
            view.declare(level);
        }
        return this;
    }

    /** Closes one bar for each line. */
    Scenario bars(String... scripts) {
        for (String script : scripts) {
            close(script);
        }
        return this;
    }

    /** Closes {@code count} bars alike. */
    Scenario repeat(int count, String script) {
        for (int i = 0; i < count; i++) {
            close(script);
        }
        return this;
    }

    /** Lets so much time go by without a bar. */
    Scenario pause(long ns) {
        skipped += ns;
        return this;
    }

    Scenario remove() {
        run().remove(cause.set(1_000 + ordinal, 7, 8), emitter);
        return this;
    }

    /** Goes on with a new run from the state of the present one. */
    Scenario restart() {
        Longs state = new Longs();
        run().save(state);
        run = null;
        run().restore(state);
        return this;
    }

    StrategyRun run() {
        if (run == null) {
            StrategyRules rules = new StrategyRules(
                    "scripted",
                    new byte[32],
                    Timeframe.ONE_MINUTE,
                    hold,
                    rearm,
                    cooldownBars,
                    expiresBars,
                    expiresNs,
                    emitEvery);
            run = new StrategyRun(rules, view, 3, "ABC", new SignalRecords(), pendingLimit);
        }
        return run;
    }

    private void close(String script) {
        StrategyRun run = run();
        view.nextBar();
        double[] prices = {64, 64, 64, 64};
        int flags = 0;
        for (String word : script.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                double level = Double.parseDouble(word.substring(equals + 1));
                view.set(Level.valueOf(upper(word.substring(0, equals))), level, level);
            } else if (Character.isDigit(word.charAt(0))) {
                String[] parts = word.split("/");
                for (int i = 0; i < 4; i++) {
                    prices[i] = Double.parseDouble(parts[parts.length == 1 ? 0 : i]);
                }
            } else if (word.equals("filled")) {
                flags = ClosedBar.FILLED;
            } else if (!word.equals("-")) {
                boolean unknown = word.endsWith("?");
                String name = unknown ? word.substring(0, word.length() - 1) : word;
                view.set(Condition.valueOf(upper(name)), unknown ? StrategyView.UNKNOWN : StrategyView.TRUE);
            }
        }
        long start = ordinal * MINUTE + skipped;
        bar.time(start, start + MINUTE, ordinal, 0)
                .prices(prices[0], prices[1], prices[2], prices[3])
                .volume(1, prices[3], 1, flags);
        run.decide(bar, cause.set(1_000 + ordinal, 7, 8));
        run.emitEndings(emitter);
        run.emitSignal(emitter);
        ordinal++;
    }

    private static String upper(String name) {
        return name.toUpperCase(java.util.Locale.ROOT);
    }
}
