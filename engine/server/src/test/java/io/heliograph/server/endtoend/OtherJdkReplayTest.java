package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.JavaHomes;
import io.heliograph.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event log, replayed by other JDKs and by other compilers of the same: the outputs have the same bytes. */
final class OtherJdkReplayTest {
    private static final long SEED = 20_131_010;
    private static final int SYMBOLS = 6;
    private static final int TRADES = 60_000;
    private static final int FEW_TRADES = 12_000;

    @TempDir
    private Path folder;

    @Test
    void shouldReplayToTheSameBytesOnEveryJdk() throws IOException {
        Map<String, Path> homes = JavaHomes.byVersion();
        homes.remove(System.getProperty("java.version"));
        Assumptions.assumeFalse(
                homes.isEmpty(), "no other JDK from 17 on is here: nothing to compare with; the test is skipped");
        Path data = journalOf(input());
        String recorded = ReplayedOutputs.recorded(data);

        assertThat(replay(Path.of(System.getProperty("java.home")), data)).isEqualTo(recorded);
        for (Map.Entry<String, Path> home : homes.entrySet()) {
            assertThat(replay(home.getValue(), data))
                    .as("java=" + home.getKey() + " seed=" + SEED)
                    .isEqualTo(recorded);
            System.out.println("the same on Java " + System.getProperty("java.version") + " and " + home.getKey() + ": "
                    + recorded);
        }
    }

    @Test
    void shouldReplayToTheSameBytesInterpretedAndHalfCompiled() throws IOException {
        Path running = Path.of(System.getProperty("java.home"));
        Path data = journalOf(SyntheticFiles.trades(folder, SYMBOLS, SEED, FEW_TRADES));
        String recorded = ReplayedOutputs.recorded(data);

        assertThat(replay(running, data, "-Xint")).as("seed=" + SEED).isEqualTo(recorded);
        assertThat(replay(running, data, "-XX:TieredStopAtLevel=1"))
                .as("seed=" + SEED)
                .isEqualTo(recorded);
    }

    private Path input() throws IOException {
        if (Boolean.getBoolean("heliograph.full")) {
            SharedData.assumePresent();
            return SharedData.path("trades/SPY_2013-10-08.csv.gz");
        }
        return SyntheticFiles.trades(folder, SYMBOLS, SEED, TRADES);
    }

    private Path journalOf(Path file) {
        Path data = folder.resolve("data");
        try (RunningEngine engine = RunningEngine.start(data)) {
            Shell.Answer ingested = Shell.run(
                    "ingest", "--target", "127.0.0.1:" + engine.engine().grpcPort(), file.toString());
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
            assertThat(engine.status().getSignals()).isPositive();
        }
        return data;
    }

    private String replay(Path javaHome, Path data, String... options) throws IOException {
        try (ChildJvm child = ChildJvm.startOn(
                javaHome, folder, List.of(options), ReplayedOutputs.class.getName(), data.toString())) {
            String line = child.awaitLine("replayed ");
            assertThat(child.awaitExit()).isZero();
            return line.substring("replayed ".length());
        }
    }
}
