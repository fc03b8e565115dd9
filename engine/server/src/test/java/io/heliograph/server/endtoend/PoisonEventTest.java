package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.EventEncoder;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.LogAppender;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An event in the journal that no core can apply: what {@code serve} says, each time, and how an operator gets past it.
 *
 * <p>The event is put there beside the engine, as one leaves it that fails between journaling and applying: its own door lets
 * no such event in.
 */
final class PoisonEventTest {
    private static final long SEED = 20_131_011;
    private static final int NO_INSTRUMENT = 9_999;

    @TempDir
    private Path folder;

    @Test
    void shouldEndWithFourAtEachStartUntilTheEventIsVoidedAndTellOfItFromThenOn() throws IOException {
        Path data = folder.resolve("data");
        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, RandomMarket.batches(SEED, 1_000));
        }
        long poison = append(data);
        String voiding = "heliograph journal void DIR --sequence " + poison + " --reason TEXT";

        for (int i = 0; i < 2; i++) {
            assertThat(ended(ExitCode.JOURNAL_CORRUPT, "serve", "--data", data.toString(), "--store", "none"))
                    .contains("heliograph: an event cannot be applied: sequence=" + poison + " found=", voiding)
                    .doesNotContain("\tat ");
        }
        assertThat(Shell.run("verify", data.toString()).exitCode()).isEqualTo(ExitCode.JOURNAL_CORRUPT.value());
        assertThat(ended(
                        ExitCode.OK,
                        "journal",
                        "void",
                        data.toString(),
                        "--sequence",
                        Long.toString(poison),
                        "--reason",
                        "of no instrument",
                        "--actor",
                        "ann"))
                .contains("voided event " + poison + ": every replay passes over it from now on");

        try (ServedEngine engine = ServedEngine.start(data, "--store", "none")) {
            assertThat(engine.status().getEventSequence()).isGreaterThan(poison);
            assertThat(engine.stop()).isZero();
        }
        assertThat(ended(ExitCode.OK, "verify", data.toString()))
                .contains("voided    event " + poison + " at ", " by ann: of no instrument");
        assertThat(ended(ExitCode.OK, "verify", data.toString(), "--json"))
                .contains(",\"lost\":[],\"voided\":[{\"sequence\":" + poison + ",\"at\":\"")
                .contains("\"actor\":\"ann\",\"reason\":\"of no instrument\"}],");
    }

    /** Runs a command in a process of its own, and answers what it said until it ended so. */
    private static String ended(ExitCode code, String... command) throws IOException {
        try (ChildJvm child = ServedEngine.run(command)) {
            int exitCode = child.awaitExit();
            String said = String.join("\n", child.output());
            assertThat(exitCode).as(said).isEqualTo(code.value());
            return said;
        }
    }

    /** Appends a trade of an instrument that is not there. */
    private static long append(Path data) {
        try (Journal journal = Journal.open(data, JournalOptions.defaults())) {
            journal.start(journal.lastEpoch(), journal.outputs().head());
            ExpandableArrayBuffer record = new ExpandableArrayBuffer();
            long time = JournalOptions.defaults().epochClock().nanoTime();
            int length = new EventEncoder().trade(record, 0, time, 0, time, 1, 1, NO_INSTRUMENT, 0);
            LogAppender events = journal.events().appender();
            events.beginGroup();
            long sequence = events.add(record, 0, length);
            events.commit(LogAppender.LAST_OF_CAUSE);
            return sequence;
        }
    }
}
