package io.heliograph.server.audit;

import io.heliograph.journal.seal.SealFindings;
import io.heliograph.journal.seal.SealRecord;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How an engine seals its journal; any thread asks.
 *
 * @param latest the record signed last; empty where nothing is sealed
 * @param check checks the journal against its seals and witnesses, on the caller's thread
 */
public record Sealing(Supplier<Optional<SealRecord>> latest, Supplier<SealFindings> check) {}
