package io.heliograph.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps {@code serve} from starting, and the exit code and clear answer to each. */
final class BadStartTest {
    /** A few seconds, and room for a loaded machine to start a JVM in. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void shouldTellEveryProblemOfAConfigurationAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.conf"), """
                grpc.port = 99999
                storre = none
                core { history = 1, lateness = soon }
                """);

        Shell.Answer answer = Shell.run("serve", "--config", file.toString());

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(answer.said())
                .startsWith("heliograph: 4 problems in the configuration:")
                .contains("grpc.port: expected a whole number from 0 to 65535, found value=99999 (" + file + ":1)")
                .contains("storre: expected a known key, such as store, found value=\"none\" (" + file + ":2)")
                .contains("core.history: expected a whole number from 2 to 5000, found value=1 (" + file + ":3)")
                .contains("core.lateness: expected a duration from 0s", "found value=soon (" + file + ":3)");
    }

    @Test
    void shouldNameTheConfigurationThatIsNotThereOrCannotBeRead() throws IOException {
        String absent = folder.resolve("absent.conf").toString();
        String broken =
                Files.writeString(folder.resolve("broken.conf"), "grpc {\n").toString();

        assertThat(Shell.run("serve", "--config", absent).exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(Shell.run("serve", "--config", absent).said()).contains(absent);
        assertThat(Shell.run("serve", "--config", broken).exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(Shell.run("serve", "--config", broken).said()).contains(broken, "HOCON");
    }

    @Test
    void shouldEndWithSevenWhereThePortIsTaken() throws IOException {
        Path data = folder.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ChildJvm child = ServedEngine.launch(
                        data, "--store", "none", "--port", Integer.toString(taken.getLocalPort()))) {
            assertThat(child.awaitExit()).isEqualTo(ExitCode.PORT_OR_TLS.value());
            assertThat(String.join("\n", child.output()))
                    .contains("heliograph: ", "port=" + taken.getLocalPort())
                    .doesNotContain("\tat ");
        }
        assertThat(data.resolve("events")).doesNotExist();
    }

    @Test
    void shouldEndWithThreeSoonAndChangeNoByteWhereTheDirectoryIsLockedByWhateverName() throws Exception {
        Path data = folder.resolve("data");
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        Path linkedFolder = Files.createSymbolicLink(folder.resolve("linked-folder"), folder);
        Path here = Path.of("target", "end-to-end").toAbsolutePath();
        List<Path> names = List.of(
                data,
                link,
                linkedFolder.resolve("link"),
                data.resolve("events").resolve("..").resolve("."),
                here.relativize(data.toAbsolutePath()));
        try (ServedEngine holder = ServedEngine.start(data, "--store", "none")) {
            holder.awaitDurable();
            Map<String, String> before = FileDigests.of(folder);
            for (Path name : names) {
                long startedNs = System.nanoTime();
                try (ChildJvm child = ServedEngine.launch(name, "--store", "none")) {
                    assertThat(child.awaitExit()).as(name.toString()).isEqualTo(ExitCode.DIRECTORY_LOCKED.value());
                    Duration took = Duration.ofNanos(System.nanoTime() - startedNs);

                    assertThat(took).isLessThan(SOON);
                    assertThat(String.join("\n", child.output()))
                            .contains("heliograph: the journal directory is in use: directory=" + data.toRealPath())
                            .contains(" holder=process ", "; stop that engine")
                            .doesNotContain("\tat ");
                    System.out.println("refused a locked directory after " + took.toMillis() + " ms: name=" + name);
                }
            }
            assertThat(FileDigests.of(folder)).isEqualTo(before);
            assertThat(holder.stop()).isZero();
        }
    }

    @Test
    void shouldSayInALineThatANameLeadsNowhere() throws IOException {
        try (ChildJvm child = ServedEngine.run("query", "--target", "no-engine.invalid:50051")) {
            assertThat(child.awaitExit()).isEqualTo(ExitCode.UNREACHABLE.value());
            assertThat(child.output()).hasSize(1);
            assertThat(child.output().get(0)).contains("target=no-engine.invalid:50051");
        }
    }
}
