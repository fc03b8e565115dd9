package io.heliograph.server.faults;

import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.Numbering;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes a market to an engine without end, a little every few milliseconds, and takes the time of each answer. */
final class Ingest implements AutoCloseable {
    private static final int TRADES_AT_ONCE = 20;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final RunningEngine engine;
    private final long seed;
    private final long before;
    private final Thread thread = new Thread(this::publish, "ingest");

    private volatile boolean isClosed;
    private volatile long answers;
    private volatile long trades;
    private volatile long worstNs;
    private volatile Throwable failure;

    /** Goes on behind so many trades that were published before. */
    Ingest(RunningEngine engine, long seed, long before) {
        this.engine = engine;
        this.seed = seed;
        this.before = before;
        this.trades = before;
        thread.setDaemon(true);
        thread.start();
    }

    private void publish() {
        try {
            for (long sent = before; !isClosed; sent += TRADES_AT_ONCE) {
                BatchPublishMarketDataRequest batch = BatchPublishMarketDataRequest.newBuilder()
                        .setSourceId(FaultMarket.SOURCE)
                        .setNumbering(Numbering.NUMBERING_DENSE)
                        .addAllEvents(new FaultMarket(seed, sent, TRADES_AT_ONCE).events())
                        .build();
                long startNs = System.nanoTime();
                engine.market().batchPublishMarketData(batch);
                worstNs = Math.max(worstNs, System.nanoTime() - startNs);
                trades = sent + TRADES_AT_ONCE;
                answers++;
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** How many batches were answered. */
    long answers() {
        requireWell();
        return answers;
    }

    /** How many trades were acknowledged, those before included. */
    long trades() {
        requireWell();
        return trades;
    }

    /** The longest that an answer took. */
    long worstMillis() {
        return TimeUnit.NANOSECONDS.toMillis(worstNs);
    }

    private void requireWell() {
        if (failure != null) {
            throw new AssertionError("ingest failed", failure);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the last answer was awaited", e);
        }
    }
}
