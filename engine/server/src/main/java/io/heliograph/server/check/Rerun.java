package io.heliograph.server.check;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.server.backtest.BacktestException;
import io.heliograph.server.backtest.BacktestOptions;
import io.heliograph.server.backtest.FileInput;
import io.heliograph.server.backtest.OfflineCore;
import io.heliograph.server.backtest.OutputCollector;
import io.heliograph.server.backtest.RowChoice;
import io.heliograph.server.feed.FeedListener;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** One run of a fresh core over those rows of some files that a choice takes. Owned by one thread. */
final class Rerun {
    private final OutputCollector outputs = new OutputCollector();

    private Rerun() {}

    /**
     * Runs to the end.
     *
     * @param nodes what decides in the core
     * @param choice used up by it
     */
    static Rerun over(BacktestOptions options, Supplier<InstrumentNodes> nodes, RowChoice choice, FeedListener listener)
            throws IOException, RowException, BacktestException {
        Rerun run = new Rerun();
        OfflineCore core = new OfflineCore(run.outputs, nodes);
        BacktestException.unless(core.settings(options.settings()), "core settings");
        for (CompiledStrategy strategy : options.strategies()) {
            BacktestException.unless(
                    core.apply(strategy), "strategy " + strategy.rules().id());
        }
        new FileInput(core, options, choice, listener).run();
        return run;
    }

    /** In order of emission. */
    List<EmittedSignal> signals() {
        return outputs.signals().stream().map(EmittedSignal::of).toList();
    }

    OutputCollector outputs() {
        return outputs;
    }
}
