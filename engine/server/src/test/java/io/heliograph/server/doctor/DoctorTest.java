package io.heliograph.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void shouldFindNothingWrongWithADirectoryThatIsNotThereYetAndNotMakeIt() {
        Path data = folder.resolve("a/b");

        List<Check> checks = new Doctor(data, "127.0.0.1", 0).examine();

        assertThat(checks)
                .extracting(Check::name)
                .containsExactly(
                        "java",
                        "runtime doors",
                        "processors",
                        "memory",
                        "clock",
                        "data directory",
                        "file system",
                        "disk space",
                        "directory lock",
                        "grpc port",
                        "embedded PostgreSQL");
        assertThat(checks).noneMatch(check -> check.verdict() == Check.Verdict.FAILED);
        assertThat(checks)
                .allSatisfy(check -> assertThat(check.advice().isEmpty())
                        .as(check.toString())
                        .isEqualTo(check.verdict() == Check.Verdict.OK));
        assertThat(check("data directory", data).found()).isEqualTo(data + " (will be made)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldKnowADirectoryThatIsThereByARelativePathToo() {
        Path data = Path.of("target");

        assertThat(check("data directory", data)).isEqualTo(Check.ok("data directory", "target"));
    }

    @Test
    void shouldFailWhereTheDirectoryCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Check check = check("data directory", file.resolve("data"));

        assertThat(check.verdict()).isEqualTo(Check.Verdict.FAILED);
        assertThat(check.found()).contains(file.toString());
    }

    @Test
    void shouldWarnOfADiskWithoutSpace() {
        Path nothing = Path.of("/proc/heliograph");

        Check check = check("disk space", nothing);

        assertThat(check.verdict()).isEqualTo(Check.Verdict.WARNING);
        assertThat(check.found()).isEqualTo("0.0 GiB free");
    }

    @Test
    void shouldWarnOfADirectoryThatAnEngineHoldsAndLeaveItsLockAlone() throws IOException {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, folder.toString())) {
            holder.awaitLine("held=true");

            assertThat(check("directory lock", folder).verdict()).isEqualTo(Check.Verdict.WARNING);
            assertThat(check("directory lock", folder).found()).isEqualTo("held");
            holder.send("");
            assertThat(holder.awaitExit()).isZero();
        }
        assertThat(check("directory lock", folder)).isEqualTo(Check.ok("directory lock", "free"));
        assertThat(folder.resolve("LOCK")).isEmptyFile();
    }

    @Test
    void shouldWarnOfAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Check check = port("127.0.0.1", taken.getLocalPort());

            assertThat(check.verdict()).isEqualTo(Check.Verdict.WARNING);
            assertThat(check.found()).isEqualTo("127.0.0.1:" + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void shouldFailForAHostThatIsNone() {
        Check check = port("no-such-host.invalid", 0);

        assertThat(check.verdict()).isEqualTo(Check.Verdict.FAILED);
        assertThat(check.found()).isEqualTo("no such host: no-such-host.invalid");
    }

    private Check port(String host, int port) {
        return only("grpc port", new Doctor(folder, host, port).examine());
    }

    private static Check check(String name, Path data) {
        return only(name, new Doctor(data, "127.0.0.1", 0).examine());
    }

    private static Check only(String name, List<Check> checks) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
