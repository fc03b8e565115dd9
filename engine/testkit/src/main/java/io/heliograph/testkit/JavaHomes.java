package io.heliograph.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine that can run our classes. */
public final class JavaHomes {
    private static final int OLDEST = 17;
    private static final String VERSION = "JAVA_VERSION=";

    private JavaHomes() {}

    /**
     * Homes by version, one for each, the running one included.
     *
     * <p>Looked for beside the running one, in {@code /usr/lib/jvm}, and where {@code JAVA_HOME} and {@code JAVA_HOME_*} say.
     */
    public static Map<String, Path> byVersion() {
        List<Path> candidates = new ArrayList<>();
        Path running = Path.of(System.getProperty("java.home"));
        candidates.add(running);
        candidates.addAll(within(running.toAbsolutePath().getParent()));
        candidates.addAll(within(Path.of("/usr/lib/jvm")));
        new TreeMap<>(System.getenv()).forEach((name, value) -> {
            if (name.equals("JAVA_HOME") || name.startsWith("JAVA_HOME_")) {
                candidates.add(Path.of(value));
            }
        });
        Map<String, Path> homes = new TreeMap<>();
        for (Path home : candidates) {
            version(home).filter(JavaHomes::isRecent).ifPresent(version -> homes.putIfAbsent(version, home));
        }
        return homes;
    }

    private static List<Path> within(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** What the home's {@code release} file says; empty where it is no home of a JDK. */
    private static Optional<String> version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith(VERSION))
                    .map(line -> line.substring(VERSION.length()).replace("\"", ""))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + release, e);
        }
    }

    private static boolean isRecent(String version) {
        return Integer.parseInt(version.split("[.+-]")[0]) >= OLDEST;
    }
}
