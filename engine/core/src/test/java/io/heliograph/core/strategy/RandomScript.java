package io.heliograph.core.strategy;

import io.heliograph.core.Cause;
import io.heliograph.core.OutputEmitter;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.signal.SignalRecords;
import io.heliograph.core.strategy.StrategyRules.Hold;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;
import java.util.Locale;
import java.util.Random;

/** A whole series drawn from a seed: rules, bars, and what the conditions and levels say on each. */
final class RandomScript implements NaiveScript {
    static final int BARS = 160;

    final StrategyRules rules;
    final boolean[] declared = new boolean[Level.values().length];
    final long[] start = new long[BARS];
    final double[][] prices = new double[BARS][];
    final boolean[] filled = new boolean[BARS];
    final int[][] conditions = new int[BARS][Condition.values().length];
    /** By bar, level and side (BUY, SELL). */
    final double[][][] levels = new double[BARS][Level.values().length][2];

    private final ClosedBar bar = new ClosedBar();
    private final Cause cause = new Cause();

    RandomScript(long seed) {
        Random random = new Random(seed);
        boolean standing = random.nextInt(3) > 0;
        int expiry = random.nextInt(3);
        rules = new StrategyRules(
                "drawn",
                new byte[32],
                Timeframe.ONE_MINUTE,
                standing ? Hold.UNTIL : Hold.WHILE,
                !standing || random.nextInt(3) > 0,
                standing && random.nextBoolean() ? random.nextInt(5) : 0,
                standing && expiry == 1 ? 1 + random.nextInt(30) : 0,
                standing && expiry == 2 ? (1 + random.nextInt(30)) * Timeframe.MINUTE / 2 : 0,
                random.nextInt(4) == 0);
        for (int i = 0; i < declared.length; i++) {
            declared[i] = random.nextBoolean();
        }
        int calm = 1 + random.nextInt(8);
        double close = 64;
        long time = 0;
        for (int i = 0; i < BARS; i++) {
            time += random.nextInt(12) == 0 ? Timeframe.MINUTE * random.nextInt(20) : 0;
            start[i] = time;
            time += Timeframe.MINUTE;
            filled[i] = random.nextInt(15) == 0;
            double open = close + (random.nextInt(6) == 0 ? step(random, 12) : 0);
            close = Math.max(16, open + step(random, 4));
            double high = Math.max(open, close) + random.nextInt(5) * 0.25;
            double low = Math.min(open, close) - random.nextInt(5) * 0.25;
            prices[i] = new double[] {open, high, low, close};
            for (Condition condition : Condition.values()) {
                boolean isExit = condition == Condition.EXIT_BUY || condition == Condition.EXIT_SELL;
                boolean stays = i > 0 && random.nextInt(calm) > 0;
                int drawn = random.nextInt(isExit ? 8 : 4);
                conditions[i][condition.ordinal()] =
                        stays ? conditions[i - 1][condition.ordinal()] : drawn < 3 ? drawn : StrategyView.FALSE;
            }
            if (!standing) {
                conditions[i][Condition.EXIT_BUY.ordinal()] = StrategyView.FALSE;
                conditions[i][Condition.EXIT_SELL.ordinal()] = StrategyView.FALSE;
            }
            for (int side = 0; side < 2; side++) {
                int sign = side == 0 ? 1 : -1;
                levels[i][Level.STOP.ordinal()][side] = level(random, close - sign * random.nextInt(12) * 0.25);
                levels[i][Level.TARGET.ordinal()][side] = level(random, close + sign * random.nextInt(16) * 0.25);
                levels[i][Level.CONFIDENCE.ordinal()][side] = level(random, random.nextInt(13) / 8.0 - 0.25);
            }
        }
    }

    /** Plays all bars; answers the run. Where {@code restarts}, a new run goes on from the saved state after each bar. */
    StrategyRun play(OutputHandler handler, boolean restarts) {
        ScriptedView view = new ScriptedView();
        for (Level level : Level.values()) {
            if (declared[level.ordinal()]) {
                view.declare(level);
            }
        }
        OutputEmitter out = new OutputEmitter(handler);
        SignalRecords records = new SignalRecords();
        StrategyRun run = new StrategyRun(rules, view, 1, "ABC", records);
        for (int i = 0; i < BARS; i++) {
            play(i, view, run, out);
            if (restarts) {
                Longs state = new Longs();
                run.save(state);
                run = new StrategyRun(rules, view, 1, "ABC", records);
                run.restore(state);
                Longs again = new Longs();
                run.save(again);
                if (!state.isReadWhole() || !java.util.Arrays.equals(state.toArray(), again.toArray())) {
                    throw new AssertionError("expected the restored run to save the state it was given: bar=" + i);
                }
            }
        }
        return run;
    }

    private void play(int i, ScriptedView view, StrategyRun run, OutputEmitter out) {
        view.nextBar();
        for (Condition condition : Condition.values()) {
            view.set(condition, conditions[i][condition.ordinal()]);
        }
        for (Level level : Level.values()) {
            view.set(level, levels[i][level.ordinal()][0], levels[i][level.ordinal()][1]);
        }
        double[] p = prices[i];
        bar.time(start[i], start[i] + Timeframe.MINUTE, i, 0)
                .prices(p[0], p[1], p[2], p[3])
                .volume(1, p[3], 1, filled[i] ? ClosedBar.FILLED : 0);
        run.decide(bar, cause.set(i, i, i));
        run.emitEndings(out);
        run.emitSignal(out);
    }

    @Override
    public StrategyRules rules() {
        return rules;
    }

    @Override
    public int bars() {
        return BARS;
    }

    @Override
    public int firstBar() {
        return 0;
    }

    @Override
    public long start(int bar) {
        return start[bar];
    }

    @Override
    public double[] prices(int bar) {
        return prices[bar];
    }

    @Override
    public boolean isFilled(int bar) {
        return filled[bar];
    }

    @Override
    public boolean declares(Level level) {
        return declared[level.ordinal()];
    }

    @Override
    public String describe(Level level) {
        return "<" + level.name().toLowerCase(Locale.ROOT) + ">";
    }

    @Override
    public int condition(int bar, Condition condition, int from) {
        return conditions[bar][condition.ordinal()];
    }

    @Override
    public double level(int bar, Level level, int side) {
        return levels[bar][level.ordinal()][side > 0 ? 0 : 1];
    }

    private static double step(Random random, int quarters) {
        return (random.nextInt(2 * quarters + 1) - quarters) * 0.25;
    }

    private static double level(Random random, double x) {
        return random.nextInt(12) == 0 ? Double.NaN : x;
    }
}
