package io.heliograph.server.engine;

import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.replay.Recovery;
import io.heliograph.journal.replay.ReplayProgress;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.Positions;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.ingress.Publishers;
import io.heliograph.server.ingress.SymbolMap;
import io.heliograph.server.market.SyntheticMarket;
import io.heliograph.server.sequencer.Bench;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.server.sequencer.Sequencing;
import io.heliograph.server.sequencer.SignalLatency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Sends made-up trades, one at a time, through the engine's own classes and a scratch journal, so that the first real one meets
 * compiled code.
 *
 * <p>Without it the runtime compiles the way of an event during the first minutes of a quiet market, and allocates on the
 * sequencer's thread while it does. Ends by itself after a number of trades or a stretch of time.
 */
final class WarmUp {
    private static final int MOST_TRADES = 60_000;
    private static final long LONGEST_NS = 2_000_000_000L;
    private static final int SYMBOLS = 10;
    private static final long SEED = 1;
    private static final int RING_BYTES = 64 * 1024;
    private static final long STEP_NS = 1_000_000_000L;

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
                Bench bench = bench(recovery, journal, config);
                new ConfigEvents(bench).apply(config, strategies);
                trade(bench);
            }
            delete(folder);
        } catch (IOException e) {
            throw new FatalException(ExitCode.STORAGE_FAILED, "cannot use the scratch folder: folder=" + folder, e);
        }
    }

    private Bench bench(Recovery recovery, Journal journal, ServerConfig config) {
        return new Sequencing(
                        new ManyToOneRingBuffer(new UnsafeBuffer(
                                ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH))),
                        new Desk(),
                        new Publishers(1),
                        new SymbolMap(SYMBOLS),
                        new Positions(),
                        new SignalLatency(),
                        clock::nanoTime,
                        steadyClock)
                .start(
                        recovery.core(),
                        journal.events().appender(),
                        journal.outputs().appender(),
                        config.core().maxSources());
    }

    private void trade(Bench bench) {
        for (int i = 0; i < SYMBOLS; i++) {
            int number = i;
            bench.journal((encoder, buffer, time) ->
                    encoder.instrumentAdded(buffer, 0, time, number, SyntheticMarket.symbol(number)));
        }
        SyntheticMarket market = new SyntheticMarket(SYMBOLS, SEED, 0);
        long deadline = steadyClock.nanoTime() + LONGEST_NS;
        int trades = 0;
        while (trades < MOST_TRADES && steadyClock.nanoTime() < deadline) {
            trades += market.advance(
                    market.now() + STEP_NS,
                    MOST_TRADES,
                    (symbol, timeNs, price, size) -> bench.journal((encoder, buffer, time) ->
                            encoder.trade(buffer, 0, time, 0, timeNs, price, size, symbol, 0)));
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
