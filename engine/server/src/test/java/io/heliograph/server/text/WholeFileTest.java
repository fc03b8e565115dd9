package io.heliograph.server.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReplaceTheOldFileOnlyWhenTheNewOneIsComplete() throws IOException {
        Path path = Files.writeString(folder.resolve("bars.csv"), "old");

        try (WholeFile file = WholeFile.begin(path)) {
            file.writer().write("new");
            file.writer().flush();
            assertThat(path).hasContent("old");
            file.complete();
        }

        assertThat(path).hasContent("new");
        assertThat(filesThere()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOldFileAndNothingElseWhenTheNewOneIsNotCompleted() throws IOException {
        Path path = Files.writeString(folder.resolve("bars.csv"), "old");

        try (WholeFile file = WholeFile.begin(path)) {
            file.writer().write("half");
        }

        assertThat(path).hasContent("old");
        assertThat(filesThere()).isEqualTo(1);
    }

    @Test
    void shouldKeepALinkAndReplaceWhatItNames() throws IOException {
        Path path = Files.writeString(folder.resolve("bars.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("latest.csv"), path);

        try (WholeFile file = WholeFile.begin(link)) {
            file.out().write("new".getBytes(StandardCharsets.UTF_8));
            file.complete();
        }

        assertThat(link).isSymbolicLink();
        assertThat(path).hasContent("new");
    }

    @Test
    void shouldWriteIntoAPipeAndLeaveItWhereItIs() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> textOf(pipe));

        try (WholeFile file = WholeFile.begin(pipe)) {
            file.writer().write("through");
            file.complete();
        }

        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("through");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void shouldSayWhatIsMissingOfAPlaceThatCannotBeWritten() {
        Path missing = folder.resolve("nowhere").resolve("bars.csv");

        assertThatThrownBy(() -> WholeFile.begin(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("expected a folder that is there, to write into: file=" + missing);
        assertThatThrownBy(() -> WholeFile.begin(folder))
                .hasMessage("expected a file to write, found a folder: file=" + folder);
    }

    private long filesThere() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static String textOf(Path pipe) {
        try (InputStream in = new BufferedInputStream(new FileInputStream(pipe.toFile()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "failed: " + e;
        }
    }
}
