package io.heliograph.server.releases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What one release left: a data directory, its migrations, and what it said of itself.
 *
 * @param folder {@code releases/VERSION} in the test resources: {@code data.zip}, {@code expected.properties}, {@code schema/}
 */
public record KeptRelease(Path folder) {
    /** Where all lie, from the module's folder. */
    static final Path ALL = Path.of("src", "test", "resources", "releases");

    /** Every release that is kept, the oldest first. */
    public static Stream<KeptRelease> all() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            List<KeptRelease> found = folders.filter(Files::isDirectory)
                    .sorted()
                    .map(KeptRelease::new)
                    .toList();
            return found.stream();
        }
    }

    String version() {
        return folder.getFileName().toString();
    }

    /** Unpacks the data directory. */
    public Path unpackTo(Path target) throws IOException {
        SparseArchive.unpack(folder.resolve("data.zip"), target);
        return target;
    }

    /** The migrations it had, by file name. */
    public Path migrations() {
        return folder.resolve("schema");
    }

    Properties expected() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("expected.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    @Override
    public String toString() {
        return version();
    }
}
