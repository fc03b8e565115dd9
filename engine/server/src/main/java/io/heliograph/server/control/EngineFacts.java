package io.heliograph.server.control;

import io.heliograph.server.Positions;
import io.heliograph.server.rpc.Gate;
import io.heliograph.v1.StoreStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What there is to know of the engine besides what its core knows; each may be asked from any thread.
 *
 * @param publishers streams and calls of publishers open now
 * @param subscribers streams of signals, bars and snapshots open now
 * @param journalId known once the journal is open
 * @param digest the content digest at an output; empty where it is not known in time
 * @param build version of the engine
 * @param kept the state that was kept last; empty before the first
 * @param keep keeps the state; answered when its file stands
 * @param store how the store is
 */
public record EngineFacts(
        Gate gate,
        Positions positions,
        IntSupplier publishers,
        IntSupplier subscribers,
        Supplier<String> journalId,
        LongFunction<Optional<String>> digest,
        String build,
        Supplier<Optional<KeptState>> kept,
        Supplier<CompletableFuture<KeptState>> keep,
        Supplier<StoreStatus> store) {}
