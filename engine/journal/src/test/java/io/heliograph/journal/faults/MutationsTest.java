package io.heliograph.journal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.faults.Judgement.Outcome;
import io.heliograph.testkit.Directories;
import io.heliograph.testkit.FaultSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any damage to a journal's files is refused with a place, or changes nothing that was promised. */
class MutationsTest {
    private static final long DEADLINE_S = 20;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(body -> {
        Thread made = new Thread(body, "mutations");
        made.setDaemon(true);
        return made;
    });

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "heliograph-mutations-")
                : Files.createTempDirectory("heliograph-mutations-");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        thread.shutdownNow();
        Directories.delete(folder);
    }

    @Test
    void shouldMakeAJournalWithAllThatCanBeDamaged() throws IOException {
        SampleJournal killed = SampleJournal.killed(folder.resolve("killed"));

        assertThat(killed.durableEvent()).isLessThan(killed.events().size());
        assertThat(killed.durableOutput()).isLessThan(killed.outputs().size());
        try (JournalView view = JournalView.open(folder.resolve("killed"), SampleJournal.options())) {
            assertThat(view.segments(LogKind.EVENTS)).hasSizeGreaterThan(3);
            assertThat(view.segments(LogKind.OUTPUTS)).hasSizeGreaterThan(3);
            assertThat(view.epochs()).hasSize(2);
        }
        assertThat(killed.image().files().keySet())
                .contains("JOURNAL", "LOCK", "events/DURABLE")
                .anyMatch(file -> file.startsWith("snapshots/"));
    }

    @Test
    void shouldFindNothingWrongWithWhatIsWhole() throws IOException {
        for (SampleJournal journal : samples()) {
            Path copy = folder.resolve("copy");
            journal.image().write(copy);

            assertThat(new Judgement(journal).ofAudit(copy)).isEqualTo(Outcome.HARMLESS);
            assertThat(new Judgement(journal).ofRecovery(copy)).isEqualTo(Outcome.HARMLESS);
            Directories.delete(copy);
        }
    }

    @Test
    void shouldDetectAnyDamageOrTakeNoHarm() throws IOException {
        FaultSuite suite = FaultSuite.of("mutations", 200, 100_000);
        boolean isFirstRun = suite.first() == 0;
        SampleJournal[] journals = samples();
        int[] audits = new int[Outcome.values().length];
        int[] starts = new int[Outcome.values().length];

        suite.run(seed -> {
            SampleJournal journal = journals[seed % journals.length];
            Mutation mutation = Mutation.of(journal.image(), seed);
            within(mutation.what(), () -> {
                Judgement judgement = new Judgement(journal);
                Path copy = folder.resolve("case-" + seed);
                mutation.image().write(copy);
                audits[judgement.ofAudit(copy).ordinal()]++;
                starts[judgement.ofRecovery(copy).ordinal()]++;
                Directories.delete(copy);
            });
        });

        if (isFirstRun) {
            assertThat(audits).as("each outcome is met").doesNotContain(0);
            assertThat(starts).as("each outcome is met").doesNotContain(0);
        }
        suite.passed("audits_detected=" + audits[0] + " audits_harmless=" + audits[1] + " starts_refused=" + starts[0]
                + " starts_harmless=" + starts[1]);
    }

    private SampleJournal[] samples() throws IOException {
        return new SampleJournal[] {
            SampleJournal.killed(folder.resolve("killed")), SampleJournal.stopped(folder.resolve("stopped"))
        };
    }

    /** One case. */
    private interface Case {
        void run() throws IOException;
    }

    private void within(String what, Case body) {
        try {
            thread.submit(() -> {
                        body.run();
                        return null;
                    })
                    .get(DEADLINE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(what, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(what + " hangs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what, e);
        }
    }
}
