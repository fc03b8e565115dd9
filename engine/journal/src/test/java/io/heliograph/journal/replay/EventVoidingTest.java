package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.core.EventEncoder;
import io.heliograph.journal.DirectoryLockedException;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that no core can apply, and those that an operator would rather not have. */
class EventVoidingTest {
    @TempDir
    Path temporary;

    private final List<String> diagnostics = new ArrayList<>();

    @Test
    void shouldStartAgainOnceAPoisonEventIsVoided() {
        Path directory = temporary.resolve("journal");
        long poison = poisoned(directory);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> new LiveEngine(directory))
                    .isInstanceOfSatisfying(PoisonEventException.class, e -> {
                        assertThat(e.sequence()).isEqualTo(poison);
                        assertThat(e.exitCode()).isEqualTo(4);
                    })
                    .hasMessageContaining("sequence=" + poison)
                    .hasMessageContaining("journal void DIR --sequence " + poison + " --reason TEXT");
        }
        voiding(directory).run(poison, "of no instrument", "ann", false);

        List<String> outputs;
        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.trades()).isEqualTo(101);
            engine.trade(60);
            outputs = LiveEngine.conclusions(engine.journal().outputs());
            engine.stop();
        }
        assertThat(outputs).isEqualTo(uninterrupted(161));
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            assertThat(new AuditReplay(view).run(ReplayProgress.NONE).eventKinds())
                    .containsEntry("EventVoided", 1L);
            assertThat(view.events().voided().entries()).singleElement().satisfies(entry -> {
                assertThat(entry.sequence()).isEqualTo(poison);
                assertThat(entry.reason()).isEqualTo("of no instrument");
                assertThat(entry.actor()).isEqualTo("ann");
            });
        }
    }

    @Test
    void shouldTellOfTheNextPoisonEventWhenOneIsVoided() {
        Path directory = temporary.resolve("journal");
        long first = poisoned(directory);
        long second = append(directory, poison());

        voiding(directory).run(first, "one", "ann", false);
        assertThat(diagnostics).anySatisfy(line -> assertThat(line).contains("--sequence " + second));
        voiding(directory).run(second, "two", "ann", false);

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.core().eventSequence()).isGreaterThan(second);
        }
    }

    @Test
    void shouldRefuseAnEventFromWhichOutputsFollow() throws IOException {
        Path directory = temporary.resolve("journal");
        List<String> before;
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(100);
            engine.force();
            before = LiveEngine.records(engine.journal().outputs());
        }

        // The first trade opens the first bar, which every start of it would miss.
        assertThatThrownBy(() -> voiding(directory).run(7, "no reason", "ann", false))
                .isInstanceOf(ReplayDifferenceException.class);

        assertThat(Files.exists(directory.resolve("events/VOID"))).isFalse();
        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(LiveEngine.records(engine.journal().outputs())).isEqualTo(before);
        }
    }

    @Test
    void shouldRefuseWhatSnapshotsHoldUnlessTheyAreSetAside() {
        Path directory = temporary.resolve("journal");
        long harmless;
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(10);
            engine.stop();
            harmless = engine.journal().events().head();
        }
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(10);
            engine.snapshot();
        }

        assertThatThrownBy(() -> voiding(directory).run(harmless, "a stop", "ann", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--set-aside-snapshots");
        voiding(directory).run(harmless, "a stop", "ann", true);

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.restoredEvent()).isZero();
            assertThat(engine.trades()).isEqualTo(20);
        }
    }

    @Test
    void shouldRefuseEventsOnWhichOthersRestAndThoseThatAreNotThere() {
        Path directory = temporary.resolve("journal");
        long poison = poisoned(directory);

        for (long sequence : new long[] {0, -1, poison + 100}) {
            assertThatThrownBy(() -> voiding(directory).run(sequence, "", "ann", false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sequence=" + sequence);
        }
        assertThatThrownBy(() -> voiding(directory).run(1, "", "ann", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("starts, settings and losses");
        voiding(directory).run(poison, "", "ann", false);
        assertThatThrownBy(() -> voiding(directory).run(poison, "", "ann", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voided=true");
    }

    @Test
    void shouldRefuseWhileAnEngineRuns() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(1);

            assertThatThrownBy(() -> voiding(directory).run(7, "", "ann", false))
                    .isInstanceOf(DirectoryLockedException.class);
        }
    }

    @Test
    void shouldRefuseAListThatIsDamagedOrNamesAnotherRecord() throws IOException {
        Path directory = temporary.resolve("journal");
        long poison = poisoned(directory);
        voiding(directory).run(poison, "of no instrument", "ann", false);
        Path list = directory.resolve("events/VOID");
        byte[] whole = Files.readAllBytes(list);

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(list, damaged);
            assertThatThrownBy(() -> JournalView.open(directory, LiveEngine.options()))
                    .as("byte " + i)
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("voided events");
        }
        Files.write(list, whole);
        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.trades()).isEqualTo(101);
        }
    }

    private EventVoiding voiding(Path directory) {
        return new EventVoiding(directory, LiveEngine.options(), diagnostics::add);
    }

    /** A journal of 101 trades, with an event of no instrument before the last; answers its sequence. */
    private static long poisoned(Path directory) {
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(100);
            engine.force();
        }
        long poison = append(directory, poison());
        append(directory, LiveEngine.tradeRecord(101));
        return poison;
    }

    private static byte[] poison() {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        byte[] record = new byte
                [new EventEncoder()
                        .trade(buffer, 0, LiveEngine.START + 900_000_000_000L, 0, LiveEngine.START, 1, 1, 9_999, 0)];
        buffer.getBytes(0, record);
        return record;
    }

    /** Appends a record that no engine applied, as a crash between journaling and applying leaves it. */
    private static long append(Path directory, byte[] record) {
        try (Journal journal = Journal.open(directory, LiveEngine.options())) {
            journal.start(journal.lastEpoch(), journal.outputs().head());
            LogAppender events = journal.events().appender();
            events.beginGroup();
            long sequence = events.add(new org.agrona.concurrent.UnsafeBuffer(record), 0, record.length);
            events.commit(LogAppender.LAST_OF_CAUSE);
            return sequence;
        }
    }

    private List<String> uninterrupted(int trades) {
        try (LiveEngine engine = new LiveEngine(temporary.resolve("uninterrupted"))) {
            for (int i = 0; i < trades; i++) {
                engine.trade(1);
            }
            return LiveEngine.conclusions(engine.journal().outputs());
        }
    }
}
