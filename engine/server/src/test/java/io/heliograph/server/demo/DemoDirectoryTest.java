package io.heliograph.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.doctor.LockHolder;
import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeTheDirectoryForItsOwnerAlone() throws IOException {
        Path data = folder.resolve("a/demo");

        wipe(data);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldThrowAwayEverythingButTheProgramsOfTheDatabase() throws IOException {
        Path data = folder.resolve("demo");
        wipe(data);
        write(data.resolve("events/0000.log"));
        write(data.resolve("TOKENS"));
        write(data.resolve("postgres/data/base/1"));
        write(data.resolve("postgres/password"));
        write(data.resolve("postgres/programs/bin/postgres"));
        Path outside = write(folder.resolve("outside/kept"));
        Files.createSymbolicLink(data.resolve("link"), outside.getParent());

        wipe(data);

        assertThat(Directories.list(data).stream().filter(line -> line.contains("/") || line.contains("TOKENS")))
                .containsExactly("postgres/programs", "postgres/programs/bin", "postgres/programs/bin/postgres 4");
        assertThat(data.resolve("link")).doesNotExist();
        assertThat(outside).hasContent("text");
    }

    @Test
    void shouldEndWithThreeAndChangeNothingWhereAnEngineRuns() throws IOException {
        Path data = folder.resolve("demo");
        wipe(data);
        write(data.resolve("events/0000.log"));
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, data.toString())) {
            holder.awaitLine("held=true");
            List<String> before = Directories.list(data);

            FatalException refused = refused(data);

            assertThat(refused.exitCode()).isEqualTo(ExitCode.DIRECTORY_LOCKED);
            assertThat(refused).hasMessageContaining("directory=" + data).hasMessageContaining("--data");
            assertThat(Directories.list(data)).isEqualTo(before);
        }
    }

    @Test
    void shouldRefuseADirectoryThatIsNoDemonstrationsAndChangeNothing() throws IOException {
        Path somebodys = write(folder.resolve("home/letter")).getParent();
        Path served =
                write(folder.resolve("served/events/0000.log")).getParent().getParent();
        write(served.resolve("LOCK"));

        for (Path data : List.of(somebodys, served)) {
            List<String> before = Directories.list(data);
            FatalException refused = refused(data);

            assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(refused).hasMessageContaining("directory=" + data).hasMessageContaining("--data");
            assertThat(Directories.list(data)).isEqualTo(before);
        }
    }

    @Test
    void shouldNotKillAProcessThatIsNotItsDatabase() throws IOException {
        Path data = folder.resolve("demo");
        wipe(data);
        try (ChildJvm stranger =
                ChildJvm.start(LockHolder.class, folder.resolve("else").toString())) {
            stranger.awaitLine("held=true");
            Path server = data.resolve("postgres/data");
            Files.createDirectories(server);
            Files.writeString(server.resolve("postmaster.pid"), stranger.pid() + "\n" + server + "\n1\n1\n");

            wipe(data);

            assertThat(stranger.isAlive()).isTrue();
            assertThat(server).doesNotExist();
        }
    }

    private static FatalException refused(Path data) {
        return catchThrowableOfType(FatalException.class, () -> wipe(data));
    }

    private static void wipe(Path data) {
        DemoDirectory.wipe(data, data.resolve("postgres"));
    }

    private static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "text");
    }
}
