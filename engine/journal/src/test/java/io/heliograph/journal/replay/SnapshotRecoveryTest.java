package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.JournalVersionException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from a snapshot goes on as one from the first event, and no damage of one changes a conclusion. */
class SnapshotRecoveryTest {
    private static final int STATE = 128;

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("journal");
    }

    @Test
    void shouldReplayOnlyWhatFollowsTheNewestSnapshot() {
        long taken = run(300, 200);

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.restoredEvent()).isEqualTo(taken);
            assertThat(engine.problems()).isEmpty();
            engine.trade(500);
            assertThat(LiveEngine.conclusions(engine.journal().outputs())).isEqualTo(uninterrupted(1_000));
        }
    }

    @Test
    void shouldReplayNothingAfterACleanStopWithASnapshot() {
        long last;
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(300);
            engine.stop();
            engine.snapshot();
            last = engine.core().eventSequence();
        }

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.restoredEvent()).isEqualTo(last);
            assertThat(engine.core().epoch()).isEqualTo(1);
            engine.trade(700);
            assertThat(LiveEngine.conclusions(engine.journal().outputs())).isEqualTo(uninterrupted(1_000));
        }
    }

    @Test
    void shouldKeepTheLastThree() throws IOException {
        try (LiveEngine engine = new LiveEngine(directory)) {
            for (int i = 0; i < 5; i++) {
                engine.trade(10);
                engine.snapshot();
            }
            long last = engine.core().eventSequence();
            assertThat(engine.snapshots()).containsExactly(last, last - 10, last - 20);
        }
        assertThat(files()).hasSize(3);
    }

    @Test
    void shouldFallBackToTheOneBeforeWhenTheNewestIsDamagedAnywhere() throws IOException {
        long older;
        long newer;
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(100);
            engine.snapshot();
            older = engine.core().eventSequence();
            engine.trade(100);
            engine.snapshot();
            newer = engine.core().eventSequence();
        }
        Path file = file(newer);
        byte[] whole = Files.readAllBytes(file);
        int[] places = {0, 4, 5, 6, 7, 8, 12, 20, 33, 41, 48, 57, 64, 80, STATE, whole.length / 2, whole.length - 1};
        for (int place : places) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 0x40;
            Files.write(file, damaged);
            Path copy = temporary.resolve("copy-" + place);
            Directories.copy(directory, copy);

            try (LiveEngine engine = new LiveEngine(copy)) {
                assertThat(engine.restoredEvent()).as("place=%d", place).isEqualTo(older);
                assertThat(engine.problems()).as("place=%d", place).hasSize(1);
                assertThat(engine.trades()).isEqualTo(200);
            }
        }
    }

    @Test
    void shouldPassOverAFileThatIsNamedAsNoSnapshotIs() throws IOException {
        long taken = run(300, 200);
        Files.createFile(file(taken).resolveSibling("99999999999999999999.snapshot"));

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.restoredEvent()).isEqualTo(taken);
        }
    }

    @Test
    void shouldReplayEverythingWhenNoSnapshotIsWhole() throws IOException {
        run(300, 200);
        for (Path file : files()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - 8);
            }
        }

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.restoredEvent()).isZero();
            assertThat(engine.problems()).singleElement().asString().contains("stateBytes=");
            assertThat(LiveEngine.conclusions(engine.journal().outputs())).isEqualTo(uninterrupted(500));
        }
    }

    @Test
    void shouldNotUseAnUnfinishedOneAndDropItBeforeTheNext() throws IOException {
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(300);
            engine.halfSnapshot();
        }
        assertThat(files()).singleElement().asString().endsWith(".tmp");

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.restoredEvent()).isZero();
            assertThat(engine.problems()).isEmpty();
            engine.snapshot();
        }
        assertThat(files()).singleElement().asString().endsWith(".snapshot");
    }

    @Test
    void shouldNeverUseTheStateOfEventsThatTheLogDoesNotHold() throws IOException {
        Path shorter = temporary.resolve("shorter");
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(100);
            engine.stop();
        }
        Directories.copy(directory, shorter);
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(100);
            engine.snapshot();
        }
        Directories.copy(directory.resolve("snapshots"), shorter.resolve("snapshots"));

        try (LiveEngine engine = new LiveEngine(shorter)) {
            assertThat(engine.restoredEvent()).isZero();
            assertThat(engine.problems()).singleElement().asString().contains("events that the log lost");
            assertThat(engine.snapshots()).isEmpty();
            assertThat(engine.trades()).isEqualTo(100);
        }
    }

    @Test
    void shouldNotUseTheSnapshotOfAnotherJournal() throws IOException {
        run(300, 200);
        Path other = temporary.resolve("other");
        try (LiveEngine engine = new LiveEngine(other)) {
            engine.trade(600);
        }
        Directories.copy(directory.resolve("snapshots"), other.resolve("snapshots"));

        try (LiveEngine engine = new LiveEngine(other)) {
            assertThat(engine.restoredEvent()).isZero();
            assertThat(engine.problems()).singleElement().asString().contains("expected journal=");
        }
    }

    @Test
    void shouldRefuseTheFormatOfANewerRelease() throws IOException {
        long taken = run(300, 200);
        new SnapshotFile(directory, taken).writeAs((byte) 2);

        assertThatThrownBy(() -> new LiveEngine(directory))
                .isInstanceOf(JournalVersionException.class)
                .hasMessageContaining("format=2 supported=1");
    }

    @Test
    void shouldFindTheNearestBesideARunningEngine() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(100);
            engine.snapshot();
            long first = engine.core().eventSequence();
            engine.trade(100);
            engine.snapshot();
            long second = engine.core().eventSequence();

            try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
                SnapshotStore store = SnapshotStore.of(view);
                assertThat(store.nearest(view, second - 1, this::unexpected)).hasValueSatisfying(found -> {
                    assertThat(found.eventSequence()).isEqualTo(first);
                });
                assertThat(store.nearest(view, Long.MAX_VALUE, this::unexpected))
                        .hasValueSatisfying(found -> {
                            assertThat(found.eventSequence()).isEqualTo(second);
                        });
                assertThat(store.nearest(view, first - 1, this::unexpected)).isEmpty();
            }
        }
    }

    private void unexpected(String problem) {
        throw new AssertionError(problem);
    }

    /** Trades before and after a snapshot, and is killed; answers the snapshot's event. */
    private long run(int before, int after) {
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(Math.min(before, 200));
            engine.trade(before - Math.min(before, 200));
            engine.snapshot();
            long taken = engine.core().eventSequence();
            engine.trade(after);
            return taken;
        }
    }

    private List<String> uninterrupted(int trades) {
        try (LiveEngine engine = new LiveEngine(temporary.resolve("uninterrupted"))) {
            for (int i = 0; i < trades; i += 100) {
                engine.trade(100);
            }
            return LiveEngine.conclusions(engine.journal().outputs());
        }
    }

    private Path file(long event) {
        return directory.resolve("snapshots").resolve(String.format("%020d.snapshot", event));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("snapshots"))) {
            return files.toList();
        }
    }
}
