package io.heliograph.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ManualClock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A store agent on a bench: driven by hand, with a clock of its own and a log in a list. */
final class StoreBench implements AutoCloseable {
    static final UUID JOURNAL = UUID.fromString("11111111-2222-4333-8444-555555555555");
    static final StoreLimits LIMITS =
            new StoreLimits(100, 10, Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5), 2);

    final ManualClock clock = new ManualClock(1_000_000_000_000L);
    final StoreProgress progress = new StoreProgress();
    final StoreAgent agent;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    long durableOutput;

    StoreBench(Database database, ListOutputs outputs) {
        this(database, outputs, new JournalEnd(JOURNAL, ListOutputs.EPOCH, Long.MAX_VALUE, outputs.head()), LIMITS);
    }

    StoreBench(Database database, ListOutputs outputs, JournalEnd journal, StoreLimits limits) {
        durableOutput = outputs.head();
        agent = new StoreAgent(
                database,
                outputs,
                journal,
                () -> durableOutput == 0 ? 0 : outputs.at(durableOutput).cause(),
                () -> durableOutput,
                new RetryPause(limits, clock, new SplittableRandom()),
                limits,
                progress,
                address -> {},
                new PostgresWriter(journal, limits, timer));
    }

    /** Works until all that is durable is stored, letting the pauses pass; fails after many failures in a row. */
    void drain() {
        for (int turns = 0; progress.storedOutput() < durableOutput; turns++) {
            assertThat(turns).as("turns; last: %s", progress.status()).isLessThan(10_000);
            if (agent.doWork() == 0) {
                clock.advance(LIMITS.longestPause());
            }
        }
    }

    @Override
    public void close() {
        agent.onClose();
        timer.shutdownNow();
    }
}
