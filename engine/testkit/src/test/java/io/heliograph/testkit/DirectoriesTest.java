package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    private Path temp;

    @Test
    void shouldCopyListAndDelete() throws IOException {
        Path source = temp.resolve("source");
        Files.createDirectories(source.resolve("a/b"));
        Files.writeString(source.resolve("a/one"), "1");
        Files.writeString(source.resolve("two"), "22");

        Path target = temp.resolve("target");
        Directories.copy(source, target);

        assertThat(Directories.list(source)).containsExactly("a", "a/b", "a/one 1", "two 2");
        assertThat(Directories.list(target)).isEqualTo(Directories.list(source));
        Directories.delete(source);
        Directories.delete(source);
        assertThat(source).doesNotExist();
        assertThat(target.resolve("a/one")).hasContent("1");
    }

    @Test
    void shouldNotFollowLinksWhenDeleting() throws IOException {
        Path kept = Files.writeString(temp.resolve("kept"), "x");
        Path folder = Files.createDirectories(temp.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), kept);

        Directories.delete(folder);

        assertThat(kept).hasContent("x");
        assertThat(folder).doesNotExist();
    }
}
