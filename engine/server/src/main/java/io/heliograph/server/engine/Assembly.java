package io.heliograph.server.engine;

import io.heliograph.core.SignalCore;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.ForceAgent;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.LostRange;
import io.heliograph.journal.SpaceAhead;
import io.heliograph.journal.replay.DamageReport;
import io.heliograph.journal.replay.EngineMarks;
import io.heliograph.journal.replay.LossAcceptance;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.retention.Retention;
import io.heliograph.journal.seal.SealAgent;
import io.heliograph.journal.seal.SealFolder;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.journal.snapshot.SnapshotWriter;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.audit.CheckpointMapper;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.config.SnapshotsConfig;
import io.heliograph.server.explain.Explainer;
import io.heliograph.server.publish.OutputPublishing;
import io.heliograph.server.sequencer.SequencerAgent;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.store.EarlyDatabase;
import io.heliograph.server.store.SetAside;
import io.heliograph.server.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.CompositeAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What works on the journal, put together in the order of recovery, so that none of it sees a journal half replayed.
 *
 * <p>Recovered and closed on the thread that starts and stops the engine. Any thread may ask once the gate is
 * open; before that only for the store, the publishing, and their subscribers.
 */
final class Assembly {
    // In the engine's name, by which those who read the diagnostics look for it.
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** What was let in and is not written yet lies in the ring, as it were; one event may cause several records. */
    private static final long RINGS_AHEAD = 8;

    private static final long LEAST_PART_AHEAD = 4;
    private static final long DATABASE_PATIENCE_SECONDS = 10;
    private static final long DIGEST_PATIENCE_NS = 5_000_000_000L;

    private final ServerConfig config;
    private final Surroundings surroundings;
    private final List<CompiledStrategy> strategies;
    private final SharedParts parts;

    /** Held for as long as anything may be compiled; null where nothing was warmed up. */
    private NamedStrings strings;

    private Journal journal;
    private EarlyDatabase database;
    private SignalCore core;
    private EngineMarks marks;
    private SequencerAgent sequencer;
    private ForceAgent force;
    private DigestAgent digest;
    private Retention retention;
    private volatile SlowAgent slow;
    private volatile SealAgent seals;
    private volatile boolean hasEnded;
    private volatile Store store;
    private volatile OutputPublishing publishing;

    Assembly(ServerConfig config, Surroundings surroundings, List<CompiledStrategy> strategies, SharedParts parts) {
        this.config = config;
        this.surroundings = surroundings;
        this.strategies = strategies;
        this.parts = parts;
    }

    /** Locks the directory, replays and compares the journal, and makes what works on it; what fails is to be closed. */
    void recover() {
        openJournal();
        boolean mayHoldRows = StartStore.mayHoldRows(config);
        if (mayHoldRows) {
            database = StartStore.reach(config);
        }
        if (surroundings.warmsUp()) {
            CompletableFuture<NamedStrings> read = CompletableFuture.supplyAsync(NamedStrings::onTheWayOfAnEvent);
            new WarmUp(surroundings.clock(), surroundings.steadyClock())
                    .run(config.data().resolve("tmp").resolve("warm-up"), config, strategies);
            strings = read.join();
        }
        SnapshotStore snapshots = SnapshotStore.in(config.data(), journal.id());
        Concessions conceded = surroundings.concessions();
        long leastEpoch = database != null && conceded.newEpoch() ? StartStore.writtenInEpoch(database) + 1 : 0;
        Recovery recovery =
                new Recovery(journal, surroundings.clock(), parts.progress(), snapshots, LOG::warn, leastEpoch);
        recovery.replay();
        core = recovery.core();
        if (!mayHoldRows) {
            // Nobody waits for one that is to be made first; it would only take the processors from the warm-up.
            database = StartStore.reach(config);
        }
        store = StartStore.make(database, surroundings, journal, core, parts.positions());
        SetAside givenUp = mayHoldRows ? compareWithDatabase() : null;
        force = new ForceAgent(
                journal,
                surroundings.steadyClock(),
                config.journal().forceIntervalNs(),
                surroundings.journal().forcer());
        slow = slowAgent(snapshots, recovery);
        slow.takeAtSegmentStart(core, snapshots.sequences());
        marks = recovery.begin(
                surroundings.build(),
                givenUp == null ? null : new LostRange(givenUp.firstEvent(), givenUp.lastEvent()),
                "the database was ahead of the journal: " + givenUp,
                conceded.actor());
        sequencer = sequencer(core);
        new ConfigEvents(sequencer).apply(config, strategies);
        seals = StartSeals.make(config, surroundings, journal, LOG::warn);
        digest = new DigestAgent(journal.outputs(), recovery.digest());
        if (store != null && seals != null) {
            store.keepCheckpoints(StartSeals.source(seals));
        }
        publishing = StartPublishing.make(config, surroundings, parts, journal, store);
        retention =
                StartRetention.make(config, surroundings, journal, parts.positions(), digest, slow, publishing, seals);
        LOG.info(
                "recovered: journal={} epoch={} events={} outputs={} restored={}",
                journal.id(),
                core.epoch(),
                core.eventSequence(),
                core.outputSequence(),
                recovery.restoredEvent());
    }

