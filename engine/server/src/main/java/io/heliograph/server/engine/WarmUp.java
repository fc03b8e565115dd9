package io.heliograph.server.engine;

import io.heliograph.core.SignalCore;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.journal.snapshot.StateCopy;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends made-up trades, a few at a time as in a quiet market, through the engine's own classes: door, ring, sequencer and
 * a scratch journal; so that the first real one meets compiled code.
 *
 * <p>Without it the runtime compiles the way of an event during the first minutes of a quiet market, and allocates on the
 * sequencer's thread while it does: before it compiles a method well, it makes every string that its class names. Ends
 * by itself after a number of trades or a stretch of time.
 */
final class WarmUp {
    // In the engine's name, by which those who read the diagnostics look for it.
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long LONGEST_NS = 6_000_000_000L;

    /** As many nodes as in ten copies of a large state, of which the first takes four times as long without. */
    private static final int COPIES = 1_000;

    private final EpochNanoClock clock;
    private final NanoClock steadyClock;

    WarmUp(EpochNanoClock clock, NanoClock steadyClock) {
        this.clock = clock;
        this.steadyClock = steadyClock;
    }

    /** Runs in a folder of its own, which is gone afterwards. */
    void run(Path folder, ServerConfig config, List<CompiledStrategy> strategies) {
        try {
            delete(folder);
            Files.createDirectories(folder);
            try (Journal journal = Journal.open(folder, JournalOptions.defaults())) {
                Recovery recovery = new Recovery(journal, clock, ReplayProgress.NONE);
                recovery.replay();
                recovery.begin("warm-up");
                WarmUpStage stage = new WarmUpStage(recovery, journal, config, clock, steadyClock);
                new ConfigEvents(stage.sequencer()).apply(config, strategies);
                long startNs = steadyClock.nanoTime();
                int trades = stage.trade(LONGEST_NS);
                copy(recovery.core());
                LOG.info("warmed up: trades={} ms={}", trades, (steadyClock.nanoTime() - startNs) / 1_000_000);
            }
            delete(folder);
        } catch (IOException e) {
            throw new FatalException(ExitCode.STORAGE_FAILED, "cannot use the scratch folder: folder=" + folder, e);
        }
    }

    /** As the sequencer does for a snapshot, while everything else waits. */
    private void copy(SignalCore core) {
        StateCopy copy = new StateCopy();
        for (int i = 0; i < COPIES; i++) {
            copy.take(core, clock.nanoTime());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
