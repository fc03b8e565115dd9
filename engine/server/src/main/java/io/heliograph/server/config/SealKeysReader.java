package io.heliograph.server.config;

import io.heliograph.journal.seal.SealKey;
import io.heliograph.journal.seal.SealPublicKey;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the keys under {@code seal}; what lies beside the data it is to vouch for vouches for nothing, and is refused. */
final class SealKeysReader {
    private final KeyReader keys;
    private final Path folder;
    private final Path data;

    /**
     * @param folder that relative paths begin at
     * @param data the data directory
     */
    SealKeysReader(KeyReader keys, Path folder, Path data) {
        this.keys = keys;
        this.folder = folder;
        this.data = data.toAbsolutePath().normalize();
    }

    SealConfig read() {
        Optional<Path> key = keyFile("seal.key");
        Optional<Path> previous = keyFile("seal.previous_key");
        Optional<Path> witness = outside("seal.witness_file");
        if (key.isEmpty() && previous.isPresent()) {
            keys.problem("seal.previous_key", "nothing without seal.key");
        }
        if (key.isEmpty() && witness.isPresent()) {
            keys.problem("seal.witness_file", "nothing without seal.key");
        }
        List<String> publicKeys = keys.texts("seal.public_keys");
        for (String text : publicKeys) {
            try {
                SealPublicKey.parse(text);
            } catch (IllegalArgumentException e) {
                keys.problem("seal.public_keys", "keys as `heliograph seal keygen` prints them");
            }
        }
        return new SealConfig(
                key,
                previous,
                keys.nanos("seal.interval", Duration.ofMillis(100), Duration.ofHours(1)),
                witness,
                List.copyOf(publicKeys));
    }

    private Optional<Path> keyFile(String key) {
        Optional<Path> file = outside(key);
        file.ifPresent(path -> {
            try {
                SealKey.read(path);
            } catch (IllegalArgumentException | UncheckedIOException e) {
                keys.problem(
                        key,
                        "a key as `heliograph seal keygen` makes it, for its owner alone (0600): " + e.getMessage());
            }
        });
        return file;
    }

    private Optional<Path> outside(String key) {
        String text = keys.anyText(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = folder.resolve(text);
            if (path.toAbsolutePath().normalize().startsWith(data)) {
                keys.problem(key, "a file outside the data directory " + data);
                return Optional.empty();
            }
            return Optional.of(path);
        } catch (InvalidPathException e) {
            keys.problem(key, "a path");
            return Optional.empty();
        }
    }
}
