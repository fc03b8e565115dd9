package io.heliograph.server.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class TailCommandTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldEndWithFiveWhereThePositionCannotBeKept() {
        Path file = folder.resolve("no-such-folder/resume");
        try (RunningEngine engine = RunningEngine.start(folder.resolve("data"))) {
            Shell.Answer answer = tail(engine, file);

            assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.STORAGE_FAILED.value());
            assertThat(answer.said()).contains("cannot write the resume file: file=" + file);
            assertThat(answer.err()).hasSize(1);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldKeepThePositionWhereThereIsNothingToPrint() throws IOException {
        Path file = folder.resolve("resume");
        try (RunningEngine engine = RunningEngine.start(folder.resolve("data"))) {
            Shell.Answer first = tail(engine, file);
            String token = Files.readString(file);
            Shell.Answer second = tail(engine, file);

            assertThat(first.exitCode()).as(first.said()).isZero();
            assertThat(first.out()).isEmpty();
            assertThat(token).isNotBlank();
            assertThat(second.exitCode()).as(second.said()).isZero();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldAskForTheLevelThatItIsTold() {
        try (RunningEngine engine = RunningEngine.start(folder.resolve("data"))) {
            Shell.Answer durable = tail(engine, "durable");
            Shell.Answer stored = tail(engine, "stored");
            Shell.Answer other = tail(engine, "witnessed");

            assertThat(durable.exitCode()).as(durable.said()).isZero();
            assertThat(stored.exitCode()).as(stored.said()).isEqualTo(ExitCode.USAGE.value());
            assertThat(stored.said()).contains("STORE_DISABLED");
            assertThat(other.exitCode()).as(other.said()).isEqualTo(ExitCode.USAGE.value());
            assertThat(other.said()).contains("--min-level");
        }
    }

    private static Shell.Answer tail(RunningEngine engine, String level) {
        return Shell.run(
                "tail",
                "--no-follow",
                "--from",
                "earliest",
                "--min-level",
                level,
                "--target",
                "127.0.0.1:" + engine.engine().grpcPort());
    }

    private static Shell.Answer tail(RunningEngine engine, Path resume) {
        return Shell.run(
                "tail",
                "--no-follow",
                "--from",
                "earliest",
                "--resume",
                resume.toString(),
                "--target",
                "127.0.0.1:" + engine.engine().grpcPort());
    }
}
