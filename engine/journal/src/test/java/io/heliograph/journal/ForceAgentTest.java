package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForceAgentTest {
    private static final long INTERVAL_NS = ForceAgent.DEFAULT_INTERVAL_NS;

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
    private final RecordingForcer forcer = new RecordingForcer();
    private Journal journal;
    private ForceAgent agent;

    @BeforeEach
    void open() {
        journal = Journal.open(directory, Fixture.options(clock));
        journal.start(1, 0);
        agent = new ForceAgent(journal, clock::nowNs, INTERVAL_NS, forcer);
    }

    @AfterEach
    void close() {
        agent.onClose();
        journal.close();
    }

    @Test
    void shouldForceBothLogsWhenTheIntervalHasPassed() {
        Records.append(journal.events().appender(), "a", "b");
        Records.append(journal.outputs().appender(), "c");

        clock.advance(INTERVAL_NS - 1);
        assertThat(agent.doWork()).isZero();
        assertThat(journal.events().durable()).isZero();
        clock.advance(1);
        assertThat(agent.doWork()).isOne();

        assertThat(journal.events().durable()).isEqualTo(2);
        assertThat(journal.outputs().durable()).isEqualTo(1);
        assertThat(forcer.names()).contains("events/19700101F.cq4", "outputs/19700101F.cq4");
        assertThat(DurableMark.read(directory.resolve("events/DURABLE")).event())
                .isEqualTo(2);
    }

    @Test
    void shouldForceFolderAndTableAtANewSegmentOnce() {
        Records.append(journal.events().appender(), "a");
        agent.await();
        agent.doWork();
        assertThat(forcer.names()).contains("events/metadata.cq4t", "events/00000000000000000001");

        forcer.forced.clear();
        Records.append(journal.events().appender(), "b");
        agent.await();
        agent.doWork();

        assertThat(forcer.names()).containsExactly("events/19700101F.cq4");
    }

    @Test
    void shouldForceAtOnceWhenSomebodyWaits() {
        Records.append(journal.events().appender(), "a");

        agent.await();

        assertThat(agent.doWork()).isOne();
        assertThat(journal.events().durable()).isEqualTo(1);
        assertThat(agent.doWork()).isZero();
    }

    @Test
    void shouldForceNothingWhenNothingIsNew() {
        clock.advance(INTERVAL_NS);
        agent.doWork();
        clock.advance(INTERVAL_NS);

        assertThat(agent.doWork()).isZero();
        assertThat(forcer.forced).isEmpty();
    }

    @Test
    void shouldForceItsMarkAtMostOncePerInterval() {
        for (int i = 0; i < 10; i++) {
            Records.append(journal.events().appender(), "a");
            agent.await();
            agent.doWork();
        }
        assertThat(forcer.names()).doesNotContain("events/DURABLE");

        clock.advance(INTERVAL_NS);
        agent.doWork();
        clock.advance(INTERVAL_NS);
        agent.doWork();

        assertThat(forcer.names()).containsOnlyOnce("events/DURABLE");
    }

    @Test
    void shouldPublishNothingAndNeverTryAgainAfterAFailedForce() {
        Records.append(journal.events().appender(), "a");
        forcer.failure = new IOException("Input/output error");

        agent.await();
        assertThatThrownBy(agent::doWork)
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("Input/output error")
                .hasMessageContaining("events/00000000000000000001")
                .extracting(e -> ((JournalException) e).exitCode())
                .isEqualTo(5);
        forcer.failure = null;
        forcer.forced.clear();
        clock.advance(INTERVAL_NS);

        assertThatThrownBy(agent::doWork).isInstanceOf(StorageFailedException.class);
        assertThat(forcer.forced).isEmpty();
        assertThat(journal.events().durable()).isZero();
    }

    @Test
    void shouldPublishNothingWhereOnlyTheOutputsCannotBeForced() {
        Records.append(journal.events().appender(), "a");
        Records.append(journal.outputs().appender(), "b");
        forcer.failing = "outputs";
        forcer.failure = new IOException("Input/output error");

        agent.await();

        assertThatThrownBy(agent::doWork).isInstanceOf(StorageFailedException.class);
        assertThat(journal.events().durable()).isZero();
        assertThat(DurableMark.read(directory.resolve("events/DURABLE"))).isEqualTo(DurableMark.Value.NONE);
    }

    @Test
    void shouldFollowALogIntoItsNextSegment() {
        journal.close();
        journal = Journal.open(directory, Fixture.options(clock).withSegments(Fixture.BLOCK_SIZE, 100, Long.MAX_VALUE));
        journal.start(2, 0);
        agent = new ForceAgent(journal, clock::nowNs, INTERVAL_NS, forcer);

        for (int i = 1; i <= 10; i++) {
            Records.append(journal.events().appender(), "0123456789012345678901234567890123456789");
            agent.await();
            agent.doWork();
            assertThat(journal.events().durable()).isEqualTo(i);
        }

        assertThat(forcer.names().stream().filter(name -> name.startsWith("events/0")))
                .hasSizeGreaterThan(3);
    }

    /** Remembers what it was asked for, forces it, and fails when told to. */
    private static final class RecordingForcer implements Forcer {
        private final List<Path> forced = new ArrayList<>();
        private String failing = "events";
        private IOException failure;

        @Override
        public void force(FileChannel channel, Path path) throws IOException {
            if (failure != null && path.toString().contains("/" + failing + "/")) {
                throw failure;
            }
            forced.add(path);
            Forcer.FSYNC.force(channel, path);
        }

        /** The log and the last part of the path. */
        List<String> names() {
            return forced.stream()
                    .map(path -> (path.toString().contains("/events") ? "events/" : "outputs/") + path.getFileName())
                    .toList();
        }
    }
}