    private SlowAgent slowAgent(SnapshotStore snapshots, Recovery recovery) {
        SnapshotsConfig kept = config.snapshots();
        return new SlowAgent(
                parts.desk(),
                journal,
                new SnapshotWriter(journal, snapshots, surroundings.journal().forcer(), kept.keep(), recovery.digest()),
                force::await,
                parts.positions()::appliedEvent,
                recovery.restoredEvent(),
                surroundings.clock(),
                surroundings.steadyClock(),
                new SnapshotPlan(kept.everyEvents(), kept.everyNs()));
    }

    /** Before anything is journaled or served, where the database answers; else the store does it when it can. */
    private SetAside compareWithDatabase() {
        if (store == null || !database.isKnownWithin(DATABASE_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return null;
        }
        store.connect();
        return store.progress().setAside();
    }

    private void openJournal() {
        Concessions conceded = surroundings.concessions();
        try {
            journal = Journal.open(
                    config.data(),
                    options(),
                    new LossAcceptance(conceded.losses(), conceded.actor(), options(), LOG::warn));
        } catch (IllegalArgumentException e) {
            throw new FatalException(ExitCode.USAGE, e.getMessage(), e);
        }
        if (journal.isTailDamaged()) {
            LOG.warn("an unclean end was found and is kept as evidence: {}", journal.tailFindings());
        }
    }

    private JournalOptions options() {
        JournalOptions given = surroundings.journal();
        return given.withClocks(surroundings.clock(), surroundings.steadyClock())
                .withSegments(
                        given.blockSize(),
                        Math.min(given.segmentBytes(), config.journal().segmentBytes()),
                        Math.min(given.segmentAgeNs(), config.journal().segmentAgeNs()));
    }

    /** What to tell of a failed start, once everything was given back. */
    String told(JournalException failure) {
        return DamageReport.of(config.data(), options(), failure);
    }

    private SequencerAgent sequencer(SignalCore core) {
        return new Sequencing(
                        parts.ring(),
                        parts.desk(),
                        parts.publishers(),
                        parts.symbols(),
                        parts.positions(),
                        parts.latency(),
                        surroundings.clock()::nanoTime,
                        surroundings.steadyClock())
                .start(
                        core,
                        journal.events().appender(),
                        journal.outputs().appender(),
                        config.core().maxSources());
    }

    /** Journals the end as the last event there will be; on the sequencer's thread. */
    void end() {
        sequencer.end(marks::stop);
        hasEnded = true;
    }

    /** Keeps the core's state, where the end was journaled; after all threads ended. */
    void keepState() {
        if (hasEnded) {
            slow.keepAtEnd(core);
        }
    }

    /** Seals the rest, where the end was journaled and anything is sealed; after all threads ended. */
    void sealRest() {
        if (hasEnded && seals != null) {
            seals.sealAtEnd();
        }
    }

    /** Closes the store, where there is one. */
    void closeStore() {
        if (store != null) {
            store.close();
        } else if (database != null) {
            database.close();
        }
    }

    /** Gives the directory back, where it was taken; after everything that works on it. */
    void closeJournal() {
        if (seals != null) {
            seals.close();
        }
        if (journal != null) {
            journal.close();
        }
    }

    Journal journal() {
        return journal;
    }

    /** Explains signals of the journal, beside all that writes it. */
    Explainer explainer() {
        return new Explainer(
                journal.id(),
                journal.events(),
                journal.outputs(),
                SnapshotStore.in(config.data(), journal.id()),
                parts.positions()::storedOutput,
                (event, output) ->
                        SealFolder.in(config.data()).covering(event, output).map(CheckpointMapper::map),
                surroundings.build(),
                surroundings.steadyClock()::nanoTime);
    }

    String journalId() {
        return journal.id().toString();
    }

    SequencerAgent sequencer() {
        return sequencer;
    }

    /** Sets the first space aside; what is to go on with that. */
    SpaceDuty spaceDuty() {
        parts.space().look();
        long bytes = Math.max(
                SpaceAhead.DEFAULT_BYTES, RINGS_AHEAD * config.ingress().ringBytes());
        SpaceAhead ahead = new SpaceAhead(journal, bytes, surroundings.steadyClock());
        SpaceDuty duty = new SpaceDuty(parts.space(), ahead);
        duty.doWork();
        parts.space().mind(ahead::bytes, bytes / LEAST_PART_AHEAD);
        return duty;
    }

    ForceAgent force() {
        return force;
    }

    DigestAgent digestAgent() {
        return digest;
    }

    /** What is done beside the logs when there is time: snapshots, retention, seals. */
    Agent slowDuties() {
        return seals == null ? new CompositeAgent(slow, retention) : new CompositeAgent(slow, retention, seals);
    }

    SlowAgent slowAgent() {
        return slow;
    }

    /** What seals the journal; null where nothing is sealed. */
    SealAgent seals() {
        return seals;
    }

    /** The content digest at an output or soon after it; empty where it is not known in time. */
    Optional<String> digest(long output) {
        return digest.at(output, DIGEST_PATIENCE_NS, TimeUnit.NANOSECONDS);
    }

    /** Whether the configuration asks for a store. */
    boolean wantsStore() {
        return StartStore.isWanted(config);
    }

    Store store() {
        return store;
    }

    OutputPublishing publishing() {
        return publishing;
    }

    /** Streams of signals, bars and snapshots open now. */
    int subscribers() {
        OutputPublishing made = publishing;
        return (made == null ? 0 : made.subscribers()) + parts.snapshots().subscribers();
    }
}
