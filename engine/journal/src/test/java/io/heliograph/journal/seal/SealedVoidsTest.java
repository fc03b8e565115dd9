package io.heliograph.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.VoidedEvents;
import io.heliograph.journal.VoidedEvents.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sealed journal whose list of voided events somebody changes, who may write there and lacks the key. */
class SealedVoidsTest {
    private static final SealKey KEY = SealKey.generate();
    private static final long SEED = 20261121;
    private static final Entry FIRST = entry(30, "of no instrument");
    private static final Entry EARLIER = entry(20, "twice");

    @TempDir
    Path directory;

    @BeforeEach
    void write() {
        live(10);
        assertThat(check().verdict()).isEqualTo(SealVerdict.OK);
    }

    /** How a list of two that is signed may be another. */
    enum Change {
        REASON(SealVerdict.FORKED, FIRST, entry(20, "not twice")),
        ACTOR(SealVerdict.FORKED, FIRST, new Entry(20, 1, 20, "twice", "bob")),
        TIME(SealVerdict.FORKED, FIRST, new Entry(20, 2, 20, "twice", "ann")),
        RECORD(SealVerdict.FORKED, FIRST, new Entry(20, 1, 21, "twice", "ann")),
        EVENT(SealVerdict.FORKED, entry(31, "of no instrument"), EARLIER),
        ORDER(SealVerdict.FORKED, EARLIER, FIRST),
        INSERTED(SealVerdict.FORKED, entry(10, "between"), FIRST, EARLIER),
        REPLACED(SealVerdict.FORKED, EARLIER, entry(40, "another")),
        BORDER(SealVerdict.FORKED, FIRST, new Entry(20, 1, 20, "twic", "eann")),
        FIRST_TAKEN_BACK(SealVerdict.TRUNCATED, EARLIER),
        LAST_TAKEN_BACK(SealVerdict.TRUNCATED, FIRST),
        ALL_TAKEN_BACK(SealVerdict.TRUNCATED);

        private final SealVerdict verdict;
        private final List<Entry> entries;

        Change(SealVerdict verdict, Entry... entries) {
            this.verdict = verdict;
            this.entries = List.of(entries);
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void shouldFindEveryChangeToWhatIsSignedAndNotStartUponIt(Change change) {
        list(List.of(FIRST));
        live(5);
        list(List.of(FIRST, EARLIER));
        live(5);
        assertThat(check().problems()).isEmpty();

        list(change.entries);

        SealFindings found = check();
        assertThat(found.verdict()).as(found.problems().toString()).isEqualTo(change.verdict);
        assertThat(found.verdict().exitCode(false)).isPositive();
        assertThat(found.problems())
                .singleElement()
                .asString()
                .contains("the list of voided events")
                .contains(
                        "events=" + change.entries.stream().map(Entry::sequence).toList() + " signed=2 checkpoint=");
        assertThatThrownBy(() -> live(5))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("the list of voided events and its seals disagree")
                .hasMessageContaining("signed=2");
        assertThat(check().problems()).isEqualTo(found.problems());

        list(List.of(FIRST, EARLIER));
        live(5);
        assertThat(check().problems()).isEmpty();
    }

    @Test
    void shouldSignForALongerListWithTheNextCheckpoint() {
        list(List.of(FIRST));

        SealFindings before = check();
        assertThat(before.verdict()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
        assertThat(before.verdict().exitCode(true)).isEqualTo(12);
        assertThat(before.unsignedVoided()).isEqualTo(1);
        assertThat(before.problems())
                .containsExactly("UNSIGNED TAIL: voided, and not sealed yet: events=[30] behind 0 that are");

        try (SealedJournal live = open()) {
            assertThat(live.diagnostics())
                    .containsExactly("the next checkpoint signs for events that were voided: events=[30]");
            live.append(1);
            live.checkpoint();
            assertThat(last().voided().count()).isEqualTo(1);
            live.stop();
        }
        SealFindings after = check();
        assertThat(after.verdict()).as(after.problems().toString()).isEqualTo(SealVerdict.OK);
        assertThat(after.unsignedVoided()).isZero();
    }

    /** As where an engine is stopped before anything came in: the list alone is news. */
    @Test
    void shouldSignForALongerListWhereNothingElseIsNew() {
        list(List.of(FIRST));

        try (SealedJournal live = open()) {
            live.stop();
        }

        assertThat(check().verdict()).isEqualTo(SealVerdict.OK);
        try (SealedJournal live = open()) {
            long made = last().number();
            live.stop();
            assertThat(live.diagnostics()).isEmpty();
            assertThat(last().number()).isEqualTo(made);
        }
    }

    @Test
    void shouldTakeAnEarlierEventThatWasVoidedLaterForANewerEntry() {
        list(List.of(FIRST));
        live(5);
        list(List.of(FIRST, EARLIER));

        SealFindings found = check();
        assertThat(found.verdict()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
        assertThat(found.problems()).singleElement().asString().contains("events=[20] behind 1 that are");
        try (JournalView view = JournalView.open(directory, SealedJournal.options(SEED))) {
            assertThat(view.events().voided().entries()).containsExactly(FIRST, EARLIER);
        }
    }

    /** What stands in the file while an engine runs is not what it replayed by. */
    @Test
    void shouldSignForTheListThatTheEngineStartedWith() throws IOException {
        list(List.of(FIRST));
        byte[] written = Files.readAllBytes(file());
        Files.delete(file());

        try (SealedJournal live = open()) {
            Files.write(file(), written);
            live.append(5);
            live.stop();
        }

        assertThat(last().voided().count()).isZero();
        assertThat(check().verdict()).isEqualTo(SealVerdict.UNSIGNED_TAIL);
    }

    @Test
    void shouldBeginNewSealsWithTheWholeList() throws IOException {
        list(List.of(FIRST));
        live(5);
        list(List.of());
        Files.move(directory.resolve("seals"), directory.resolve("evidence"));
        list(List.of(EARLIER));

        live(5);

        assertThat(check().verdict()).isEqualTo(SealVerdict.OK);
        assertThat(last().voided().count()).isEqualTo(1);
    }

    private static Entry entry(long sequence, String reason) {
        return new Entry(sequence, 1, (int) sequence, reason, "ann");
    }

    /** Writes a list, as whoever knows the format may. */
    private void list(List<Entry> entries) {
        VoidedEvents voided = VoidedEvents.NONE;
        for (Entry entry : entries) {
            voided = voided.with(entry);
        }
        try (Journal journal = Journal.open(directory, SealedJournal.options(SEED))) {
            journal.write(voided);
        }
    }

    /** A life that is stopped, with everything sealed. */
    private void live(int groups) {
        try (SealedJournal live = open()) {
            live.append(groups);
            live.stop();
        }
    }

    private SealedJournal open() {
        return SealedJournal.open(directory, SEED, SealSettings.of(KEY));
    }

    private SealFindings check() {
        return SealCheck.run(directory, SealedJournal.options(SEED), List.of(KEY.publicKey()), List.of());
    }

    private Checkpoint last() {
        return Checkpoint.of(SealFolder.in(directory).records().last());
    }

    private Path file() {
        return directory.resolve("events").resolve(VoidedEvents.FILE);
    }
}
