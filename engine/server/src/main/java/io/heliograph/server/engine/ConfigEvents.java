package io.heliograph.server.engine;

import io.heliograph.codec.event.Refusal;
import io.heliograph.core.AppliedStrategy;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.SignalCore;
import io.heliograph.core.StrategyTable;
import io.heliograph.core.instrument.InstrumentSettings;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.CoreConfig;
import io.heliograph.server.config.InstrumentConfig;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.sequencer.Bench;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Journals what the configuration says and what is not in force yet; after replay, before anything is served. */
final class ConfigEvents {
    private final Bench bench;

    ConfigEvents(Bench bench) {
        this.bench = bench;
    }

    /**
     * Puts the configuration in force.
     *
     * @throws FatalException USAGE where the core refuses it
     */
    void apply(ServerConfig config, List<CompiledStrategy> strategies) {
        applySettings(settings(config.core()));
        config.instruments().forEach(this::declare);
        strategies.forEach(this::applyStrategy);
        if (config.strategies().exclusive()) {
            removeOthers(strategies);
        }
    }

    private static CoreSettings settings(CoreConfig core) {
        return new CoreSettings(
                SignalCore.CORE_LEVEL,
                core.timeframes(),
                core.base(),
                core.latenessNs(),
                core.barsFrom(),
                core.gaps(),
                core.historyBars(),
                core.maxInstruments(),
                core.maxSources(),
                core.maxStrategies(),
                core.maxState());
    }

    private void applySettings(CoreSettings settings) {
        if (settings.equals(bench.core().settings())) {
            return;
        }
        Refusal check = settings.check();
        if (check != Refusal.ACCEPTED) {
            throw refused("core settings", check);
        }
        accept(
                "core settings",
                bench.journal((encoder, buffer, time) -> encoder.coreSettings(buffer, 0, time, settings)));
    }

    private void declare(InstrumentConfig config) {
        String what = "instruments.\"" + config.pattern() + "\"";
        InstrumentSettings settings = new InstrumentSettings(
                config.base(),
                config.barsFrom(),
                config.latenessNs(),
                config.gaps(),
                config.sources(),
                config.dayStartNs());
        Refusal check = bench.core().instruments().checkDeclaration(config.pattern(), settings);
        if (check == Refusal.UNCHANGED) {
            return;
        }
        if (check != Refusal.ACCEPTED) {
            throw refused(what, check);
        }
        accept(
                what,
                bench.journal((encoder, buffer, time) ->
                        encoder.instrumentsDeclared(buffer, 0, time, config.pattern(), settings)));
    }

    private void applyStrategy(CompiledStrategy strategy) {
        String id = strategy.rules().id();
        Refusal check = bench.core().checkStrategy(strategy);
        if (check == Refusal.UNCHANGED) {
            return;
        }
        if (check != Refusal.ACCEPTED) {
            throw refused("strategy " + id, check);
        }
        accept(
                "strategy " + id,
                bench.journal((encoder, buffer, time) -> encoder.strategyApplied(
                        buffer, 0, time, strategy.hash(), id, strategy.canonical(), strategy.text())));
    }

    private void removeOthers(List<CompiledStrategy> named) {
        Set<String> kept = new HashSet<>();
        named.forEach(strategy -> kept.add(strategy.rules().id()));
        StrategyTable inForce = bench.core().strategies();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < inForce.count(); i++) {
            AppliedStrategy strategy = inForce.at(i);
            if (!kept.contains(strategy.id())) {
                others.add(strategy.id());
            }
        }
        for (String id : others) {
            accept(
                    "strategy " + id,
                    bench.journal((encoder, buffer, time) -> encoder.strategyRemoved(buffer, 0, time, id)));
        }
    }

    private static void accept(String what, Bench.Journaled journaled) {
        if (journaled.refusal() != Refusal.ACCEPTED) {
            throw refused(what, journaled.refusal());
        }
    }

    private static FatalException refused(String what, Refusal reason) {
        return new FatalException(
                ExitCode.USAGE, "expected a configuration that the core accepts, found " + what + " refused=" + reason);
    }
}
