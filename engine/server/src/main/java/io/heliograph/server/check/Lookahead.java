package io.heliograph.server.check;

import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that no signal knows what comes after it.
 *
 * <p>The data are cut right behind the bar of a signal, an hour of random data is put in the place of what follows, and a
 * fresh core runs over that. Every signal up to the cut must be what it was. Documents cannot fail: an expression reads
 * closed bars. A strategy that is a class can. Owned by one thread.
 */
public final class Lookahead {
    private static final Comparator<EmittedSignal> IN_TIME = Comparator.comparingLong(EmittedSignal::barEndNs)
            .thenComparing(EmittedSignal::symbol)
            .thenComparing(EmittedSignal::strategy);

    private final BacktestOptions options;
    private final NodesSource nodes;
    private final int samples;
    private final long seed;
    private final CheckListener listener;

    /**
     * @param options files that can be read again, and the strategies
     * @param samples prefixes at most
     * @param seed of the sample and of the random data
     */
    public Lookahead(BacktestOptions options, NodesSource nodes, int samples, long seed, CheckListener listener) {
        this.options = options;
        this.nodes = nodes;
        this.samples = samples;
        this.seed = seed;
        this.listener = listener;
    }

    /** Runs until a signal changes, or the sample is through. */
    public LookaheadReport run() throws IOException, RowException, BacktestException {
        long startedAt = System.nanoTime();
        SeenSymbols seen = new SeenSymbols();
        List<EmittedSignal> all = asFilesAre(seen);
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        List<Long> cuts = CutTimes.of(all, samples, seed);
        double work = cuts.stream().mapToDouble(seen::shareBefore).sum();
        listener.onPlanned(all.size(), cuts.size(), work * seconds);
        double done = 0;
        long compared = 0;
        for (int i = 0; i < cuts.size(); i++) {
            long cut = cuts.get(i);
            List<EmittedSignal> expected =
                    all.stream().filter(signal -> signal.barEndNs() <= cut).toList();
            Optional<LookaheadReport.Change> change = firstChange(cut, expected, withRandom(cut, seen, i, done, work));
            compared += expected.size();
            if (change.isPresent()) {
                return new LookaheadReport(all.size(), i + 1, compared, change);
            }
            done += seen.shareBefore(cut);
            listener.onProgress(i + 1, work == 0 ? 1 : done / work);
        }
        return new LookaheadReport(all.size(), cuts.size(), compared, Optional.empty());
    }

    private List<EmittedSignal> asFilesAre(SeenSymbols seen) throws IOException, RowException, BacktestException {
        List<Path> paths = options.paths().stream().map(Path::of).toList();
        return Rerun.over(options, nodes.nodes(() -> paths), seen, listener.rows())
                .signals();
    }

    private List<EmittedSignal> withRandom(long cut, SeenSymbols seen, int run, double done, double work)
            throws IOException, RowException, BacktestException {
        double all = seen.rows() * work;
        try (AlteredFiles files = new AlteredFiles(options, prefix(cut, seen))) {
            SilentRows silent = new SilentRows(rows ->
                    listener.onProgress(run, Math.min(1, done / work + rows / Math.max(1, all))));
            return Rerun.over(options, nodes.nodes(files), prefix(cut, seen), silent).signals().stream()
                    .filter(signal -> signal.barEndNs() <= cut)
                    .toList();
        }
    }

    private Prefix prefix(long cut, SeenSymbols seen) {
        return new Prefix(cut, seen.goingOnAfter(cut), seed);
    }

    /** By time, not by order of emission: symbols may come to the same bar in another order. */
    private static Optional<LookaheadReport.Change> firstChange(
            long cut, List<EmittedSignal> expected, List<EmittedSignal> found) {
        Map<String, EmittedSignal> before = byId(expected);
        Map<String, EmittedSignal> after = byId(found);
        return Stream.concat(expected.stream(), found.stream())
                .filter(signal -> !Objects.equals(before.get(signal.signalId()), after.get(signal.signalId())))
                .min(IN_TIME)
                .map(EmittedSignal::signalId)
                .map(id -> new LookaheadReport.Change(
                        cut, Optional.ofNullable(before.get(id)), Optional.ofNullable(after.get(id))));
    }

    private static Map<String, EmittedSignal> byId(List<EmittedSignal> signals) {
        return signals.stream().collect(Collectors.toMap(EmittedSignal::signalId, Function.identity()));
    }
}
