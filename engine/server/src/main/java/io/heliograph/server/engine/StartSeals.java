package io.heliograph.server.engine;

import io.heliograph.journal.Journal;
import io.heliograph.journal.seal.SealAgent;
import io.heliograph.journal.seal.SealCheck;
import io.heliograph.journal.seal.SealFindings;
import io.heliograph.journal.seal.SealFolder;
import io.heliograph.journal.seal.SealKey;
import io.heliograph.journal.seal.SealPublicKey;
import io.heliograph.journal.seal.SealRecord;
import io.heliograph.journal.seal.SealSettings;
import io.heliograph.server.ExitCode;
import io.heliograph.server.FatalException;
import io.heliograph.server.audit.Sealing;
import io.heliograph.server.config.SealConfig;
import io.heliograph.server.config.ServerConfig;
import io.heliograph.server.store.CheckpointSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes what seals the journal, where a key is configured. */
final class StartSeals {
    private StartSeals() {}

    /**
     * Opens the seals; null without a key.
     *
     * @param journal started
     * @throws FatalException if another key sealed last, and no previous key is named
     */
    static SealAgent make(
            ServerConfig config, Surroundings surroundings, Journal journal, Consumer<String> diagnostics) {
        SealConfig seal = config.seal();
        if (seal.key().isEmpty()) {
            return null;
        }
        SealSettings settings = new SealSettings(
                SealKey.read(seal.key().get()),
                seal.previousKey().map(SealKey::read),
                seal.intervalNs(),
                seal.witnessFile(),
                surroundings.build(),
                hashOf(config),
                surroundings.journal().forcer());
        try {
            return SealAgent.open(
                    journal, config.data(), settings, surroundings.clock(), surroundings.steadyClock(), diagnostics);
        } catch (IllegalArgumentException e) {
            throw new FatalException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** Where the store finds what to copy. */
    static CheckpointSource source(SealAgent seals) {
        return new CheckpointSource() {
            @Override
            public long latest() {
                return seals.latest().map(SealRecord::number).orElse(0L);
            }

            @Override
            public List<SealRecord> after(long number, int most) {
                return seals.after(number, most);
            }
        };
    }

    /** What callers may know of it. */
    static Sealing sealing(ServerConfig config, Surroundings surroundings, Assembly assembly) {
        return new Sealing(
                () -> Optional.ofNullable(assembly.seals()).flatMap(SealAgent::latest),
                () -> check(config, surroundings, assembly));
    }

    /** The witness is read first: what is sealed meanwhile is never taken for missing. */
    private static SealFindings check(ServerConfig config, Surroundings surroundings, Assembly assembly) {
        SealConfig seal = config.seal();
        List<SealPublicKey> trusted = new ArrayList<>();
        seal.key().map(SealKey::read).map(SealKey::publicKey).ifPresent(trusted::add);
        seal.publicKeys().stream().map(SealPublicKey::parse).forEach(trusted::add);
        List<SealRecord> witness = new ArrayList<>();
        seal.witnessFile().filter(Files::exists).map(SealFolder::witness).ifPresent(witness::addAll);
        return SealCheck.run(
                config.data(),
                surroundings.journal().withClocks(surroundings.clock(), surroundings.steadyClock()),
                trusted,
                witness);
    }

    private static byte[] hashOf(ServerConfig config) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", config.lines()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
