package io.heliograph.server.backtest;

import io.heliograph.codec.event.BarEventDecoder;
import io.heliograph.codec.event.CoreSettingsDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.codec.event.QuoteEventDecoder;
import io.heliograph.codec.event.Refusal;
import io.heliograph.codec.event.StrategyAppliedDecoder;
import io.heliograph.codec.event.StrategyRemovedDecoder;
import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.Replay;
import io.heliograph.server.feed.FeedListener;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * An engine's event log as the events of a core, with its strategies or with others in their place.
 *
 * <p>Reads beside a running engine, up to the head it found, and changes no byte. Owned by one thread, used once.
 */
final class JournalInput {
    private final OfflineCore core;
    private final Path directory;
    private final List<CompiledStrategy> strategies;
    private final long throughNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private boolean isBegun;
    private long marketEvents;
    private BacktestException problem;

    /**
     * @param strategies in the place of the journaled ones, in force before the first event of the market; empty: those
     *     of the journal, when they were applied
     * @param throughNs the data are complete up to here; 0: as far as the journal says
     */
    JournalInput(OfflineCore core, Path directory, List<CompiledStrategy> strategies, long throughNs) {
        this.core = core;
        this.directory = directory;
        this.strategies = strategies;
        this.throughNs = throughNs;
    }

    /**
     * Feeds everything.
     *
     * @throws BacktestException where no journal is there, or the core does not take a strategy
     */
    List<InputFile> run(FeedListener listener) throws BacktestException {
        try (JournalView journal = open();
                Replay replay = new Replay(
                        journal.events(),
                        0,
                        journal.events().head(),
                        (sequence, buffer, offset, length) -> onEvent(buffer, offset, length))) {
            replay.run((done, total) -> listener.onProgress(done, total == 0 ? 1 : (double) done / total));
        }
        if (problem != null) {
            throw problem;
        }
        if (throughNs > 0) {
            core.end(throughNs);
        }
        String name = directory.toAbsolutePath().normalize().getFileName().toString();
        return List.of(new InputFile(name, "", InputKind.JOURNAL, marketEvents, 0));
    }

    private JournalView open() throws BacktestException {
        try {
            return JournalView.open(directory);
        } catch (IllegalArgumentException e) {
            throw new BacktestException("expected files, or a folder with a journal: " + e.getMessage());
        }
    }

    private int onEvent(DirectBuffer buffer, int offset, int length) {
        int templateId = header.wrap(buffer, offset).templateId();
        switch (templateId) {
            case TradeEventDecoder.TEMPLATE_ID, QuoteEventDecoder.TEMPLATE_ID, BarEventDecoder.TEMPLATE_ID ->
                marketEvents++;
            case StrategyAppliedDecoder.TEMPLATE_ID, StrategyRemovedDecoder.TEMPLATE_ID -> {
                if (!strategies.isEmpty()) {
                    return Refusal.ACCEPTED.value();
                }
            }
            default -> {
                // Everything else is as it was.
            }
        }
        Refusal refusal = core.onEvent(buffer, offset, length);
        if (templateId == CoreSettingsDecoder.TEMPLATE_ID && !isBegun) {
            isBegun = true;
            applyStrategies();
        }
        return refusal.value();
    }

    private void applyStrategies() {
        for (CompiledStrategy strategy : strategies) {
            try {
                BacktestException.unless(
                        core.apply(strategy), "strategy " + strategy.rules().id());
            } catch (BacktestException e) {
                problem = e;
            }
        }
    }
}
