package io.heliograph.journal.replay;

import static io.heliograph.journal.replay.RetentionRig.PATIENCE_NS;
import static io.heliograph.journal.replay.RetentionRig.POLICY;
import static io.heliograph.journal.replay.RetentionRig.segments;
import static io.heliograph.journal.replay.RetentionRig.starts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.Remover;
import io.heliograph.journal.SequenceCompactedException;
import io.heliograph.journal.retention.Retention;
import io.heliograph.journal.retention.RetentionFloor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long an open reader holds deletion back, and what it is told then. */
class RetentionReadersTest {
    @TempDir
    private Path temporary;

    private final RetentionRig rig = new RetentionRig();

    @Test
    void shouldWaitForAReaderAndThenTellItWhereTheLogBegins() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            List<Long> before = starts(engine);
            Log events = engine.journal().events();
            Retention retention = rig.retention(engine, directory, POLICY, RetentionFloor.NONE, Remover.UNLINK);
            try (LogReader reader = events.openReader(0, events::head)) {
                reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 10);
                rig.run(retention);
                assertThat(starts(engine)).isEqualTo(before);
                assertThat(rig.said())
                        .containsExactly("retention waits for a reader: through_event=" + (before.get(2) - 1));

                rig.clock().advance(PATIENCE_NS);
                rig.run(retention);
                assertThat(starts(engine)).isEqualTo(before.subList(2, 3));
                assertThatThrownBy(() -> {
                            while (reader.position() < events.head()) {
                                reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 10);
                            }
                        })
                        .isInstanceOfSatisfying(
                                SequenceCompactedException.class,
                                e -> assertThat(e.firstAvailable()).isEqualTo(before.get(2)));
            }
            assertThatThrownBy(() -> events.openReader(0, events::head)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldDeleteWhatAReaderHasLeft() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3)) {
            Log events = engine.journal().events();
            try (LogReader reader = events.openReader(0, events::head)) {
                while (reader.position() < events.head()) {
                    reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 1_000);
                }
                rig.delete(engine, directory, POLICY);
                assertThat(starts(engine)).hasSize(1);
                engine.trade(10);
                assertThat(reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 1_000))
                        .isPositive();
            }
        }
    }

    @Test
    void shouldTellAViewThatWasOpenBeforeWhereTheLogBegins() {
        Path directory = temporary.resolve("journal");
        try (LiveEngine engine = segments(directory, 3);
                JournalView view = JournalView.open(directory, LiveEngine.options());
                LogReader reader = view.readerFrom(LogKind.EVENTS, 1)) {
            rig.delete(engine, directory, POLICY);
            assertThatThrownBy(() -> reader.poll((sequence, epoch, buffer, offset, length, end) -> {}, 10))
                    .isInstanceOf(SequenceCompactedException.class);
        }
    }
}
