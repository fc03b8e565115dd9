package io.heliograph.server.demo;

import io.heliograph.client.SignalListener;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** Counts the signals of a stream, and notes when the first one came. Heard on one thread, read on any. */
final class HeardSignals implements SignalListener {
    private final Consumer<Signal> onSignal;
    private final long jvmStartMs = ManagementFactory.getRuntimeMXBean().getStartTime();

    private volatile long count;
    private volatile long firstAfterMs = -1;

    HeardSignals(Consumer<Signal> onSignal) {
        this.onSignal = onSignal;
    }

    /** Signals heard so far. */
    long count() {
        return count;
    }

    /** From the start of the JVM to the first signal, milliseconds; -1 before it. */
    long firstAfterMs() {
        return firstAfterMs;
    }

    @Override
    public void onSignals(SignalBatch batch) {
        if (firstAfterMs < 0) {
            firstAfterMs = System.currentTimeMillis() - jvmStartMs;
        }
        batch.getSignalsList().forEach(onSignal);
        // One thread writes; the field is volatile for the others.
        long soFar = count;
        count = soFar + batch.getSignalsCount();
    }
}
