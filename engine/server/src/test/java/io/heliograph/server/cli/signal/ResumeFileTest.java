package io.heliograph.server.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResumeFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldHoldNothingBeforeTheFirstToken() throws IOException {
        Path path = folder.resolve("resume");

        assertThat(new ResumeFile(path).read()).isEmpty();
        new ResumeFile(path).write("");
        assertThat(path).doesNotExist();
        Files.writeString(path, " \n");
        assertThat(new ResumeFile(path).read()).isEmpty();
    }

    @Test
    void shouldGiveBackTheLastToken() {
        Path path = folder.resolve("resume");
        ResumeFile file = new ResumeFile(path);

        file.write("first");
        file.write("second");

        assertThat(new ResumeFile(path).read()).contains("second");
        assertThat(path).hasContent("second\n");
    }

    @Test
    void shouldReplaceTheFileAsAWhole() throws IOException {
        Path path = Files.writeString(folder.resolve("resume"), "before\n");
        Path witness = Files.createLink(folder.resolve("witness"), path);

        new ResumeFile(path).write("after");

        assertThat(path).hasContent("after\n");
        assertThat(witness).as("the bytes of the file that was replaced").hasContent("before\n");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("resume", "witness");
    }

    @Test
    void shouldNotTouchAFileThatHoldsTheToken() throws IOException {
        Path path = Files.writeString(folder.resolve("resume"), "same\n");
        Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
        ResumeFile file = new ResumeFile(path);
        file.read();

        file.write("same");

        assertThat(Files.getLastModifiedTime(path)).isEqualTo(FileTime.fromMillis(1_000));
    }

    @Test
    void shouldSayWhichFileCannotBeRead() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xc3, 0x28});
        Path directory = Files.createDirectory(folder.resolve("directory"));

        for (Path path : List.of(binary, directory)) {
            CommandException refused = catchThrowableOfType(CommandException.class, () -> new ResumeFile(path).read());
            assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(refused).hasMessageContaining("file=" + path);
        }
    }

    @Test
    void shouldSayWhichFileCannotBeWrittenAndKeepWhatItHolds() throws IOException {
        Path path = Files.writeString(folder.resolve("resume"), "before\n");
        Files.createDirectories(folder.resolve("resume.next/in-the-way"));

        CommandException refused =
                catchThrowableOfType(CommandException.class, () -> new ResumeFile(path).write("after"));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.STORAGE_FAILED);
        assertThat(refused).hasMessageContaining("file=" + path);
        assertThat(path).hasContent("before\n");
    }
}
