package io.heliograph.server.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that has an engine keep its state. */
final class SnapshotCommandTest {
    @TempDir
    private Path data;

    @Test
    void shouldSayWhatIsKeptOnceTheFileStands() throws IOException {
        try (RunningEngine engine = RunningEngine.start(data)) {
            String target = "127.0.0.1:" + engine.engine().grpcPort();
            long event = engine.status().getEventSequence();

            Shell.Answer text = Shell.run("snapshot", "--target", target);
            Shell.Answer json = Shell.run("snapshot", "--target", target, "--json");

            assertThat(text.exitCode()).as(text.said()).isZero();
            assertThat(text.out()).singleElement().asString().startsWith("kept: event=" + event + " output=");
            assertThat(json.out()).singleElement().asString().contains("\"event_sequence\":" + event);
            try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
                assertThat(files).singleElement().asString().endsWith(String.format("%020d.snapshot", event));
            }
        }
    }

    @Test
    void shouldSayThatNoEngineIsThere() {
        Shell.Answer answer = Shell.run("snapshot", "--target", "127.0.0.1:1");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.UNREACHABLE.value());
    }
}
