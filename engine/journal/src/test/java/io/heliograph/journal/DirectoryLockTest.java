package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path directory;

    @Test
    void shouldRefuseASecondOpenInTheSameProcess() {
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            assertThatThrownBy(() -> Journal.open(directory, Fixture.options()))
                    .isInstanceOf(DirectoryLockedException.class)
                    .hasMessageContaining("this process")
                    .extracting(e -> ((JournalException) e).exitCode())
                    .isEqualTo(3);
            assertThat(journal.id()).isEqualTo(Fixture.ID);
        }
    }

    @Test
    void shouldRefuseASecondOpenThroughALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);

        try (Journal journal = Journal.open(real, Fixture.options())) {
            assertThatThrownBy(() -> Journal.open(link, Fixture.options()))
                    .isInstanceOf(DirectoryLockedException.class);
            assertThat(journal.isStarted()).isFalse();
        }
    }

    @Test
    void shouldRefuseASecondProcessAndChangeNoByteAndStillHoldAfterwards() throws IOException {
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            journal.start(1, 0);
            Records.append(journal.events().appender(), "a");
            assertThatThrownBy(() -> Journal.open(directory, Fixture.options()))
                    .isInstanceOf(DirectoryLockedException.class);
            List<String> before = Contents.of(directory);

            for (int i = 0; i < 2; i++) {
                try (ChildJvm second = ChildJvm.start(Opener.class, directory.toString())) {
                    assertThat(second.awaitExit())
                            .as(second.output().toString())
                            .isEqualTo(3);
                    assertThat(second.output())
                            .anyMatch(line -> line.contains(
                                    "holder=process " + ProcessHandle.current().pid()));
                }
            }

            assertThat(Contents.of(directory)).isEqualTo(before);
            Records.append(journal.events().appender(), "b");
            assertThat(Records.all(journal.events(), 1)).hasSize(2);
        }
    }

    @Test
    void shouldBeFreeAfterItsHolderWasClosedOrKilled() throws IOException {
        Journal.open(directory, Fixture.options()).close();
        try (ChildJvm holder = ChildJvm.start(Opener.class, directory.toString(), "hold")) {
            holder.awaitLine("open");
            assertThatThrownBy(() -> Journal.open(directory, Fixture.options()))
                    .isInstanceOf(DirectoryLockedException.class)
                    .hasMessageContaining("process " + holder.pid());
            holder.kill();
        }

        try (Journal journal = Journal.open(directory, Fixture.options())) {
            assertThat(journal.lastEpoch()).isZero();
        }
    }

    @Test
    void shouldNameTheMissingFlagsOfTheJvm() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process bare = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Opener.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();

        String output = new String(bare.getInputStream().readAllBytes());

        assertThat(output).contains("--add-opens java.base/java.lang.reflect=ALL-UNNAMED");
        assertThat(Files.list(directory)).isEmpty();
    }

    @Test
    void shouldKeepTheDirectoryToItsOwner() throws IOException {
        Path open = Files.createDirectory(directory.resolve("journal"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        Journal.open(open, Fixture.options()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rwx------");
    }

    /** Opens a journal and exits with what the refusal says, or holds it until it is killed. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (Journal journal = Journal.open(Path.of(arguments[0]), Fixture.options())) {
                System.out.println("open " + journal.id());
                if (arguments.length > 1) {
                    Thread.currentThread().join();
                }
            } catch (JournalException e) {
                System.out.println(e.getMessage());
                System.exit(e.exitCode());
            }
        }
    }
}
