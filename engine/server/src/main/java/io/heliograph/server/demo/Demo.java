package io.heliograph.server.demo;

import com.sun.management.ThreadMXBean;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.client.Publisher;
import io.heliograph.client.Subscription;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.engine.Engine;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.Signal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Feeds a seeded market into an engine over its own port, follows the signals, waits for the database, and counts.
 *
 * <p>Everything goes the way of a stranger's data: client, loopback, door, ring, journal, core, stream, PostgreSQL. Runs on one
 * thread; signals are heard on the client's.
 */
public final class Demo {
    private static final String SOURCE = "demo";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_NS = 5_000_000;

    private final Engine engine;
    private final DemoOptions options;
    private final LongSupplier nanoClock;
    private final HeardSignals heard;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long allocatedAtHalf;
    private long eventsAtHalf;

    /**
     * @param nanoClock any clock that does not fall, nanoseconds
     * @param onSignal hears each signal, on a thread of the client
     */
    public Demo(Engine engine, DemoOptions options, LongSupplier nanoClock, Consumer<Signal> onSignal) {
        this.engine = engine;
        this.options = options;
        this.nanoClock = nanoClock;
        this.heard = new HeardSignals(onSignal);
    }

    /**
     * Runs it.
     *
     * @param onLive is called when the two hours that come at once are through, with the trades and signals so far
     * @param isToStop asked often; true ends the market early
     * @throws FatalException UNREACHABLE where the database did not take everything in time
     */
    public DemoReport run(LiveListener onLive, BooleanSupplier isToStop) throws InterruptedException {
        long startedNs = nanoClock.getAsLong();
        try (HeliographClient client = HeliographClient.builder()
                        .target("127.0.0.1:" + engine.grpcPort())
                        .build();
                Subscription subscription = client.subscribe(SubscriptionRequest.fromEarliest(), heard);
                Publisher publisher = client.publisher(SOURCE)
                        .ackLevel(DurabilityLevel.DURABILITY_LEVEL_STORED)
                        .open()) {
            MarketFeed feed = new MarketFeed(options, publisher, nanoClock);
            feed.backfill();
            publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_JOURNALED, PATIENCE);
            if (options.events() == 0) {
                engine.latency().takeInterval();
            }
            onLive.onLive(feed.published(), heard.count());
            feed.live(atHalf(feed, isToStop));
            feed.close();
            publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_JOURNALED, PATIENCE);
            double bytesPerEvent = bytesPerEvent();
            publisher.awaitAcknowledged(DurabilityLevel.DURABILITY_LEVEL_STORED, PATIENCE);
            awaitHeard(client, subscription);
            return report(client, feed, bytesPerEvent, (nanoClock.getAsLong() - startedNs) / 1e9);
        } catch (HeliographException e) {
            throw new FatalException(ExitCode.UNREACHABLE, "the demonstration could not go on: " + e.getMessage(), e);
        }
    }

    /** Hears that the live part begins. */
    @FunctionalInterface
    public interface LiveListener {
        void onLive(long trades, long signals);
    }

    /** Marks the middle of the live part as it passes. */
    private BooleanSupplier atHalf(MarketFeed feed, BooleanSupplier isToStop) {
        long startNs = nanoClock.getAsLong();
        long halfNs = options.seconds() * 500_000_000L;
        long halfEvents = (feed.published() + options.events()) / 2;
        markHalf();
        return new BooleanSupplier() {
            private boolean isMarked;

            @Override
            public boolean getAsBoolean() {
                boolean isHalf = options.events() > 0
                        ? feed.published() >= halfEvents
                        : nanoClock.getAsLong() - startNs >= halfNs;
                if (isHalf && !isMarked) {
                    isMarked = true;
                    markHalf();
                }
                return isToStop.getAsBoolean();
            }
        };
    }

    private void markHalf() {
        allocatedAtHalf = threads.getThreadAllocatedBytes(engine.sequencerThreadId());
        eventsAtHalf = engine.positions().appliedEvent();
    }

    private double bytesPerEvent() {
        long bytes = threads.getThreadAllocatedBytes(engine.sequencerThreadId()) - allocatedAtHalf;
        long events = engine.positions().appliedEvent() - eventsAtHalf;
        return events == 0 ? Double.NaN : (double) bytes / events;
    }

    /** The stream is as fast as the database; this only makes sure that the last lines stand above the summary. */
    private void awaitHeard(HeliographClient client, Subscription subscription) {
        long emitted = client.engineStatus().getSignals();
        long deadline = nanoClock.getAsLong() + PATIENCE.toNanos();
        while (heard.count() < emitted && nanoClock.getAsLong() < deadline) {
            if (subscription.ended().isDone()) {
                throw new FatalException(ExitCode.UNREACHABLE, "the stream of signals ended before its time");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private DemoReport report(HeliographClient client, MarketFeed feed, double bytesPerEvent, double seconds) {
        EngineStatus status = client.engineStatus();
        Histogram latency = engine.latency().takeInterval();
        long stored = 0;
        for (Signal signal : client.signals().all("")) {
            stored += signal.getSignalId().isEmpty() ? 0 : 1;
        }
        return new DemoReport(
                feed.published(),
                status.getEventSequence(),
                status.getBars(),
                status.getSignals(),
                stored,
                status.getLate(),
                heard.firstAfterMs(),
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9),
                bytesPerEvent,
                engine.digest(status.getOutputSequence()).orElse(""),
                seconds);
    }
}
