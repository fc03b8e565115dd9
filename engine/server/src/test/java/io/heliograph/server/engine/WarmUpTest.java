package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmUpTest {
    private final ManualClock clock = ManualClock.at("2024-01-02T14:30:00Z");
    private final ManualClock steady = new ManualClock(0);

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNothingBehindNotEvenWhatAKilledOneLeft() throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("tmp/warm-up"));
        Files.writeString(scratch.resolve("LOCK"), "1");
        Files.createDirectories(scratch.resolve("events"));

        run(scratch, 0);

        assertThat(folder.resolve("tmp")).isEmptyDirectory();
        assertThat(folder.toFile().list()).containsExactly("tmp");
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        run(folder.resolve("warm-up"), Duration.ofMillis(500).toNanos());

        assertThat(steady.nowNs()).isLessThan(Duration.ofMinutes(1).toNanos());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldSayWhichFolderItCannotUse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        FatalException refused = catchThrowableOfType(FatalException.class, () -> run(file.resolve("warm-up"), 0));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.STORAGE_FAILED);
        assertThat(refused).hasMessageContaining("folder=" + file.resolve("warm-up"));
    }

    /** @param step how far the steady clock moves each time it is read */
    private void run(Path scratch, long step) {
        ServerConfig config = RunningEngine.config(folder, Map.of());
        new WarmUp(clock::nowNs, () -> {
                    steady.advance(step);
                    return steady.nowNs();
                })
                .run(scratch, config, StartStrategies.compile(config.strategies()));
    }
}
