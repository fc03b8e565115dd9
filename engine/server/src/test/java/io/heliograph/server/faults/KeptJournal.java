package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogReader;
import io.heliograph.server.cli.Main;
import io.heliograph.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is expected of a journal that an engine left in whatever way. */
final class KeptJournal {
    private KeptJournal() {}

    /** Every record that was acknowledged is there, and every frame up to the head is whole. */
    static long expectWhole(Path data, long acknowledged, long durable) {
        try (JournalView journal = JournalView.open(data)) {
            long events = readAll(journal.events());
            readAll(journal.outputs());
            assertThat(events).as("acknowledged events").isGreaterThanOrEqualTo(acknowledged);
            assertThat(journal.events().durable()).as("acknowledged as durable").isGreaterThanOrEqualTo(durable);
            assertThat(journal.tailFindings()).isEmpty();
            return events;
        }
    }

    /** The outputs are what the events give when they are run again. */
    static void expectVerified(Path data) throws IOException {
        try (ChildJvm verify = ChildJvm.start(
                Path.of("").toAbsolutePath(), List.of(), Main.class.getName(), "verify", data.toString())) {
            assertThat(verify.awaitExit())
                    .as(String.join("\n", verify.output()))
                    .isZero();
        }
    }

    private static long readAll(Log log) {
        long head = log.head();
        try (LogReader reader = log.openReader(log.first() - 1, () -> head)) {
            while (reader.position() < head) {
                reader.poll((sequence, epoch, buffer, offset, length, endOfCause) -> {}, 1_024);
            }
        }
        return head;
    }
}
