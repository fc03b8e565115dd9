package io.heliograph.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows 1, 1c and 1d: the eight kernels together and each alone.
 *
 * <p>A row whose anchor was not calm is measured again, all contests with it; what was calm before stays as it was.
 */
final class KernelRows {
    /** Then the machine is too busy to say anything. */
    static final int MOST_TRIES = 4;

    /** Short markets, and how often they are run through before anything is measured. */
    private static final int REHEARSAL_BARS = 128;

    private static final int REHEARSALS = 1_000;

    private static final String TALIB = "TA-Lib Java 0.4.0, whole arrays";
    private static final String TA4J = "ta4j 0.17 on doubles";

    private final Turns turns;

    KernelRows(Turns turns) {
        this.turns = turns;
    }

    /** Rows 1 and 1c. */
    List<Row> againstTaLib(List<Market> markets) {
        rehearse(Contests.againstTaLib(Market.all(REHEARSAL_BARS)));
        return untilCalm(Contests.againstTaLib(markets), rounds -> {
            List<Row> rows = new ArrayList<>();
            Rounds sum = Rounds.sum("eight kernels, streaming, sum", rounds);
            rows.add(sum.row("1", TALIB, sum.share(), 1.0, 0.6, true));
            for (Rounds one : rounds) {
                rows.add(one.row("1c", TALIB, one.share(), 2.0, 1.3, true));
            }
            return rows;
        });
    }

    /** Row 1d. */
    List<Row> againstTa4j(List<Market> markets) {
        rehearse(Contests.againstTa4j(Market.all(REHEARSAL_BARS)));
        return untilCalm(Contests.againstTa4j(markets), rounds -> {
            Rounds mean = Rounds.geometricMean("one bar added and read, geometric mean", rounds);
            return List.of(mean.row("1d", TA4J, mean.timesFaster(), 40.0, 100.0, false));
        });
    }

    /**
     * Shows the compiler all markets in turns before it makes up its mind.
     *
     * <p>A loop over a long market is compiled within the first of them, from what that one alone looks like, and whether it
     * is compiled again later is chance: the simple moving average then costs a quarter more for the whole run.
     */
    private static void rehearse(List<Contest> contests) {
        for (int i = 0; i < REHEARSALS; i++) {
            for (Contest contest : contests) {
                contest.ours().run();
                contest.anchor().run();
            }
        }
    }

    /** Measures until every row's anchor was calm once, or the tries are over. */
    List<Row> untilCalm(List<Contest> contests, Function<List<Rounds>, Collection<Row>> judge) {
        contests.forEach(Contest::check);
        Map<String, Row> calm = new LinkedHashMap<>();
        for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
            for (Row row : judge.apply(measure(contests))) {
                Row before = calm.get(row.what());
                if (before == null || before.verdict() == Verdict.VOID) {
                    calm.put(row.what(), row.withTries(attempt));
                }
            }
            if (calm.values().stream().noneMatch(row -> row.verdict() == Verdict.VOID)) {
                break;
            }
        }
        return List.copyOf(calm.values());
    }

    private List<Rounds> measure(List<Contest> contests) {
        List<Pass> passes = new ArrayList<>();
        for (Contest contest : contests) {
            passes.add(contest.ours());
            passes.add(contest.anchor());
        }
        double[][] cost = turns.measure(passes);
        List<Rounds> rounds = new ArrayList<>();
        for (int i = 0; i < contests.size(); i++) {
            Contest contest = contests.get(i);
            rounds.add(new Rounds(
                    contest.name(), perBar(cost[2 * i], contest.bars()), perBar(cost[2 * i + 1], contest.bars())));
        }
        return rounds;
    }

    private static double[] perBar(double[] cost, int bars) {
        double[] each = new double[cost.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = cost[i] / bars;
        }
        return each;
    }
}
