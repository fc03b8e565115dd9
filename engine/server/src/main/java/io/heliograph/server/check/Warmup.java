package io.heliograph.server.check;

import io.heliograph.core.Timeframe;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Checks which signals depend on where the data begin: runs again without the first 1, 10, 100 bars.
 *
 * <p>Bars are counted in the timeframe of each strategy, for each symbol by itself. Owned by one thread.
 */
public final class Warmup {
    /** How many bars are left out, one run each. */
    public static final List<Integer> LEFT_OUT = List.of(1, 10, 100);

    private final BacktestOptions options;
    private final double tolerance;
    private final CheckListener listener;

    private final List<WarmupReport.Part> parts = new ArrayList<>();
    private int runs;

    /**
     * @param options files that can be read again, and the strategies
     * @param tolerance share by which the numbers of a signal may differ
     * @throws BacktestException where a strategy runs on bars that are not of time
     */
    public Warmup(BacktestOptions options, double tolerance, CheckListener listener) throws BacktestException {
        for (CompiledStrategy strategy : options.strategies()) {
            if (!strategy.rules().timeframe().isTime()) {
                throw new BacktestException(
                        "expected strategies on bars of time, because tick and volume bars are others"
                                + " where trades are left out: strategy="
                                + strategy.rules().id() + " timeframe="
                                + strategy.rules().timeframe());
            }
        }
        this.options = options;
        this.tolerance = tolerance;
        this.listener = listener;
    }

    /** Runs over all data, then once for each timeframe and number of bars. */
    public WarmupReport run() throws IOException, RowException, BacktestException {
        long startedAt = System.nanoTime();
        SeenSymbols seen = new SeenSymbols();
        Rerun all = Rerun.over(options, Pipeline::new, seen, listener.rows());
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        TreeSet<Timeframe> timeframes = new TreeSet<>();
        options.strategies().forEach(strategy -> timeframes.add(strategy.rules().timeframe()));
        int planned = timeframes.size() * LEFT_OUT.size();
        List<EmittedSignal> signals = all.signals();
        listener.onPlanned(signals.size(), planned, planned * seconds);
        List<BarRow> bars = all.outputs().bars();
        for (Timeframe timeframe : timeframes) {
            for (int leftOut : LEFT_OUT) {
                compare(timeframe, leftOut, signals, bars, rows -> share(rows, seen.rows(), planned));
                runs++;
            }
        }
        return new WarmupReport(List.copyOf(parts));
    }

    private void share(long rows, long ofRows, int planned) {
        listener.onProgress(runs, (runs + (double) rows / Math.max(1, ofRows)) / planned);
    }

    private void compare(
            Timeframe timeframe, int leftOut, List<EmittedSignal> signals, List<BarRow> bars, LongConsumer rowsRead)
            throws IOException, RowException, BacktestException {
        List<CompiledStrategy> strategies = options.strategies().stream()
                .filter(strategy -> strategy.rules().timeframe().equals(timeframe))
                .toList();
        LaterStart choice = new LaterStart(bars, timeframe, leftOut);
        Rerun later = Rerun.over(options.withStrategies(strategies), Pipeline::new, choice, new SilentRows(rowsRead));
        Map<String, Map<Long, Long>> ordinals = ordinals(later.outputs().bars(), timeframe);
        List<EmittedSignal> laterSignals = later.signals();
        for (CompiledStrategy strategy : strategies) {
            WarmupComparison comparison = new WarmupComparison(
                    strategy,
                    tolerance,
                    (symbol, end) -> ordinals.getOrDefault(symbol, Map.of()).getOrDefault(end, -1L));
            parts.add(comparison.compare(signals, laterSignals, leftOut));
        }
    }

    private static Map<String, Map<Long, Long>> ordinals(List<BarRow> bars, Timeframe timeframe) {
        Map<String, Map<Long, Long>> ordinals = new HashMap<>();
        for (BarRow bar : bars) {
            if (bar.timeframe().equals(timeframe)) {
                ordinals.computeIfAbsent(bar.symbol(), symbol -> new HashMap<>())
                        .put(bar.endNs(), bar.ordinal());
            }
        }
        return ordinals;
    }
}
