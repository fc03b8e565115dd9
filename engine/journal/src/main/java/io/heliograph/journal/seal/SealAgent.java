package io.heliograph.journal.seal;

import io.heliograph.journal.Journal;
import io.heliograph.journal.StorageFailedException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * Seals a journal in the background: a few frames at each duty, a checkpoint when the interval is over or a segment was
 * rolled, and copies for the witness.
 *
 * <p>Where the disk refuses, sealing stops, is told, and is tried again after the interval from the last checkpoint that
 * stands: seals follow the logs and never hold them up. Its thread alone works; any thread may ask for {@link #latest}.
 */
public final class SealAgent implements Agent, AutoCloseable {
    private static final int FRAMES = 64;
    private static final int AT_HAND = 16;

    private final Journal journal;
    private final Path directory;
    private final SealSettings settings;
    private final EpochNanoClock clock;
    private final NanoClock steadyClock;
    private final Consumer<String> diagnostics;
    private final WitnessFile witness;

    private Seals seals;
    private long lastNs;
    private volatile SealRecord latest;
    private volatile List<SealRecord> recent = List.of();
    private volatile long sealedOutput;
    private volatile long sealedEvent;

    private SealAgent(
            Journal journal,
            Path directory,
            SealSettings settings,
            EpochNanoClock clock,
            NanoClock steadyClock,
            Consumer<String> diagnostics) {
        this.journal = journal;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.steadyClock = steadyClock;
        this.diagnostics = diagnostics;
        this.witness = settings.witnessFile()
                .map(file -> new WitnessFile(file, journal.id(), settings.forcer(), diagnostics))
                .orElse(null);
    }

    /**
     * Opens the seals of a journal that was started, in its directory.
     *
     * @throws io.heliograph.journal.JournalCorruptException if seals and logs disagree
     * @throws IllegalArgumentException if another key sealed last, and no previous key says for this one
     */
    public static SealAgent open(
            Journal journal,
            Path directory,
            SealSettings settings,
            EpochNanoClock clock,
            NanoClock steadyClock,
            Consumer<String> diagnostics) {
        SealAgent agent = new SealAgent(journal, directory, settings, clock, steadyClock, diagnostics);
        agent.begin();
        return agent;
    }

    private void begin() {
        seals = Seals.open(journal, directory, settings, clock);
        lastNs = steadyClock.nanoTime();
        List<Long> voided = seals.unsignedVoided();
        if (!voided.isEmpty()) {
            diagnostics.accept("the next checkpoint signs for events that were voided: events=" + voided);
        }
        publish();
        inform();
    }

    @Override
    public int doWork() {
        try {
            return seals == null ? tryAgain() : work();
        } catch (StorageFailedException | UncheckedIOException e) {
            stopSealing(e);
            return 1;
        }
    }

    private int tryAgain() {
        if (steadyClock.nanoTime() - lastNs < settings.intervalNs()) {
            return 0;
        }
        begin();
        return 1;
    }

    private int work() {
        int frames = seals.poll(FRAMES);
        if (seals.hasRolled()) {
            checkpoint(Checkpoint.Reason.ROLL);
        } else if (steadyClock.nanoTime() - lastNs >= settings.intervalNs()) {
            if (seals.hasNews()) {
                checkpoint(Checkpoint.Reason.INTERVAL);
            } else {
                inform();
            }
            lastNs = steadyClock.nanoTime();
        }
        return frames;
    }

    private void checkpoint(Checkpoint.Reason reason) {
        seals.checkpoint(reason);
        lastNs = steadyClock.nanoTime();
        publish();
        inform();
    }

    private void publish() {
        Checkpoint checkpoint = seals.checkpoint();
        sealedOutput = checkpoint == null ? 0 : checkpoint.output();
        sealedEvent = checkpoint == null ? 0 : checkpoint.event();
        SealRecord last = seals.last();
        if (latest == null || latest.number() < last.number()) {
            boolean follows = latest != null && latest.number() + 1 == last.number();
            recent = Stream.concat(follows ? recent.stream() : Stream.empty(), Stream.of(last))
                    .skip(follows ? Math.max(0, recent.size() + 1 - AT_HAND) : 0)
                    .toList();
        }
        latest = last;
    }

    /** The witness may be away; the next one it is given brings what it lacks. */
    private void inform() {
        if (witness == null) {
            return;
        }
        try {
            if (witness.isOpen()) {
                witness.take(seals.last());
            } else {
                witness.begin(SealFolder.in(directory));
            }
        } catch (StorageFailedException | UncheckedIOException e) {
            diagnostics.accept("the witness file lacks the newest checkpoint: " + e.getMessage());
        }
    }

    private void stopSealing(RuntimeException cause) {
        diagnostics.accept("sealing stopped, and is tried again: " + cause.getMessage());
        lastNs = steadyClock.nanoTime();
        if (seals != null) {
            Seals broken = seals;
            seals = null;
            broken.close();
        }
    }

    /** Seals all that is forced, with a last checkpoint; on the thread that ended all others, after both logs were forced. */
    public void sealAtEnd() {
        try {
            if (seals == null) {
                begin();
            }
            while (!seals.hasAllForced()) {
                if (seals.poll(FRAMES) == 0) {
                    Thread.onSpinWait();
                }
            }
            if (seals.hasNews()) {
                checkpoint(Checkpoint.Reason.STOP);
            }
        } catch (StorageFailedException | UncheckedIOException e) {
            stopSealing(e);
        }
    }

    /** The record made last; any thread. Empty before the first. */
    public Optional<SealRecord> latest() {
        return Optional.ofNullable(latest);
    }

    /** Signed records behind a number, oldest first, at most so many; any thread. Few are at hand, for more the file is read. */
    public List<SealRecord> after(long number, int most) {
        List<SealRecord> some = recent;
        boolean isAtHand = !some.isEmpty() && some.get(0).number() <= number + 1;
        return isAtHand
                ? some.stream()
                        .filter(each -> each.number() > number)
                        .limit(most)
                        .toList()
                : SealFolder.in(directory).after(number, most);
    }

    /** Last event that a checkpoint covers; any thread. */
    public long sealedEvent() {
        return sealedEvent;
    }

    /** Last output that a checkpoint covers; any thread. */
    public long sealedOutput() {
        return sealedOutput;
    }

    @Override
    public String roleName() {
        return "seal";
    }

    /** Gives its files back; the agent may not work after it. */
    @Override
    public void close() {
        if (seals != null) {
            seals.close();
            seals = null;
        }
        if (witness != null) {
            witness.close();
        }
    }
}
