package io.heliograph.server.backtest;

import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the signals of one strategy came to, all symbols together.
 *
 * <p>Means are over the scored signals, NaN without any; returns are gross.
 *
 * @param entries BUY and SELL signals
 * @param holds HOLD signals
 * @param endings ended entries by reason
 * @param open entries that nothing ended
 * @param scored ended entries that count in hit rate and Brier score; REMOVED ones do not
 * @param wins scored ones with a return above 0
 * @param meanMfe mean of the best excursions
 * @param meanMae mean of the worst excursions
 * @param brier mean of (confidence - win)^2
 * @param constantBrier Brier score of a constant confidence of the hit rate
 * @param reliability ten equal bins of confidence
 */
public record StrategyStatistics(
        String strategy,
        long entries,
        long buys,
        long sells,
        long holds,
        Map<Reason, Long> endings,
        long open,
        long scored,
        long wins,
        double meanReturn,
        double meanMfe,
        double meanMae,
        double brier,
        double constantBrier,
        List<ReliabilityBin> reliability) {
    private static final int BINS = 10;

    /** Wins of scored signals; NaN without any. */
    public double hitRate() {
        return (double) wins / scored;
    }

    /** Counts the signals of one strategy. */
    static StrategyStatistics of(String strategy, List<SignalRow> all) {
        List<SignalRow> signals =
                all.stream().filter(row -> row.strategy().equals(strategy)).toList();
        List<SignalRow> entered = signals.stream().filter(SignalRow::isEntry).toList();
        List<SignalRow> scored = entered.stream().filter(SignalRow::isScored).toList();
        long buys = entered.stream().filter(row -> row.side() == Side.BUY).count();
        long wins = scored.stream().filter(SignalRow::isWin).count();
        double hitRate = (double) wins / scored.size();
        return new StrategyStatistics(
                strategy,
                entered.size(),
                buys,
                entered.size() - buys,
                signals.stream().filter(row -> row.side() == Side.HOLD).count(),
                endings(entered),
                entered.stream()
                        .filter(row -> row.status().equals(SignalRow.OPEN))
                        .count(),
                scored.size(),
                wins,
                mean(scored, SignalRow::grossReturn),
                mean(scored, SignalRow::mfe),
                mean(scored, SignalRow::mae),
                mean(scored, row -> {
                    double miss = row.confidence() - (row.isWin() ? 1 : 0);
                    return miss * miss;
                }),
                hitRate * (1 - hitRate),
                reliability(scored));
    }

    private static Map<Reason, Long> endings(List<SignalRow> entered) {
        Map<Reason, Long> endings = new EnumMap<>(Reason.class);
        for (SignalRow row : entered) {
            if (!row.status().equals(SignalRow.OPEN)) {
                endings.merge(Reason.valueOf(row.status()), 1L, Long::sum);
            }
        }
        return Collections.unmodifiableMap(endings);
    }

    private static List<ReliabilityBin> reliability(List<SignalRow> scored) {
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            int bin = i;
            List<SignalRow> held = scored.stream()
                    .filter(row -> Math.min(BINS - 1, (int) (row.confidence() * BINS)) == bin)
                    .toList();
            bins.add(new ReliabilityBin(
                    (double) i / BINS,
                    held.size(),
                    mean(held, SignalRow::confidence),
                    mean(held, row -> row.isWin() ? 1 : 0)));
        }
        return List.copyOf(bins);
    }

    private interface Quantity {
        double of(SignalRow row);
    }

    private static double mean(List<SignalRow> rows, Quantity quantity) {
        double sum = 0;
        for (SignalRow row : rows) {
            sum += quantity.of(row);
        }
        return sum / rows.size();
    }
}
