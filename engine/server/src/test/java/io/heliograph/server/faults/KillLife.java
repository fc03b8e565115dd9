package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.Acknowledgement;
import io.heliograph.client.HeliographException;
import io.heliograph.client.Publisher;
import io.heliograph.client.PublisherListener;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.faults.Failpoint.Point;
import io.heliograph.server.store.DatabaseAddress;
import io.heliograph.server.store.RowsCheck;
import io.heliograph.server.store.TestDatabase;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.Signal;
import io.heliograph.v1.StoreState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One directory and the engines that die on it, one after another, under load from a publisher and a subscriber; what
 * each finds is checked before it is killed in turn, and the last one is stopped and compared with a run without kills.
 */
final class KillLife implements AutoCloseable {
    /** Generous: a guard against hanging, and against waits of many seconds, on a machine that others use too. */
    private static final long START_MILLIS_WHEN_BUSY = 30_000;

    /** The promise. */
    private static final long START_MILLIS = 5_000;

    /** Beyond so many that wait for each processor, the time of a start says little of the engine. */
    private static final double BUSY = 2.0;

    private static final int TRADES = 40_000;
    private static final int MOST_IN_A_CHUNK = 64;
    private static final int BATCH = 9_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final Path folder;
    private final boolean isFull;
    private final FaultMarket market;
    private final AcknowledgedCheck acknowledged;
    private final StreamCheck stream = new StreamCheck();
    private final DatabaseAddress database;
    private final List<String> store;
    private final KillFigures figures;
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();

    /**
     * A life in a folder of its own.
     *
     * @param seed of its market
     * @param hasStore whether its engines write to a database
     * @param isFull whether a start must come in the time that is promised
     */
    KillLife(Path folder, long seed, boolean hasStore, boolean isFull, KillFigures figures) throws IOException {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.isFull = isFull;
        this.market = new FaultMarket(seed, TRADES);
        this.acknowledged = new AcknowledgedCheck(market.trades());
        this.figures = figures;
        this.database = hasStore ? TestDatabase.create() : null;
        this.store = hasStore ? storeArguments() : List.of();
    }

    private List<String> storeArguments() throws IOException {
        Files.createDirectories(folder);
        Path password = Files.writeString(folder.resolve("password"), database.password());
        return List.of("--store", database.url(), database.user(), password.toString());
    }

    /**
     * One engine: started, checked, loaded, killed.
     *
     * @param point where it ends; null for a random moment, at most 400 ms after it serves
     * @param inStart whether the point counts from the start of the process
     */
    void kill(Point point, boolean inStart, SplittableRandom random) throws Exception {
        int times = 1 + random.nextInt(inStart ? 2 : 12);
        Optional<KilledChild> started = KilledChild.start(data, inStart ? point : null, times, store);
        if (started.isEmpty()) {
            figures.killedInStart(point);
            return;
        }
        try (KilledChild child = started.get()) {
            checkStart(child);
            stream.follow(child.client(), request -> request, batch -> {});
            if (point == null) {
                killer.schedule(child::kill, random.nextLong(400_000), TimeUnit.MICROSECONDS);
            } else if (!inStart) {
                // Snapshots and segments come seldom.
                child.arm(point, point.needsSnapshot() || point.name().endsWith("ROLL") ? 1 : times);
            }
            boolean asks = point != null && point.needsSnapshot() || random.nextInt(4) == 0;
            Thread snapshots = asks ? child.keepAskingForSnapshots() : null;
            long before = acknowledged.acknowledgedThrough();
            if (!publishUntilDead(child, random)) {
                figures.unreached();
                child.kill();
            }
            assertThat(child.awaitEnd()).as(child.output()).isEqualTo(Failpoint.KILLED);
            if (snapshots != null) {
                snapshots.join(PATIENCE.toMillis());
            }
            stream.leave();
            figures.killed(point, acknowledged.acknowledgedThrough() - before);
        }
    }

    private void checkStart(KilledChild child) {
        boolean isPromised = isFull && !isBusy();
        figures.started(child.startMillis(), child.startMillis() > START_MILLIS);
        assertThat(child.startMillis())
                .as("milliseconds until it served")
                .isLessThan(isPromised ? START_MILLIS : START_MILLIS_WHEN_BUSY);
        acknowledged.check(data, KilledEngine.options());
        AuditFindings findings = ReplayCheck.check(data, KilledEngine.options());
        figures.replayed(findings.events());
    }

