package io.heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyTest {
    @TempDir
    Path directory;

    @Test
    void shouldChangeNoByte() throws IOException {
        try (Journal journal = Journal.open(directory, Fixture.options())) {
            journal.start(1, 0);
            Records.appendNumbers(journal.events().appender(), 100);
            Records.appendNumbers(journal.outputs().appender(), 10);
        }
        List<String> before = Contents.of(directory);

        try (Journal journal = Journal.openReadOnly(directory, Fixture.options())) {
            assertThat(Records.countNumbers(journal.events())).isEqualTo(100);
            assertThat(Records.countNumbers(journal.outputs())).isEqualTo(10);
            assertThat(Records.all(journal.events(), 77)).hasSize(24);
            assertThatThrownBy(() -> journal.start(2, 10)).isInstanceOf(IllegalStateException.class);
        }

        assertThat(Contents.of(directory)).isEqualTo(before);
    }

    @Test
    void shouldReadBesideARunningEngineUpToTheHeadFoundAtItsStart() {
        try (Journal engine = Journal.open(directory, Fixture.options())) {
            engine.start(1, 0);
            Records.appendNumbers(engine.events().appender(), 50);

            try (Journal auditor = Journal.openReadOnly(directory, Fixture.options())) {
                Records.appendNumbers(engine.events().appender(), 50);
                assertThat(Records.countNumbers(auditor.events())).isEqualTo(50);
                assertThat(auditor.id()).isEqualTo(engine.id());
            }

            assertThat(Records.countNumbers(engine.events())).isEqualTo(100);
        }
    }

    @Test
    void shouldRefuseADirectoryWithoutAJournal() throws IOException {
        assertThatThrownBy(() -> Journal.openReadOnly(directory, Fixture.options()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.toString());
        assertThat(Contents.of(directory)).hasSize(1);
    }
}
