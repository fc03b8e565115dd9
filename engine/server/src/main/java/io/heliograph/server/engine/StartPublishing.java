package io.heliograph.server.engine;

import io.heliograph.journal.Journal;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.PublishConfig;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.publish.EventTimes;
import io.heliograph.server.publish.OutputPublishing;
import io.heliograph.server.publish.PublishLimits;
import io.heliograph.server.query.BarLister;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.query.PageTokens;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.query.SignalSource;
import io.heliograph.server.query.TokenSealer;
import io.heliograph.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes what tells signals to callers, from the log as they come and from the store where there is one. */
final class StartPublishing {
    private StartPublishing() {}

    /**
     * Makes it; nothing is read before its agent runs.
     *
     * @param journal recovered
     * @param store null where there is none
     * @throws FatalException STORAGE_FAILED where the key of page tokens cannot be kept
     */
    static OutputPublishing make(
            ServerConfig config, Surroundings surroundings, SharedParts parts, Journal journal, Store store) {
        PublishConfig limits = config.publish();
        PageTokens tokens = new PageTokens(sealer(config.data().resolve("TOKENS")));
        return new OutputPublishing(
                journal.id(),
                journal.outputs(),
                Optional.ofNullable(store).map(made -> made.progress()::storedOutput),
                EventTimes.of(journal.events()),
                new SignalLister(store == null ? SignalSource.disabled() : store.queries(), tokens),
                new BarLister(store == null ? BarSource.disabled() : store.bars(), tokens),
                parts.readers(),
                symbol -> parts.symbols().numberOf(symbol) != SymbolMap.MISSING,
                surroundings.steadyClock(),
                new PublishLimits(
                        limits.maxSubscriptions(),
                        limits.catchUpReaders(),
                        limits.memoryPerSubscription(),
                        PublishLimits.USUAL_PATIENCE),
                surroundings.build());
    }

    private static TokenSealer sealer(Path file) {
        try {
            return TokenSealer.at(file);
        } catch (IOException e) {
            throw new FatalException(
                    ExitCode.STORAGE_FAILED, "expected a key for tokens that can be kept, found " + e.getMessage(), e);
        }
    }
}