    private static boolean isBusy() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() > BUSY * system.getAvailableProcessors();
    }

    /** Publishes from where the engine stands, in small pieces, until it is dead or has everything; answers whether it died. */
    private boolean publishUntilDead(KilledChild child, SplittableRandom random) throws InterruptedException {
        try {
            Publisher publisher = open(child);
            List<MarketEvent> events = market.events();
            int at = market.placeAfter(publisher.opened().getJournaledThrough());
            while (at < events.size()) {
                int end = Math.min(events.size(), at + 1 + random.nextInt(MOST_IN_A_CHUNK));
                for (; at < end; at++) {
                    publisher.publish(events.get(at));
                }
                publisher.flush();
                if (random.nextInt(3) > 0) {
                    publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_JOURNALED, PATIENCE);
                }
            }
            publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_JOURNALED, PATIENCE);
            return awaitDeath(child);
        } catch (HeliographException e) {
            assertThat(e.isUnreachable()).as("%s%n%s", e, child.output()).isTrue();
            return true;
        }
    }

    /** Points that come without load, such as a force, and random moments, are waited for a little. */
    private static boolean awaitDeath(KilledChild child) {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600);
        while (child.isAlive() && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return !child.isAlive();
    }

    private Publisher open(KilledChild child) {
        Publisher publisher = child.client()
                .publisher(FaultMarket.SOURCE)
                .listener(new PublisherListener() {
                    @Override
                    public void onAcknowledged(Acknowledgement acknowledgement) {
                        acknowledged.acknowledged(acknowledgement);
                    }
                })
                .open();
        assertThat(publisher.opened().getJournaledThrough())
                .as("what the engine still knows of its source")
                .isGreaterThanOrEqualTo(acknowledged.acknowledgedThrough());
        return publisher;
    }

    /** The last engine takes the rest of the market and stops; everything is compared with a run that nobody killed. */
    void end() throws Exception {
        EngineStatus status;
        try (KilledChild child = KilledChild.start(data, null, 0, store).orElseThrow()) {
            checkStart(child);
            stream.follow(child.client(), request -> request, batch -> {});
            try (Publisher publisher = open(child)) {
                List<MarketEvent> events = market.events();
                for (int at = market.placeAfter(publisher.opened().getJournaledThrough()); at < events.size(); at++) {
                    publisher.publish(events.get(at));
                }
            }
            status = child.client().engineStatus();
            long head = status.getOutputSequence();
            await(() -> stream.position() >= head, "the subscriber at the head");
            if (database != null) {
                await(() -> isStored(child.client().engineStatus()), "a store that holds every output");
            }
            stream.leave();
            assertThat(child.stop()).as(child.output()).isZero();
        }
        compare(status);
    }

    private static boolean isStored(EngineStatus status) {
        return status.getStore().getState() == StoreState.STORE_STATE_UP
                && status.getStore().getStoredOutputSequence() >= status.getOutputSequence();
    }

    private void compare(EngineStatus status) throws Exception {
        assertThat(acknowledged.check(data, KilledEngine.options())).isEqualTo(TRADES);
        AuditFindings findings = ReplayCheck.checkStopped(data, KilledEngine.options());
        EngineStatus whole = uninterrupted();
        assertThat(findings.contentDigest()).isEqualTo(whole.getContentDigest());
        assertThat(status.getContentDigest()).isEqualTo(whole.getContentDigest());
        assertThat(status.getBars()).isEqualTo(whole.getBars());
        assertThat(status.getSignals()).isEqualTo(whole.getSignals()).isPositive();
        try (JournalView journal = JournalView.open(data, KilledEngine.options())) {
            long head = journal.outputs().head();
            List<Signal> signals = StreamCheck.signals(journal.outputs(), 0, head);
            stream.check(signals);
            figures.ended(signals.size(), status.getEpoch());
            if (database != null) {
                figures.stored(RowsCheck.check(database, journal.outputs(), 0));
            }
        }
    }

    private EngineStatus uninterrupted() throws IOException {
        Path whole = folder.resolve("whole");
        try (RunningEngine engine = RunningEngine.start(whole)) {
            List<MarketEvent> events = market.events();
            for (int i = 0; i < events.size(); i += BATCH) {
                engine.market()
                        .batchPublishMarketData(BatchPublishMarketDataRequest.newBuilder()
                                .setSourceId(FaultMarket.SOURCE)
                                .setNumbering(Numbering.NUMBERING_DENSE)
                                .addAllEvents(events.subList(i, Math.min(i + BATCH, events.size())))
                                .build());
            }
            return engine.status();
        }
    }

    private static void await(BooleanSupplier wanted, String described) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("expected " + described + " within " + PATIENCE)
                    .isLessThan(deadlineNs);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() throws IOException {
        killer.shutdownNow();
        Directories.delete(folder);
    }
}
