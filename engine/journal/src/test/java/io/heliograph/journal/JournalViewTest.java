package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.JournalView.EpochRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalViewTest {
    @TempDir
    private Path directory;

    @Test
    void shouldShowIdentitySegmentsEpochsAndBothLogsAndChangeNeitherByteNorTime() throws IOException {
        twoEpochs();
        List<String> before = Contents.of(directory);

        try (JournalView view = JournalView.open(directory, Fixture.options())) {
            assertThat(view.id()).isEqualTo(Fixture.ID);
            assertThat(view.createdNs()).isEqualTo(1_700_000_000_000_000_000L);
            assertThat(view.epochs())
                    .containsExactly(new EpochRange(1, 1, 100, 1, 8), new EpochRange(2, 101, 130, 9, 13));
            assertThat(view.segments(LogKind.EVENTS))
                    .extracting(segment ->
                            segment.ordinal() + ":" + segment.epoch() + ":" + segment.first() + "-" + segment.last())
                    .containsExactly("1:1:1-100", "2:2:101-130");
            assertThat(view.segments(LogKind.OUTPUTS))
                    .extracting(segment -> segment.first() + "-" + segment.last() + ":" + segment.count())
                    .containsExactly("1-8:8", "9-13:5");
            assertThat(view.segments(LogKind.EVENTS)).allMatch(segment -> segment.fileBytes() > 0);
            assertThat(Records.countNumbers(view.events())).isEqualTo(130);
            assertThat(Records.countNumbers(view.outputs())).isEqualTo(13);
            assertThat(view.tailFindings()).isEmpty();
            try (LogReader reader = view.readerFrom(LogKind.EVENTS, 128)) {
                Records records = new Records();
                while (reader.position() < view.events().head()) {
                    reader.poll(records, 1);
                }
                assertThat(records.lines()).containsExactly("128:2:128.", "129:2:129.", "130:2:130.");
            }
        }

        assertThat(Contents.of(directory)).isEqualTo(before);
    }

    @Test
    void shouldStandStillBesideARunningEngine() {
        try (Journal engine = Journal.open(directory, Fixture.options())) {
            engine.start(1, 0);
            Records.appendNumbers(engine.events().appender(), 50);

            try (JournalView view = JournalView.open(directory, Fixture.options())) {
                Records.appendNumbers(engine.events().appender(), 50);

                assertThat(Records.countNumbers(view.events())).isEqualTo(50);
                assertThat(view.epochs()).containsExactly(new EpochRange(1, 1, 50, 1, 0));
            }
        }
    }

    @Test
    void shouldShowAJournalThatWasNeverStarted() throws IOException {
        Journal.open(directory, Fixture.options()).close();
        List<String> before = Contents.of(directory);

        try (JournalView view = JournalView.open(directory, Fixture.options())) {
            assertThat(view.epochs()).isEmpty();
            assertThat(view.segments(LogKind.EVENTS)).isEmpty();
            assertThat(view.events().head()).isZero();
        }

        assertThat(Contents.of(directory)).isEqualTo(before);
    }

    @Test
    void shouldRefuseADirectoryWithoutAJournalAndLeaveItEmpty() throws IOException {
        assertThatThrownBy(() -> JournalView.open(directory, Fixture.options()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.toString());
        assertThat(Files.list(directory)).isEmpty();
    }

    private void twoEpochs() {
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            journal.start(1, 0);
            Records.appendNumbers(journal.events().appender(), 100);
            Records.appendNumbers(journal.outputs().appender(), 10);
        }
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            journal.start(2, 8);
            Records.appendNumbers(journal.events().appender(), 30);
            Records.appendNumbers(journal.outputs().appender(), 5);
        }
    }
}
