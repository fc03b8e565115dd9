package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends as fast as it can is killed again and again; what it said it had journaled is there. */
class KillTest {
    private static final int CYCLES = Integer.getInteger("heliograph.kill.cycles", 8);

    @TempDir
    Path directory;

    @Test
    void shouldLoseNothingAcknowledgedWhenKilledInTheMiddleOfAppending() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long acknowledged = 0;

        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            String what = "seed=" + seed + " cycle=" + cycle;
            try (ChildJvm child = ChildJvm.start(Appender.class, directory.toString())) {
                child.awaitLine("ack ");
                LockSupport.parkNanos(random.nextInt(200_000_000));
                child.kill();
                acknowledged = lastAcknowledged(child.output());
            }
            try (Journal journal = Journal.open(directory, Fixture.options())) {
                assertThat(journal.events().head()).as(what).isGreaterThanOrEqualTo(acknowledged);
                assertThat(journal.outputs().head()).as(what).isGreaterThanOrEqualTo(acknowledged);
                assertThat(Records.countNumbers(journal.events()))
                        .as(what)
                        .isEqualTo(journal.events().head());
                assertThat(Records.countNumbers(journal.outputs()))
                        .as(what)
                        .isEqualTo(journal.outputs().head());
                assertThat(journal.lastEpoch()).as(what).isEqualTo(cycle);
            }
        }

        assertThat(acknowledged).isGreaterThan(CYCLES);
    }

    /** The last line may be torn by the kill; the one before it is whole. */
    private static long lastAcknowledged(List<String> lines) {
        List<String> acks =
                lines.stream().filter(line -> line.startsWith("ack ")).toList();
        return acks.size() < 2 ? 0 : Long.parseLong(acks.get(acks.size() - 2).substring(4));
    }

    /** Appends the same numbers to both logs in a new epoch until it is killed, forcing now and then, and says how far it is. */
    static final class Appender {
        private Appender() {}

        public static void main(String[] arguments) {
            JournalOptions options = JournalOptions.defaults()
                    .withSegments(Fixture.BLOCK_SIZE, 4 * 1024 * 1024, JournalOptions.DEFAULT_SEGMENT_AGE_NS);
            try (Journal journal = Journal.open(Path.of(arguments[0]), options)) {
                journal.start(
                        journal.lastEpoch() + 1,
                        Math.min(journal.events().head(), journal.outputs().head()));
                LogAppender events = journal.events().appender();
                LogAppender outputs = journal.outputs().appender();
                while (outputs.sequence() < events.sequence()) {
                    Records.appendNumbers(outputs, 1);
                }
                ForceAgent agent =
                        new ForceAgent(journal, SystemNanoClock.INSTANCE, ForceAgent.DEFAULT_INTERVAL_NS, Forcer.FSYNC);
                for (int i = 0; ; i++) {
                    int count = 1 + i % 300;
                    appendGroup(events, count);
                    appendGroup(outputs, count);
                    agent.doWork();
                    System.out.println("ack " + outputs.sequence());
                }
            }
        }

        private static void appendGroup(LogAppender appender, int count) {
            appender.beginGroup();
            for (int i = 0; i < count; i++) {
                Records.add(appender, Long.toString(appender.sequence() + 1));
            }
            appender.commit(LogAppender.LAST_OF_CAUSE);
        }
    }
}
