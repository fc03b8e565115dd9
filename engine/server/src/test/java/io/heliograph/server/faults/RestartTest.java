package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.HeliographClient;
import io.heliograph.server.cli.Main;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.FaultSuite;
import io.heliograph.v1.EngineState;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessHandle.Info;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine that was killed with five million events behind its last snapshot serves within five seconds of the start of
 * its process.
 */
final class RestartTest {
    private static final int BEFORE = 200_000;
    private static final int TAIL = 5_000_000;
    private static final Duration GOAL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String READY = "serving on 127.0.0.1:";

    @TempDir
    private Path folder;

    private String figures = "none=new";
    private boolean isShared;

    @Test
    void shouldServeWithinFiveSeconds() {
        FaultSuite suite = FaultSuite.of("restart", 0, 1);
        if (suite.cases() == 0) {
            suite.skip("it writes and replays " + TAIL + " events; asked for by -D" + FaultSuite.FULL + "=restart");
        }
        suite.run(number -> {
            restart(number);
            if (isShared) { // within the case, which therefore has not passed
                suite.skip("others use the processors, so the time says nothing: " + figures);
            }
        });
        suite.passed(figures);
    }

    private void restart(int number) {
        Path data = folder.resolve("data-" + number);
        RunningEngine.start(RunningEngine.config(data, Map.of())).close();
        LongTail.write(data, BEFORE, TAIL);
        try {
            start(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Path data) throws IOException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        long startNs = System.nanoTime();
        try (ChildJvm child = ChildJvm.start(
                folder,
                List.of("-XX:-UsePerfData", "-XX:InlineSmallCode=6000"),
                Main.class.getName(),
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--store",
                "none")) {
            String line = child.awaitLine(text -> text.startsWith(READY), READY, PATIENCE);
            Duration took = Duration.ofNanos(System.nanoTime() - startNs);
            Duration processor = ProcessHandle.of(child.pid())
                    .map(ProcessHandle::info)
                    .flatMap(Info::totalCpuDuration)
                    .orElse(Duration.ZERO);
            EngineStatus status = status(line.substring(READY.length()));
            child.output().stream().filter(text -> text.contains("recovered:")).forEach(System.out::println);
            figures = String.format(
                    Locale.ROOT,
                    "events=%d tail=%d seconds=%.2f processor_seconds=%.2f load=%.1f",
                    status.getEventSequence(),
                    TAIL,
                    took.toNanos() / 1e9,
                    processor.toNanos() / 1e9,
                    load);
            System.out.println("restart: " + figures);
            assertThat(status.getState()).isEqualTo(EngineState.ENGINE_STATE_SERVING);
            assertThat(status.getEventSequence()).isGreaterThan(BEFORE + TAIL);
            isShared = load > Runtime.getRuntime().availableProcessors();
            assertThat(took).as(figures).isLessThan(isShared ? PATIENCE : GOAL);
        }
    }

    private static EngineStatus status(String port) {
        try (HeliographClient client =
                HeliographClient.builder().target("127.0.0.1:" + port).build()) {
            return client.engineStatus();
        }
    }
}
