package io.heliograph.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.journal.seal.SealKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keys under {@code seal} take, and that every one refused is told with its place. */
final class SealKeysReaderTest {
    private static final String KEY =
            "seal.key: expected a key as `heliograph seal keygen` makes it, for its owner alone" + " (0600): ";

    @TempDir
    private Path folder;

    private Path key;

    @BeforeEach
    void makeKey() {
        key = folder.resolve("key.pem");
        SealKey.generate(key);
    }

    @Test
    void shouldTakeAKeyThatItsOwnerAloneReads() {
        SealConfig seal = load("data = data\nseal { key = key.pem, witness_file = witness, interval = 1s }")
                .seal();

        assertThat(seal.key()).contains(key);
        assertThat(seal.previousKey()).isEmpty();
        assertThat(seal.witnessFile()).contains(folder.resolve("witness"));
        assertThat(seal.intervalNs()).isEqualTo(1_000_000_000L);
    }

    @Test
    void shouldTellAllThatIsWrongAtOnceWithItsLine() {
        Path data = folder.resolve("data");

        List<String> problems = refused("data = " + data + """

                seal.previous_key = key.pem
                seal.witness_file = data/witness
                seal.interval = 10ms
                seal.public_keys = [nonsense]
                """);

        String file = folder.resolve("test.conf").toString();
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "seal.previous_key: expected nothing without seal.key, found value=key.pem (" + file + ":2)",
                        "seal.witness_file: expected a file outside the data directory " + data
                                + ", found value=data/witness (" + file + ":3)",
                        "seal.interval: expected a duration from 0.1s to 1h, such as 50ms, 5s or 1h, found value=10ms ("
                                + file + ":4)",
                        "seal.public_keys: expected keys as `heliograph seal keygen` prints them, found value=[nonsense] ("
                                + file + ":5)");
    }

    @Test
    void shouldRefuseAKeyThatOthersMayRead() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(refused("seal.key = key.pem"))
                .singleElement()
                .asString()
                .startsWith(KEY)
                .contains("chmod 600", "rw-r-----", "file=" + key, "test.conf:1");
    }

    @Test
    void shouldRefuseAKeyThatLiesInTheDataDirectoryThatItVouchesFor() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.move(key, data.resolve("key.pem"));

        assertThat(refused("data = " + data + "\nseal.key = data/../data/key.pem"))
                .containsExactly("seal.key: expected a file outside the data directory " + data
                        + ", found value=data/../data/key.pem (" + folder.resolve("test.conf") + ":2)");
    }

    @Test
    void shouldRefuseAKeyThatIsMissing() {
        assertThat(refused("seal.key = nowhere.pem"))
                .singleElement()
                .asString()
                .startsWith(KEY)
                .contains("NoSuchFile", folder.resolve("nowhere.pem").toString(), "test.conf:1");
    }

    @Test
    void shouldRefuseWhatIsNoKeyAndShowNothingOfIt() throws IOException {
        Path other = Files.writeString(
                folder.resolve("other.pem"),
                "-----BEGIN PRIVATE KEY-----\naHVudGVyMg==\n-----END PRIVATE KEY-----\n",
                StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));

        assertThat(refused("seal.key = other.pem"))
                .singleElement()
                .asString()
                .startsWith(KEY)
                .contains("file=" + other)
                .doesNotContain("aHVudGVyMg", "hunter2");
    }

    private ServerConfig load(String text) {
        try {
            Path file = Files.writeString(folder.resolve("test.conf"), text);
            return new ConfigLoader(Optional.of(file), Map.of(), Map.of()).load();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> refused(String text) {
        return catchThrowableOfType(ConfigException.class, () -> load(text)).problems().stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}
