package io.heliograph.journal.replay;

import io.heliograph.journal.Remover;
import io.heliograph.journal.TombstoneSigner;
import io.heliograph.journal.retention.Retention;
import io.heliograph.journal.retention.RetentionFloor;
import io.heliograph.journal.retention.RetentionPolicy;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Journals of many segments, and what deletes from them: driven by hand, at a time at which every segment is old. */
final class RetentionRig {
    static final long AGE_NS = 1_000_000_000L;
    static final long PATIENCE_NS = 60_000_000_000L;

    /** Deletes all that is old and keeps one snapshot. */
    static final RetentionPolicy POLICY = new RetentionPolicy(AGE_NS, 0, PATIENCE_NS, 1);

    private final ManualClock clock = new ManualClock(System.currentTimeMillis() * 1_000_000 + 10 * AGE_NS);
    private final List<String> said = new ArrayList<>();

    /** A journal of so many segments with a hundred trades each, a snapshot before each but the first. */
    static LiveEngine segments(Path directory, int count) {
        LiveEngine engine = new LiveEngine(directory);
        engine.trade(100);
        for (int i = 1; i < count; i++) {
            cut(engine);
        }
        return engine;
    }

    /** Takes a snapshot, and begins new segments with a hundred trades. */
    static void cut(LiveEngine engine) {
        engine.snapshot();
        engine.journal().rollWithNextGroup();
        engine.trade(100);
    }

    /** Deletes by a policy what nobody needs. */
    void delete(LiveEngine engine, Path directory, RetentionPolicy policy) {
        run(retention(engine, directory, policy, RetentionFloor.NONE, Remover.UNLINK));
    }

    Retention retention(
            LiveEngine engine, Path directory, RetentionPolicy policy, RetentionFloor floor, Remover remover) {
        return retention(engine, directory, policy, floor, TombstoneSigner.UNSIGNED, remover);
    }

    Retention retention(
            LiveEngine engine,
            Path directory,
            RetentionPolicy policy,
            RetentionFloor floor,
            TombstoneSigner signer,
            Remover remover) {
        return new Retention(
                engine.journal(),
                SnapshotStore.in(directory, engine.journal().id()),
                policy,
                floor,
                signer,
                remover,
                clock::nowNs,
                clock::nowNs,
                said::add);
    }

    /** Lets it look once, and work until it rests. */
    void run(Retention retention) {
        clock.advance(Retention.EVERY_NS);
        int idle = 0;
        while (idle < 3) {
            idle = retention.doWork() > 0 ? 0 : idle + 1;
        }
    }

    ManualClock clock() {
        return clock;
    }

    /** What it told. */
    List<String> said() {
        return said;
    }

    /** The first events of the segments kept. */
    static List<Long> starts(LiveEngine engine) {
        return engine.journal().segmentStarts();
    }

    /** Names of a log's folders, sorted or not. */
    static List<String> folders(Path directory, String log) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(log))) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
