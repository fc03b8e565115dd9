package io.heliograph.journal;

import io.heliograph.journal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * Makes both logs durable: forces them at least every interval, and at once when somebody waits for it.
 *
 * <p>Outputs are counted before events, so every output counted has its cause among the events counted; both are forced
 * before either mark moves. A failed force is fatal: nothing is forced or published by this agent again.
 */
public final class ForceAgent implements Agent {
    public static final long DEFAULT_INTERVAL_NS = 50_000_000;

    private final Journal journal;
    private final NanoClock clock;
    private final Forcer forcer;
    private final long intervalNs;
    private final ForcedSegment events = new ForcedSegment();
    private final ForcedSegment outputs = new ForcedSegment();

    private volatile boolean isAwaited;
    private long lastForceNs;
    private long lastMarkNs;
    private boolean isMarkForced = true;
    private boolean hasFailed;

    public ForceAgent(Journal journal, NanoClock clock, long intervalNs, Forcer forcer) {
        if (intervalNs < 0) {
            throw new IllegalArgumentException("an interval is 0 or more: intervalNs=" + intervalNs);
        }
        this.journal = journal;
        this.clock = clock;
        this.intervalNs = intervalNs;
        this.forcer = forcer;
        this.lastForceNs = clock.nanoTime();
        this.lastMarkNs = lastForceNs;
    }

    /** Asks for a force at the next duty cycle; any thread. What was appended before is durable when the marks pass it. */
    public void await() {
        isAwaited = true;
    }

    /**
     * Forces if it is time.
     *
     * @return 1 if the marks moved, else 0
     * @throws StorageFailedException if the disk refuses; the process must end
     */
    @Override
    public int doWork() {
        if (hasFailed) {
            throw new StorageFailedException("a force failed before and is never tried again; the process must end");
        }
        long now = clock.nanoTime();
        boolean awaited = isAwaited;
        if (!awaited && now - lastForceNs < intervalNs) {
            return 0;
        }
        isAwaited = false;
        lastForceNs = now;
        journal.noteTime();
        try {
            return forceAll(now) ? 1 : 0;
        } catch (StorageFailedException e) {
            hasFailed = true;
            throw e;
        }
    }

    /** Forces logs and mark now, for a clean stop, on the thread that runs this agent or after it ended. */
    public void forceNow() {
        await();
        doWork();
        if (!isMarkForced) {
            journal.mark().force(forcer);
            isMarkForced = true;
        }
    }

    private boolean forceAll(long now) {
        long output = journal.outputs().head();
        long event = journal.events().head();
        boolean hasOutputs = output > journal.outputs().durable();
        boolean hasEvents = event > journal.events().durable();
        boolean isBehind = hasOutputs || hasEvents;
        if (hasEvents) {
            events.force(journal.eventSegment(), forcer);
        }
        if (hasOutputs) {
            outputs.force(journal.outputSegment(), forcer);
        }
        if (isBehind) {
            journal.mark().write(event, output);
            isMarkForced = false;
        }
        if (!isMarkForced && now - lastMarkNs >= intervalNs) {
            journal.mark().force(forcer);
            lastMarkNs = now;
            isMarkForced = true;
        }
        if (isBehind) {
            journal.publishDurable(event, output);
        }
        return isBehind;
    }

    @Override
    public String roleName() {
        return "force";
    }

    @Override
    public void onClose() {
        events.close();
        outputs.close();
    }

    /** The newest segment of one log, kept open for forcing. */
    private static final class ForcedSegment {
        private Path folder;
        private FileChannel data;

        void force(Path newest, Forcer forcer) {
            if (newest == null) {
                return;
            }
            Path file = SegmentFiles.data(newest);
            try {
                if (!newest.equals(folder)) {
                    if (!Files.exists(file)) {
                        return; // nothing was written to it yet, and the one before was forced when it was sealed
                    }
                    open(newest, file, forcer);
                }
                forcer.force(data, file);
            } catch (IOException e) {
                throw SafeFile.failed(file, e);
            }
        }

        private void open(Path newest, Path file, Forcer forcer) throws IOException {
            close();
            data = FileChannel.open(file, StandardOpenOption.READ);
            folder = newest;
            SafeFile.force(SegmentFiles.metadata(newest), forcer);
            SafeFile.force(newest, forcer);
        }

        void close() {
            if (data != null) {
                try {
                    data.close();
                } catch (IOException e) {
                    throw SafeFile.failed(SegmentFiles.data(folder), e);
                }
            }
        }
    }
}
