package io.heliograph.journal.seal;

import io.heliograph.journal.Forcer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What sealing is given from outside.
 *
 * @param key that signs
 * @param previousKey that signed before and still lies there, to say that {@code key} takes its place
 * @param intervalNs longest time between two checkpoints while something is forced
 * @param witnessFile outside the data directory, that gets a copy of every record
 * @param build version of the engine
 * @param configHash SHA-256 of the configuration's lines, 32 bytes
 * @param forcer forces files and folders to the device
 */
public record SealSettings(
        SealKey key,
        Optional<SealKey> previousKey,
        long intervalNs,
        Optional<Path> witnessFile,
        String build,
        byte[] configHash,
        Forcer forcer) {
    public static final long DEFAULT_INTERVAL_NS = 10_000_000_000L;

    /** A key alone, with the usual interval. */
    public static SealSettings of(SealKey key) {
        return new SealSettings(
                key,
                Optional.empty(),
                DEFAULT_INTERVAL_NS,
                Optional.empty(),
                "unknown",
                new byte[Sha256.LENGTH],
                Forcer.FSYNC);
    }

    public SealSettings withPreviousKey(SealKey previous) {
        return new SealSettings(key, Optional.of(previous), intervalNs, witnessFile, build, configHash, forcer);
    }

    public SealSettings withInterval(long ns) {
        return new SealSettings(key, previousKey, ns, witnessFile, build, configHash, forcer);
    }

    public SealSettings withWitnessFile(Path file) {
        return new SealSettings(key, previousKey, intervalNs, Optional.of(file), build, configHash, forcer);
    }

    public SealSettings withForcer(Forcer newForcer) {
        return new SealSettings(key, previousKey, intervalNs, witnessFile, build, configHash, newForcer);
    }
}
