package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.Acknowledgement;
import io.heliograph.client.HeliographException;
import io.heliograph.client.Publisher;
import io.heliograph.client.PublisherListener;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.MarketEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One engine at work on a disk whose power is cut again and again, and engines that start on what each cut left. */
final class PowerCutLife implements AutoCloseable {
    private static final int TRADES = 300_000;
    private static final int MOST_IN_A_CHUNK = 64;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PowerCutRig rig;
    private final String name;
    private final FaultMarket market;
    private final AcknowledgedCheck acknowledged;
    private final KilledChild child;
    private final Thread load;

    private volatile Throwable failure;
    private volatile boolean isClosed;

    /** Starts it; {@code seed} is that of its market. */
    PowerCutLife(PowerCutRig rig, int seed) throws IOException {
        this.rig = rig;
        this.name = "life-" + seed;
        this.market = new FaultMarket(seed, TRADES);
        this.acknowledged = new AcknowledgedCheck(market.trades());
        this.child = KilledChild.start(rig.folder().resolve(name), null, 0, List.of())
                .orElseThrow();
        this.load = new Thread(() -> publish(seed), "load");
        load.setDaemon(true);
        load.start();
    }

    private void publish(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try {
            Publisher publisher = child.client()
                    .publisher(FaultMarket.SOURCE)
                    .ackLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE)
                    .listener(new PublisherListener() {
                        @Override
                        public void onAcknowledged(Acknowledgement acknowledgement) {
                            acknowledged.acknowledged(acknowledgement);
                        }
                    })
                    .open();
            int left = 0;
            for (MarketEvent event : market.events()) {
                if (isClosed) {
                    return;
                }
                publisher.publish(event);
                if (left-- == 0) {
                    publisher.flush();
                    LockSupport.parkNanos(PAUSE_NS);
                    left = random.nextInt(MOST_IN_A_CHUNK);
                    if (random.nextInt(100) == 0) {
                        publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_DURABLE, PATIENCE);
                    }
                }
            }
        } catch (HeliographException | InterruptedException | Error e) {
            if (!isClosed) {
                failure = e;
            }
        }
    }

    /** What one cut took. */
    record Loss(long durableEvents, long journaledTrades) {}

    /** Cuts the power after a random moment, and starts an engine on what is left. */
    Loss cut(SplittableRandom random) throws Exception {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(600_000)));
        if (random.nextInt(4) == 0) {
            child.askForSnapshot();
        }
        assertThat(failure).isNull();
        // First what was promised, then the cut: what is promised in between is not owed.
        long durable = acknowledged.durableSequence();
        long journaled = acknowledged.acknowledgedThrough();
        Path data = rig.cut().resolve(name);
        try {
            long kept;
            try (RunningEngine engine = RunningEngine.start(
                    RunningEngine.config(data, Map.of()),
                    surroundings -> surroundings.withJournal(KilledEngine.options()))) {
                kept = acknowledged.check(data, KilledEngine.options(), 0, durable);
                assertThat(engine.status().getEventSequence()).isGreaterThan(durable);
                assertThat(engine.fatal()).isNull();
            }
            AuditFindings findings = ReplayCheck.checkStopped(data, KilledEngine.options());
            assertThat(findings.events()).isGreaterThan(durable);
            return new Loss(durable, Math.max(0, journaled - kept));
        } finally {
            rig.discardCut();
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        child.close();
        try {
            load.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: life=" + name, e);
        }
    }
}
