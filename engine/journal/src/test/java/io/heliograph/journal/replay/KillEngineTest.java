package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole engine is killed while it sequences; started again it knows every trade it acknowledged, and concludes the same. */
class KillEngineTest {
    private static final int CYCLES = Integer.getInteger("heliograph.kill.cycles", 5);

    @TempDir
    Path temporary;

    @Test
    void shouldKnowEveryAcknowledgedTradeAndConcludeTheSame() throws IOException {
        Path directory = temporary.resolve("journal");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long restored = 0;

        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            long acknowledged;
            try (ChildJvm child = ChildJvm.start(Engine.class, directory.toString(), "endless")) {
                child.awaitLine("ack ");
                LockSupport.parkNanos(random.nextInt(150_000_000));
                child.kill();
                acknowledged = lastAcknowledged(child.output());
            }
            try (LiveEngine engine = new LiveEngine(directory)) {
                restored += engine.restoredEvent();
                assertThat(engine.problems())
                        .as("seed=" + seed + " cycle=" + cycle)
                        .isEmpty();
                assertThat(engine.trades())
                        .as("seed=" + seed + " cycle=" + cycle)
                        .isGreaterThanOrEqualTo(acknowledged);
            }
        }

        assertThat(restored).isPositive();
        try (LiveEngine engine = new LiveEngine(directory);
                LiveEngine uninterrupted = new LiveEngine(temporary.resolve("uninterrupted"))) {
            while (uninterrupted.trades() < engine.trades()) {
                uninterrupted.trade((int) Math.min(100, engine.trades() - uninterrupted.trades()));
            }
            assertThat(LiveEngine.conclusions(engine.journal().outputs()))
                    .as("seed=" + seed)
                    .isNotEmpty()
                    .isEqualTo(LiveEngine.conclusions(uninterrupted.journal().outputs()));
        }
    }

    @Test
    void shouldLeaveNoFileOutsideTheJournal() throws IOException {
        Path home = Files.createDirectories(temporary.resolve("home"));
        Path tmp = Files.createDirectories(temporary.resolve("tmp"));
        Path work = Files.createDirectories(temporary.resolve("work"));
        List<String> options = List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + tmp);
        String journal = temporary.resolve("journal").toString();

        try (ChildJvm child = ChildJvm.start(work, options, Engine.class.getName(), journal, "short")) {
            assertThat(child.awaitExit()).as(child.output().toString()).isZero();
            assertThat(child.output()).allMatch(line -> line.startsWith("ack "));
        }

        assertThat(home).isEmptyDirectory();
        assertThat(tmp).isEmptyDirectory();
        assertThat(work).isEmptyDirectory();
    }

    /** The last line may be torn by the kill; the one before it is whole. */
    private static long lastAcknowledged(List<String> lines) {
        List<String> acks =
                lines.stream().filter(line -> line.startsWith("ack ")).toList();
        return acks.size() < 2 ? 0 : Long.parseLong(acks.get(acks.size() - 2).substring(4));
    }

    /** Trades in groups of varying size and says how far it is; until it is killed, or for a moment and then stops cleanly. */
    static final class Engine {
        private Engine() {}

        public static void main(String[] arguments) {
            boolean isEndless = arguments[1].equals("endless");
            try (LiveEngine engine = new LiveEngine(Path.of(arguments[0]))) {
                for (int i = 0; isEndless || i < 100; i++) {
                    engine.trade(1 + i % 40);
                    if (i % 50 == 0) {
                        engine.snapshot();
                    }
                    System.out.println("ack " + engine.trades());
                }
                engine.stop();
            }
        }
    }
}
