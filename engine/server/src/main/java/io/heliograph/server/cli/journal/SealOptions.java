package io.heliograph.server.cli.journal;

import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.seal.SealCheck;
import io.heliograph.journal.seal.SealFindings;
import io.heliograph.journal.seal.SealFolder;
import io.heliograph.journal.seal.SealPublicKey;
import io.heliograph.journal.seal.SealRecord;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.CommandException;
import io.heliograph.server.config.ConfigLoader;
import io.heliograph.server.store.StoredCheckpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Against what a journal's seals are checked. */
final class SealOptions {
    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = {
                "Public key that is trusted, as seal keygen printed it, or a file with it; may be repeated.",
                "Without one the witness's word is taken, or else the journal's own."
            })
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--witness",
            paramLabel = "FILE|URL",
            description = {
                "Signed records that were kept elsewhere: a file, or the database's JDBC URL (its table checkpoints); may be"
                        + " repeated. Without one a tail that was cut off, or an older copy put back, is not seen."
            })
    private List<String> witnesses = new ArrayList<>();

    @Option(names = "--strict", description = "Exit 12 where records at the end, or all of them, are not sealed.")
    private boolean strict;

    /** Checks; witnesses are read first, so that what is sealed meanwhile is never taken for missing. */
    SealFindings check(Path directory) {
        List<SealPublicKey> trusted = keys.stream().map(SealOptions::key).toList();
        List<SealRecord> records = new ArrayList<>();
        for (String witness : witnesses) {
            records.addAll(witness.startsWith("jdbc:") ? stored(witness) : kept(witness));
        }
        try {
            return SealCheck.run(directory, JournalOptions.defaults(), trusted, records);
        } catch (JournalException e) {
            throw new CommandException(ExitCode.of(e.exitCode()), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "expected the data directory of an engine: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "cannot read the seals: " + e.getMessage());
        }
    }

    /** The code of both findings together: what seals say of the journal stands above what replay says of it. */
    int exitCode(SealFindings seals, int replayed) {
        int sealed = seals.verdict().exitCode(strict);
        boolean isOnlyUnsigned = sealed == ExitCode.UNSIGNED_TAIL.value();
        return sealed != 0 && !(isOnlyUnsigned && replayed != 0) ? sealed : replayed;
    }

    private static SealPublicKey key(String text) {
        try {
            Path file = Path.of(text);
            return SealPublicKey.parse(Files.isRegularFile(file) ? Files.readString(file) : text);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--key: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "--key: cannot read " + text + ": " + e.getMessage());
        }
    }

    private static List<SealRecord> kept(String witness) {
        try {
            return SealFolder.witness(Path.of(witness));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--witness: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new CommandException(ExitCode.STORAGE_FAILED, "--witness: " + e.getMessage());
        }
    }

    private static List<SealRecord> stored(String url) {
        return StoredCheckpoints.read(url, System.getenv().getOrDefault(ConfigLoader.STORE_PASSWORD, ""));
    }
}
