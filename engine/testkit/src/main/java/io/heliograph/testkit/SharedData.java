package io.heliograph.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of real market data and expected values, which lies outside the repository.
 *
 * <p>Found by the system property {@code heliograph.shared.data}; a test calls {@link #assumePresent()} first and is
 * skipped, with a message, where the folder is absent.
 */
public final class SharedData {
    /** The system property that names the folder. */
    public static final String PROPERTY = "heliograph.shared.data";

    private SharedData() {}

    /** The folder, there or not. */
    public static Path root() {
        return Path.of(System.getProperty(PROPERTY, "../shared/data"))
                .toAbsolutePath()
                .normalize();
    }

    public static boolean isPresent() {
        return Files.isRegularFile(root().resolve("README.md"));
    }

    /** Skips the calling test where the folder is absent. */
    public static void assumePresent() {
        Assumptions.assumeTrue(
                isPresent(), () -> "shared data is absent: " + PROPERTY + "=" + root() + "; the test is skipped");
    }

    /** A file of the folder by its path below it, {@code trades/SPY_2013-10-07.csv.gz}. */
    public static Path path(String relative) {
        return root().resolve(relative);
    }

    /** Opens a file as text; one whose name ends in {@code .gz} is unpacked on the way. */
    public static BufferedReader open(String relative) throws IOException {
        Path file = path(relative);
        InputStream in = Files.newInputStream(file);
        try {
            InputStream plain = relative.endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Reads a whole CSV file whose first line names its columns. */
    public static Csv csv(String relative) {
        try (BufferedReader reader = open(relative)) {
            List<String[]> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    rows.add(Csv.split(line));
                }
            }
            return new Csv(relative, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path(relative), e);
        }
    }
}
