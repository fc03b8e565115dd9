package io.heliograph.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.ReplayProgress;
import java.nio.file.Path;

/** Checks that a journal's outputs are what its events say, byte for byte, as {@code verify} does. */
public final class ReplayCheck {
    private ReplayCheck() {}

    /** What {@code verify} found; a difference or damage throws. Beside a running engine the last outputs may be on their way. */
    public static AuditFindings check(Path data, JournalOptions options) {
        try (JournalView journal = JournalView.open(data, options)) {
            AuditFindings findings = new AuditReplay(journal).run(ReplayProgress.NONE);
            assertThat(findings.events()).isEqualTo(journal.events().head());
            return findings;
        }
    }

    /** The same of an engine that has stopped: no output is missing, and none stands alone. */
    public static AuditFindings checkStopped(Path data, JournalOptions options) {
        AuditFindings findings = check(data, options);
        assertThat(findings.missingOutputs()).as("outputs missing").isZero();
        assertThat(findings.voidOutputs()).as("outputs without events").isZero();
        return findings;
    }
}
