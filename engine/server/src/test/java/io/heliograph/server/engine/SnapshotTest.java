package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.ChildJvm;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.CoreSnapshot;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that starts from its kept state has the content of one that never stopped. */
final class SnapshotTest {
    private static final long SEED = 20_131_009;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveTheSameContentAfterAStartFromASnapshot() throws IOException {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 8_000);
        EngineStatus whole = uninterrupted(batches);
        Path data = folder.resolve("data");

        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, batches.subList(0, batches.size() / 2));
            CoreSnapshot taken = create(engine);
            assertThat(taken.getEventSequence()).isEqualTo(engine.status().getEventSequence());
            assertThat(taken.getSizeBytes()).isPositive();
            assertThat(taken.getCopyDuration().getNanos()).isPositive();
            assertThat(engine.status().getCoreSnapshot()).isEqualTo(taken);
        }
        List<Path> files = files(data);
        assertThat(files).as("one on command, one at the end").hasSize(2);
        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, batches.subList(batches.size() / 2, batches.size()));
            EngineStatus restored = engine.status();
            assertThat(restored.getContentDigest()).as("seed=" + SEED).isEqualTo(whole.getContentDigest());
            assertThat(restored.getBars()).isEqualTo(whole.getBars());
            assertThat(restored.getSignals()).isEqualTo(whole.getSignals());
        }
    }

    @Test
    void shouldHaveTheSameContentWhenEverySnapshotIsDamaged() throws IOException {
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 4_000);
        EngineStatus whole = uninterrupted(batches);
        Path data = folder.resolve("data");
        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, batches.subList(0, batches.size() / 2));
            create(engine);
        }
        for (Path file : files(data)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
        }

        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, batches.subList(batches.size() / 2, batches.size()));
            assertThat(engine.status().getContentDigest()).isEqualTo(whole.getContentDigest());
        }
    }

    @Test
    void shouldStartFromAWholeSnapshotWhenKilledWhileItWritesOneAfterTheOther() throws IOException {
        Path data = folder.resolve("data");
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 4_000);
        try (ChildJvm child = ChildJvm.start(Child.class, data.toString())) {
            child.awaitLine("kept=3");
            child.kill();
        }
        Path copy = folder.resolve("copy");
        Directories.copy(data, copy);
        Directories.delete(copy.resolve("snapshots"));

        EngineStatus restored = statusAfter(data, batches);
        EngineStatus replayed = statusAfter(copy, batches);

        assertThat(restored.getContentDigest()).isEqualTo(replayed.getContentDigest());
        assertThat(restored.getEventSequence()).isEqualTo(replayed.getEventSequence());
        assertThat(files(data)).allMatch(file -> file.toString().endsWith(".snapshot"));
    }

    private static EngineStatus statusAfter(Path data, List<BatchPublishMarketDataRequest> batches) {
        try (RunningEngine engine = RunningEngine.start(data)) {
            EngineTest.publish(engine, batches);
            return engine.status();
        }
    }

    private EngineStatus uninterrupted(List<BatchPublishMarketDataRequest> batches) {
        return statusAfter(folder.resolve("whole"), batches);
    }

    private static CoreSnapshot create(RunningEngine engine) {
        return AdminServiceGrpc.newBlockingStub(engine.channel())
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .createSnapshot(CreateSnapshotRequest.getDefaultInstance())
                .getCoreSnapshot();
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
            return files.toList();
        }
    }

    /** Publishes and keeps its state without an end, and says how often it did; to be killed. */
    static final class Child {
        public static void main(String[] args) {
            RunningEngine engine = RunningEngine.start(Path.of(args[0]));
            List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 4_000);
            for (int i = 0; ; i++) {
                engine.market().batchPublishMarketData(batches.get(i % batches.size()));
                create(engine);
                System.out.println("kept=" + i);
            }
        }
    }
}
