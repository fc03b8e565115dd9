package io.heliograph.server.engine;

import io.grpc.BindableService;
import io.heliograph.server.audit.AuditService;
import io.heliograph.server.config.IngressConfig;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.control.AdminService;
import io.heliograph.server.control.EngineFacts;
import io.heliograph.server.control.KeptState;
import io.heliograph.server.control.MarketDataService;
import io.heliograph.server.control.StrategyService;
import io.heliograph.server.indicator.IndicatorService;
import io.heliograph.server.ingress.Door;
import io.heliograph.server.ingress.Levels;
import io.heliograph.server.ingress.PublishDesk;
import io.heliograph.server.query.BarSource;
import io.heliograph.server.store.Store;
import io.heliograph.server.task.OperationsService;
import io.heliograph.server.task.TaskLimits;
import io.heliograph.server.trial.BacktestService;
import java.util.List;
import java.util.Optional;

/**
 * Makes the services that are there from the start; what recovery makes they ask for at each call, for the gate lets
 * nothing through that needs it earlier.
 */
final class StartServices {
    private final IngressConfig config;
    private final Surroundings surroundings;
    private final SharedParts parts;
    private final Assembly assembly;

    private StartServices(IngressConfig config, Surroundings surroundings, SharedParts parts, Assembly assembly) {
        this.config = config;
        this.surroundings = surroundings;
        this.parts = parts;
        this.assembly = assembly;
    }

    /** Makes those that are whole from the start: strategies, indicators, audit, backtests, operations, administration. */
    static List<BindableService> make(
            ServerConfig config, Surroundings surroundings, SharedParts parts, Assembly assembly) {
        StartServices start = new StartServices(config.ingress(), surroundings, parts, assembly);
        return List.of(
                new StrategyService(parts.desk(), parts.workers(), assembly::journalId),
                new IndicatorService(parts.readers(), start::storedBars),
                new AuditService(
                        config.data(),
                        parts.readers(),
                        surroundings.steadyClock(),
                        StartSeals.sealing(config, surroundings, assembly)),
                new BacktestService(config.data(), parts.tasks(), parts.desk(), parts.workers(), assembly::journalId),
                new OperationsService(parts.tasks(), TaskLimits.USUAL.waiting(), assembly::journalId),
                new AdminService(
                        parts.desk(),
                        parts.workers(),
                        start.facts(),
                        surroundings.clock(),
                        surroundings.steadyClock()));
    }

    /** Makes the part of the market data service that recovery has nothing to add to. */
    static BindableService marketData(
            IngressConfig config, Surroundings surroundings, SharedParts parts, Assembly assembly) {
        StartServices start = new StartServices(config, surroundings, parts, assembly);
        return new MarketDataService(start.publishDesk(), parts.desk(), parts.workers(), assembly::journalId);
    }

    private PublishDesk publishDesk() {
        Door door = new Door(
                parts.ring(),
                parts.symbols(),
                parts.publishers(),
                surroundings.clock()::nanoTime,
                surroundings.steadyClock(),
                config.maxAheadNs(),
                config.maxInFlight(),
                parts.waiting(),
                parts.space());
        Levels levels = new Levels(parts.positions(), () -> assembly.force().await(), assembly.wantsStore());
        return new PublishDesk(door, levels, parts.acknowledgements(), assembly::journalId);
    }

    private BarSource storedBars() {
        Store store = assembly.store();
        return store == null ? BarSource.disabled() : store.bars();
    }

    private Optional<KeptState> kept() {
        SlowAgent slow = assembly.slowAgent();
        return slow == null ? Optional.empty() : Optional.ofNullable(slow.kept());
    }

    private EngineFacts facts() {
        return new EngineFacts(
                parts.gate(),
                parts.positions(),
                parts.publishers()::count,
                assembly::subscribers,
                assembly::journalId,
                assembly::digest,
                surroundings.build(),
                this::kept,
                () -> assembly.slowAgent().ask(),
                () -> StoreStatusMapper.status(assembly.wantsStore(), assembly.store()));
    }
}
