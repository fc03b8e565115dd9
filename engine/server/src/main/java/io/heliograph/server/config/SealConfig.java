package io.heliograph.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tamper evidence.
 *
 * @param key file of the key that signs, outside the data directory; empty = nothing is sealed
 * @param previousKey file of the key that signed before, to say that {@code key} takes its place
 * @param intervalNs longest time between two checkpoints
 * @param witnessFile gets a copy of every signed record
 * @param publicKeys keys in base64, besides the one that signs, that a verification by the engine trusts
 */
public record SealConfig(
        Optional<Path> key,
        Optional<Path> previousKey,
        long intervalNs,
        Optional<Path> witnessFile,
        List<String> publicKeys) {}
