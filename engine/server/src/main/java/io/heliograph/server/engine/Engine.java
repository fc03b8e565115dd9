package io.heliograph.server.engine;

import io.grpc.BindableService;
import io.heliograph.core.SignalCore;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Forcer;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.replay.EngineMarks;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.Positions;
import io.heliograph.server.config.GrpcConfig;
import io.heliograph.server.config.IngressConfig;
import io.heliograph.server.config.PublishConfig;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.config.StoreConfig;
import io.heliograph.server.control.AdminService;
import io.heliograph.server.control.EngineFacts;
import io.heliograph.server.control.MarketDataService;
import io.heliograph.server.control.StrategyService;
import io.heliograph.server.ingress.AcknowledgementAgent;
import io.heliograph.server.ingress.Door;
import io.heliograph.server.ingress.FreeSpace;
import io.heliograph.server.ingress.Levels;
import io.heliograph.server.ingress.PublishDesk;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.ingress.WaitingList;
import io.heliograph.server.publish.PublishLimits;
import io.heliograph.server.publish.SignalPublishing;
import io.heliograph.server.query.PageTokens;
import io.heliograph.server.query.SignalLister;
import io.heliograph.server.query.SignalSource;
import io.heliograph.server.query.TokenSealer;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.RpcServer;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SequencerAgent;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.server.store.Database;
import io.heliograph.server.store.DatabaseAddress;
import io.heliograph.server.store.EmbeddedDatabase;
import io.heliograph.server.store.JournalEnd;
import io.heliograph.server.store.Store;
import io.heliograph.server.store.StoreLimits;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StoreState;
import io.heliograph.v1.StoreStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole process: a start in the order of recovery, and a stop in the order of promises.
 *
 * <p>Started and stopped on one thread. Threads begin here and nowhere else.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int WORKERS = 4;
    private static final int WAITING_CALLS = 256;
    private static final int MOST_INSTRUMENTS = 10_000;
    private static final long PATIENCE_NS = 5_000_000_000L;
    private static final long POLL_NS = 1_000_000;

    private final ServerConfig config;
    private final Surroundings surroundings;
    private final List<CompiledStrategy> strategies;
    private final RecoveryProgress progress = new RecoveryProgress();
    private final Gate gate = new Gate(progress);
    private final Positions positions = new Positions();
    private final SignalLatency latency = new SignalLatency();
    private final Desk desk = new Desk();
    private final Workers workers = new Workers("worker", WORKERS, WAITING_CALLS);
    // Lists may wait half a minute for the store; whoever asks how the engine is must not wait behind them.
    private final Workers readers = new Workers("reader", WORKERS, WAITING_CALLS);
    private final SymbolMap symbols = new SymbolMap(MOST_INSTRUMENTS);
    private final WaitingList waiting = new WaitingList();
    private final FreeSpace space;
    private final RingBuffer ring;
    private final Publishers publishers;
    private final AcknowledgementAgent acknowledgements;
    private final Threads threads;

    private RpcServer rpc;
    private Journal journal;
    private ForceAgent force;
    private EngineMarks marks;
    private SequencerAgent sequencer;
    private DigestAgent digest;
    private volatile Store store;
    private volatile SignalPublishing publishing;
    private volatile boolean hasFailed;
    private boolean isStopped;

    private Engine(ServerConfig config, Surroundings surroundings, List<CompiledStrategy> strategies) {
        this.config = config;
        this.surroundings = surroundings;
        this.strategies = strategies;
        this.ring = new ManyToOneRingBuffer(new UnsafeBuffer(
                ByteBuffer.allocateDirect(config.ingress().ringBytes() + RingBufferDescriptor.TRAILER_LENGTH)));
        this.publishers = new Publishers(config.ingress().maxPublishers());
        this.acknowledgements = new AcknowledgementAgent(waiting, publishers, positions);
        this.space = new FreeSpace(
                () -> surroundings.usableBytes().applyAsLong(config.data()),
                config.journal().freeFloorBytes(),
                surroundings.steadyClock());
        this.threads = new Threads(surroundings.idle(), this::fail);
    }

    /**
     * Starts an engine and answers when it serves.
     *
     * <p>In this order: strategies compiled, port bound and certificate read, directory locked, journal replayed and
     * compared, configuration journaled where it differs, threads started.
     *
     * @throws FatalException with the exit code of what is in the way; everything taken was given back
     */
    public static Engine start(ServerConfig config, Surroundings surroundings) {
        Engine engine = new Engine(config, surroundings, StartStrategies.compile(config.strategies()));
        try {
            engine.listen();
            engine.recover();
            engine.serve();
            return engine;
        } catch (JournalException e) {
            engine.giveUp();
            throw new FatalException(ExitCode.of(e.exitCode()), e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            engine.giveUp();
            throw e;
        }
    }

    private void listen() {
        GrpcConfig grpc = config.grpc();
        rpc = RpcServer.start(
                new InetSocketAddress(grpc.host(), grpc.port()),
                grpc.tls()
                        .map(tls -> new RpcServer.TlsFiles(
                                tls.certificate().toFile(),
                                tls.key().toFile(),
                                tls.clientAuthorities().map(path -> path.toFile()))),
                gate,
                IngressConfig.MAX_MESSAGE_BYTES,
                services(),
                List.of(new SignalServiceGrpc.SignalServiceImplBase() {}));
    }

    private List<BindableService> services() {
        Door door = new Door(
                ring,
                symbols,
                publishers,
                surroundings.clock()::nanoTime,
                surroundings.steadyClock(),
                config.ingress().maxAheadNs(),
                config.ingress().maxInFlight(),
                waiting,
                space);
        Levels levels = new Levels(positions, () -> force.await(), hasStore());
        PublishDesk publishDesk = new PublishDesk(door, levels, acknowledgements, this::journalId);
        EngineFacts facts = new EngineFacts(
                gate,
                positions,
                publishers::count,
                () -> publishing == null ? 0 : publishing.subscribers(),
                this::journalId,
                this::digest,
                surroundings.build(),
                this::storeStatus);
        return List.of(
                new MarketDataService(publishDesk, desk, workers, this::journalId),
                new StrategyService(desk, workers, this::journalId),
                new AdminService(desk, workers, facts, surroundings.clock(), surroundings.steadyClock()));
    }

    private void recover() {
        journal = Journal.open(
                config.data(), JournalOptions.defaults().withClocks(surroundings.clock(), surroundings.steadyClock()));
        if (journal.isTailDamaged()) {
            LOG.warn("an unclean end was found and is kept as evidence: {}", journal.tailFindings());
        }
        if (surroundings.warmsUp()) {
            new WarmUp(surroundings.clock(), surroundings.steadyClock())
                    .run(config.data().resolve("tmp").resolve("warm-up"), config, strategies);
        }
        Recovery recovery = new Recovery(journal, surroundings.clock(), progress);
        recovery.replay();
        marks = recovery.begin(surroundings.build());
        SignalCore core = recovery.core();
        sequencer = new Sequencing(
                        ring,
                        desk,
                        publishers,
                        symbols,
                        positions,
                        latency,
                        surroundings.clock()::nanoTime,
                        surroundings.steadyClock())
                .start(
                        core,
                        journal.events().appender(),
                        journal.outputs().appender(),
                        config.core().maxSources());
        new ConfigEvents(sequencer).apply(config, strategies);
        force = new ForceAgent(
                journal, surroundings.steadyClock(), config.journal().forceIntervalNs(), Forcer.FSYNC);
        digest = new DigestAgent(journal.outputs().openReader(0, journal.outputs()::head));
        store = hasStore() ? store(core) : null;
        publishing = publishing();
        LOG.info(
                "recovered: journal={} epoch={} events={} outputs={}",
                journal.id(),
                core.epoch(),
                core.eventSequence(),
                core.outputSequence());
    }

    private boolean hasStore() {
        return !(config.store() instanceof StoreConfig.None);
    }

    private Store store(SignalCore core) {
        Database database;
        if (config.store() instanceof StoreConfig.Outside outside) {
            database = Database.outside(new DatabaseAddress(
                    outside.url(), outside.user(), outside.password().value()));
        } else {
            database = new EmbeddedDatabase(config.data().resolve("postgres"));
        }
        return new Store(
                database,
                journal.outputs().openReader(0, journal.outputs()::durable),
                new JournalEnd(journal.id(), core.epoch(), core.eventSequence(), core.outputSequence()),
                positions::durableEvent,
                positions::durableOutput,
                StoreLimits.DEFAULT);
    }

    private SignalPublishing publishing() {
        PublishConfig limits = config.publish();
        return new SignalPublishing(
                journal.id(),
                journal.outputs(),
                new SignalLister(store == null ? SignalSource.disabled() : store.queries(), new PageTokens(sealer())),
                readers,
                symbol -> symbols.numberOf(symbol) != SymbolMap.MISSING,
                surroundings.steadyClock(),
                new PublishLimits(
                        limits.maxSubscriptions(),
                        limits.catchUpReaders(),
                        limits.memoryPerSubscription(),
                        PublishLimits.USUAL_PATIENCE),
                surroundings.build());
    }

    private TokenSealer sealer() {
        try {
            return TokenSealer.at(config.data().resolve("TOKENS"));
        } catch (IOException e) {
            throw new FatalException(
                    ExitCode.STORAGE_FAILED, "expected a key for tokens that can be kept, found " + e.getMessage(), e);
        }
    }

    private void serve() {
        publishing.rebuild();
        rpc.replace(publishing.service());
        space.look();
        threads.start(new CompositeAgent(new ForceDuty(force, journal, positions), space));
        threads.start(digest);
        if (store != null) {
            threads.start(store.agent());
        }
        threads.start(new CompositeAgent(new StoreWatch(store, positions), acknowledgements, publishing.agent()));
        threads.start(sequencer);
        gate.become(Gate.State.SERVING);
        rpc.serve();
        LOG.info("serving: grpc={}:{} auth=off", config.grpc().host(), rpc.port());
    }

    /** The port that gRPC listens on. */
    public int grpcPort() {
        return rpc.port();
    }

    /** How far each agent has come. */
    public Positions positions() {
        return positions;
    }

    /** From an event's arrival to its signal in the log. */
    public SignalLatency latency() {
        return latency;
    }

    /** The sequencer's thread, for measuring what it allocates. */
    public long sequencerThreadId() {
        return sequencer.threadId();
    }

    /** What the sequencer can be asked. */
    public Desk desk() {
        return desk;
    }

    /** The journal in use. */
    public Journal journal() {
        return journal;
    }

    /** The content digest at an output or soon after it; empty where it is not known in time. */
    public Optional<String> digest(long output) {
        return digest.at(output, PATIENCE_NS, TimeUnit.NANOSECONDS);
    }

    /** The projection in PostgreSQL; empty with {@code store = none}. */
    public Optional<Store> store() {
        return Optional.ofNullable(store);
    }

    /** Whether something fatal happened, and the process should end. */
    public boolean hasFailed() {
        return hasFailed;
    }

    /**
     * Stops: takes nothing new, tells publishers what was journaled of theirs, journals and forces the clean end, gives
     * the directory back.
     */
    @Override
    public void close() {
        if (isStopped) {
            return;
        }
        isStopped = true;
        if (hasFailed) {
            giveUp();
            return;
        }
        gate.become(Gate.State.STOPPING);
        rpc.drain();
        acknowledgements.stop(Gate.stopping());
        awaitPublishers();
        journalStop();
        publishing.stop(Gate.stopping());
        rpc.close();
        giveBack();
        LOG.info("stopped: events={} outputs={}", positions.appliedEvent(), positions.outputHead());
    }

    private void awaitPublishers() {
        long start = surroundings.steadyClock().nanoTime();
        while (!(acknowledgements.isIdle() && ring.size() == 0)
                && surroundings.steadyClock().nanoTime() - start < PATIENCE_NS) {
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** The sequencer journals the end as the last event there will be. */
    private void journalStop() {
        CompletableFuture<Boolean> stopped = desk.ask(bench -> {
            sequencer.end(marks::stop);
            return true;
        });
        try {
            stopped.get(PATIENCE_NS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            fail(e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("the end could not be journaled in time; the next start will be one after an unclean end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something threw where nothing may: publishers and subscribers are let go, and the process is told to end. */
    private void fail(Throwable failure) {
        hasFailed = true;
        gate.become(Gate.State.FAILED);
        acknowledgements.stop(Gate.failed());
        publishing.stop(Gate.failed());
        ExitCode code = exitCode(failure);
        if (failure instanceof FatalException || failure instanceof JournalException) {
            // Foreseen: the message says it all.
            LOG.error("the engine stops: exit={} {}", code.value(), failure.getMessage());
        } else {
            LOG.error("the engine failed and stops: exit={}", code.value(), failure);
        }
        surroundings.onFatal().accept(code, failure);
    }

    private static ExitCode exitCode(Throwable failure) {
        if (failure instanceof FatalException fatal) {
            return fatal.exitCode();
        } else if (failure instanceof JournalException journal) {
            return ExitCode.of(journal.exitCode());
        } else if (failure instanceof InternalError) {
            // What a mapped file throws when the disk fails beneath it.
            return ExitCode.STORAGE_FAILED;
        }
        return ExitCode.FINDING;
    }

    /** Gives back what was taken, promising nothing. */
    private void giveUp() {
        if (rpc != null) {
            rpc.close();
        }
        giveBack();
    }

    /** Threads first, so that nobody works on what is closed; the directory is given back whatever happens. */
    private void giveBack() {
        try {
            threads.stopAll();
            workers.close();
            readers.close();
            if (store != null) {
                store.close();
            }
        } finally {
            if (journal != null) {
                journal.close();
            }
        }
    }

    private StoreStatus storeStatus() {
        if (!hasStore()) {
            return StoreStatus.newBuilder()
                    .setState(StoreState.STORE_STATE_DISABLED)
                    .build();
        }
        return store == null
                ? StoreStatus.newBuilder()
                        .setState(StoreState.STORE_STATE_STARTING)
                        .build()
                : StoreWatch.status(store);
    }

    private String journalId() {
        return journal.id().toString();
    }
}
