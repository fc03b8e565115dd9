package io.heliograph.server.engine;

import io.grpc.BindableService;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalException;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.MappedFault;
import io.heliograph.server.Positions;
import io.heliograph.server.config.GrpcConfig;
import io.heliograph.server.config.IngressConfig;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.control.StrategyEvaluations;
import io.heliograph.server.explain.ExplainQuestions;
import io.heliograph.server.publish.OutputPublishing;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.JoinedService;
import io.heliograph.server.rpc.RpcServer;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.SignalLatency;
import io.heliograph.server.store.Store;
import io.heliograph.v1.SignalServiceGrpc;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.CompositeAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole process: a start in the order of recovery, and a stop in the order of promises.
 *
 * <p>Started and stopped on one thread. Threads begin here and nowhere else.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long PATIENCE_NS = 5_000_000_000L;
    private static final long POLL_NS = 1_000_000;

    private final ServerConfig config;
    private final Surroundings surroundings;
    private final SharedParts parts;
    private final Assembly assembly;
    private final Failing failing;
    private final Threads threads;
    private final BindableService marketData;

    private RpcServer rpc;
    private boolean isStopped;

    private Engine(ServerConfig config, Surroundings surroundings, List<CompiledStrategy> strategies) {
        this.config = config;
        this.surroundings = surroundings;
        this.parts = SharedParts.of(config, surroundings, this::onFault);
        this.assembly = new Assembly(config, surroundings, strategies, parts);
        this.failing = new Failing(
                parts.gate(),
                parts.acknowledgements(),
                parts.snapshots(),
                assembly::publishing,
                surroundings.onFatal());
        this.threads = new Threads(surroundings.idle(), failing);
        this.marketData = StartServices.marketData(config.ingress(), surroundings, parts, assembly);
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
            engine.assembly.recover();
            engine.serve();
            return engine;
        } catch (JournalException e) {
            engine.giveUp();
            throw new FatalException(ExitCode.of(e.exitCode()), engine.assembly.told(e), e);
        } catch (RuntimeException | Error e) {
            engine.giveUp();
            if (MappedFault.isIn(e)) {
                throw new FatalException(
                        ExitCode.STORAGE_FAILED,
                        "expected a disk that keeps the journal, found one that failed beneath a mapped file: cause="
                                + e + "; check that there is room, and the disk, then start again",
                        e);
            }
            throw e;
        }
    }

    /** A call or a worker met a mapped file that failed; nobody else's failures come here. */
    private void onFault(Throwable fault) {
        failing.accept(fault);
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
                parts.gate(),
                IngressConfig.MAX_MESSAGE_BYTES,
                StartServices.make(config, surroundings, parts, assembly),
                List.of(marketData, new SignalServiceGrpc.SignalServiceImplBase() {}),
                this::onFault);
    }

    private void serve() {
        OutputPublishing publishing = assembly.publishing();
        Store store = assembly.store();
        publishing.rebuild();
        rpc.replace(new JoinedService(
                new JoinedService(
                        publishing.service(), new StrategyEvaluations(parts.desk(), parts.workers()).methods()),
                new ExplainQuestions(assembly.explainer(), parts.readers()).methods()));
        rpc.replace(new JoinedService(
                new JoinedService(marketData, publishing.barMethods()),
                parts.snapshots().methods()));
        threads.start(assembly.spaceDuty());
        threads.start(new ForceDuty(assembly.force(), assembly.journal(), parts.positions()));
        threads.start(assembly.slowDuties());
        threads.start(assembly.digestAgent());
        if (store != null) {
            threads.start(store.agent());
        }
        threads.start(new CompositeAgent(
                new StoreWatch(store, parts.positions()),
                parts.acknowledgements(),
                publishing.agent(),
                parts.snapshots().agent()));
        threads.start(assembly.sequencer());
        parts.gate().become(Gate.State.SERVING);
        rpc.serve();
        LOG.info("serving: grpc={}:{} auth=off", config.grpc().host(), rpc.port());
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
        if (failing.hasFailed()) {
            giveUp();
            return;
        }
        parts.gate().become(Gate.State.STOPPING);
        parts.tasks().close(Gate.stopping());
        rpc.drain();
        parts.acknowledgements().stop(Gate.stopping());
        awaitPublishers();
        journalStop();
        assembly.publishing().stop(Gate.stopping());
        parts.snapshots().stop(Gate.stopping());
        rpc.close();
        giveBack();
        LOG.info(
                "stopped: events={} outputs={}",
                parts.positions().appliedEvent(),
                parts.positions().outputHead());
    }

    private void awaitPublishers() {
        long start = surroundings.steadyClock().nanoTime();
        while (!(parts.acknowledgements().isIdle() && parts.ring().size() == 0)
                && surroundings.steadyClock().nanoTime() - start < PATIENCE_NS) {
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void journalStop() {
        CompletableFuture<Boolean> stopped = parts.desk().ask(bench -> {
            assembly.end();
            return true;
        });
        try {
            stopped.get(PATIENCE_NS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            failing.accept(e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("the end could not be journaled in time; the next start will be one after an unclean end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            assembly.keepState();
            assembly.sealRest();
            parts.tasks().close(Gate.stopping());
            parts.operators().close();
            parts.workers().close();
            parts.readers().close();
            assembly.closeStore();
        } finally {
            assembly.closeJournal();
        }
    }

    /** The port that gRPC listens on. */
    public int grpcPort() {
        return rpc.port();
    }

    /** How far each agent has come. */
    public Positions positions() {
        return parts.positions();
    }

    /** From an event's arrival to its signal in the log. */
    public SignalLatency latency() {
        return parts.latency();
    }

    /** The sequencer's thread, for measuring what it allocates. */
    public long sequencerThreadId() {
        return assembly.sequencer().threadId();
    }

    /** What the sequencer can be asked. */
    public Desk desk() {
        return parts.desk();
    }

    /** The journal in use. */
    public Journal journal() {
        return assembly.journal();
    }

    /** The content digest at an output or soon after it; empty where it is not known in time. */
    public Optional<String> digest(long output) {
        return assembly.digest(output);
    }

    /** The projection in PostgreSQL; empty with {@code store = none}. */
    public Optional<Store> store() {
        return Optional.ofNullable(assembly.store());
    }

    /** Whether something fatal happened, and the process should end. */
    public boolean hasFailed() {
        return failing.hasFailed();
    }
}
