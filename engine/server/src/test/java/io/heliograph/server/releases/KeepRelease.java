package io.heliograph.server.releases;

import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Keeps what this build writes as a release: run once when a version is released, never for one that is kept already.
 *
 * <p>{@code KeptReleasesTest} runs it under {@code -Dheliograph.keep=VERSION}. Two epochs: the first one's directory is copied
 * while its engine runs, as a power cut would leave it.
 */
final class KeepRelease {
    private static final long SEED = 20_261_120;
    private static final int SECONDS = 6_000;
    private static final Path MIGRATIONS =
            Path.of("src", "main", "resources", "io", "heliograph", "server", "store", "migrations");

    private KeepRelease() {}

    static void keep(String version, Path scratch) throws IOException {
        Path folder = KeptRelease.ALL.resolve(version);
        if (Files.exists(folder)) {
            throw new IllegalStateException("expected a version that is not kept yet: folder=" + folder);
        }
        Path data = scratch.resolve("data");
        EngineStatus status = run(scratch.resolve("first"), data);
        Files.createDirectories(folder.resolve("schema"));
        Directories.delete(data.resolve("tmp"));
        SparseArchive.pack(data, folder.resolve("data.zip"));
        Files.write(
                folder.resolve("expected.properties"),
                List.of(
                        "journal=" + status.getJournalId(),
                        "epoch=" + status.getEpoch(),
                        "outputs=" + status.getOutputSequence(),
                        "bars=" + status.getBars(),
                        "signals=" + status.getSignals(),
                        "content_digest=" + status.getContentDigest(),
                        "core_level=" + status.getCoreLevel()));
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("schema").resolve(file.getFileName()));
            }
        }
    }

    private static EngineStatus run(Path first, Path data) throws IOException {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, SECONDS);
        int third = batches.size() / 3;
        try (RunningEngine engine = RunningEngine.start(first)) {
            EngineTest.publish(engine, batches.subList(0, third));
            AdminServiceGrpc.newBlockingStub(engine.channel())
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .createSnapshot(CreateSnapshotRequest.getDefaultInstance());
            EngineTest.publish(engine, batches.subList(third, 2 * third));
            Directories.copy(first, data);
        }
        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, batches.subList(2 * third, batches.size()));
            return engine.status();
        }
    }
}
