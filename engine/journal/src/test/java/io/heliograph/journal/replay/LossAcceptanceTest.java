package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.journal.FrameFile;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.LostRange;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of three segments, all forced, whose bytes are damaged; what starts on it then, and what it costs. */
class LossAcceptanceTest {

    @TempDir
    Path temporary;

    private Path directory;
    private final List<Path> segments = new ArrayList<>();
    private final List<Long> firsts = new ArrayList<>();
    private final List<String> diagnostics = new ArrayList<>();
    private List<String> before;
    private long last;

    @BeforeEach
    void write() throws IOException {
        directory = temporary.resolve("journal");
        for (int i = 0; i < 3; i++) {
            try (LiveEngine engine = new LiveEngine(directory)) {
                for (int j = 0; j < 20; j++) {
                    engine.trade(5);
                    engine.force();
                }
                last = engine.journal().events().head();
                before = LiveEngine.conclusions(engine.journal().outputs());
            }
        }
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            view.segments(LogKind.EVENTS).forEach(segment -> {
                segments.add(segment.folder());
                firsts.add(segment.first());
            });
        }
        assertThat(segments).hasSize(3);
        assertThat(before).hasSizeGreaterThan(20);
    }

    @Test
    void shouldGoOnBehindAFlippedBitInTheNewestSegment() throws IOException {
        FrameFile file = new FrameFile(segments.get(2));
        file.flip(file.frame(10) + 60, 2);

        expectGoesOn(first(segments.get(2)) + 1 + 5 * 9, "its checksum does not match");
    }

    @Test
    void shouldGoOnBehindAFlippedBitInASealedSegment() throws IOException {
        FrameFile file = new FrameFile(segments.get(1));
        file.flip(file.frame(3) + 60, 2);

        expectGoesOn(first(segments.get(1)) + 1 + 5 * 2, "segment=" + segments.get(1) + " ");
    }

    @Test
    void shouldGoOnBehindAHeaderAtWhichChronicleStopsInSilence() throws IOException {
        FrameFile file = new FrameFile(segments.get(2));
        file.write(file.frame(4) - 4, new byte[4]);

        expectGoesOn(first(segments.get(2)) + 1 + 5 * 3, "reading stops where more lies behind");
    }

    @Test
    void shouldGoOnBehindAZeroedPage() throws IOException {
        FrameFile file = new FrameFile(segments.get(1));
        int from = file.frame(6) - 4;
        file.write(from, new byte[4096]);

        expectGoesOn(first(segments.get(1)) + 1 + 5 * 5, "segment=" + segments.get(1) + " offset=" + from + " ");
    }

    @Test
    void shouldGoOnBehindAFileCutShort() throws IOException {
        FrameFile file = new FrameFile(segments.get(2));
        file.truncate(file.frame(2) - 2);

        expectGoesOn(first(segments.get(2)) + 1 + 5, "segment=" + segments.get(2) + " ");
    }

    @Test
    void shouldGoOnBehindADeletedSegment() throws IOException {
        long lost = first(segments.get(1));
        Directories.delete(segments.get(1));

        expectGoesOn(lost, "a segment before it is missing: ordinal=2");
    }

    @Test
    void shouldGoOnBehindDeletedNewestSegment() throws IOException {
        long lost = first(segments.get(2));
        Directories.delete(segments.get(2));

        expectGoesOn(lost, "its data file ends there");
    }

    @Test
    void shouldGoOnWithNothingLeft() throws IOException {
        Directories.delete(segments.get(0));

        expectGoesOn(1, "the segment before it is missing: ordinal=1");
    }

    @Test
    void shouldGoOnBehindSwappedSegments() throws IOException {
        Path data = Path.of("19700101F.cq4");
        Path first = segments.get(0).resolve(data);
        Path aside = temporary.resolve("aside");
        Files.move(first, aside);
        Files.move(segments.get(1).resolve(data), first);
        Files.move(aside, segments.get(1).resolve(data));

        expectGoesOn(1, "a frame does not continue the log");
    }

    @Test
    void shouldNotMindSegmentFoldersUnderEachOthersNames() throws IOException {
        Path aside = temporary.resolve("aside");
        Files.move(segments.get(0), aside);
        Files.move(segments.get(1), segments.get(0));
        Files.move(aside, segments.get(1));

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(LiveEngine.conclusions(engine.journal().outputs())).isEqualTo(before);
        }
    }

    @Test
    void shouldGoOnBehindADamagedSegmentFile() throws IOException {
        long lost = first(segments.get(1));
        Path described = segments.get(1).resolve("SEGMENT");
        byte[] bytes = Files.readAllBytes(described);
        bytes[60] ^= 4;
        Files.write(described, bytes);

        expectGoesOn(lost, "a segment before it is missing: ordinal=2");
        assertThat(Files.readAllBytes(segments.get(1).resolve("SEGMENT.damaged")))
                .isEqualTo(bytes);
    }

    @Test
    void shouldComputeDamagedOutputsAgain() throws IOException {
        Path outputs;
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            outputs = view.segments(LogKind.OUTPUTS).get(1).folder();
        }
        FrameFile file = new FrameFile(outputs);
        file.flip(file.frame(1) + 60, 2);

        String text = refusal();
        assertThat(text).contains("log=outputs", "segment=" + outputs, "--accept-loss outputs:");
        String range = text.substring(text.indexOf("--accept-loss ") + 14);
        try (LiveEngine engine = new LiveEngine(directory, accepting(range))) {
            assertThat(LiveEngine.conclusions(engine.journal().outputs())).isEqualTo(before);
            assertThat(engine.journal().events().lost()).isEmpty();
        }
        audit();
    }

    @Test
    void shouldRefuseAnyOtherRangeAndNameTheRightOne() throws IOException {
        FrameFile file = new FrameFile(segments.get(2));
        file.flip(file.frame(10) + 60, 2);
        long lost = first(segments.get(2)) + 1 + 5 * 9;
        byte[] evidence = Files.readAllBytes(segments.get(2).resolve("19700101F.cq4"));

        for (String range : List.of("1-" + last, lost + "-" + (last - 1), (lost + 1) + "-" + last)) {
            assertThatThrownBy(() -> new LiveEngine(directory, accepting(range)))
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("accepted=" + range)
                    .hasMessageContaining("--accept-loss " + lost + "-" + last);
        }
        assertThat(directory.resolve("events")).isDirectoryNotContaining("glob:**" + (last + 1));
        assertThat(Files.readAllBytes(segments.get(2).resolve("19700101F.cq4"))).isEqualTo(evidence);
    }

    @Test
    void shouldRefuseToGiveUpWhatIsWhole() {
        assertThatThrownBy(() -> new LiveEngine(directory, accepting("5-" + last)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no event damaged");
    }

    @Test
    void shouldRefuseARangeThatIsNone() {
        for (String text : List.of("", "5", "5-", "-5", "a-b", "0-4", "inputs:1-2", "1-2-3")) {
            assertThatThrownBy(() -> LossAcceptance.Accepted.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("range=" + text);
        }
    }

    /** Expects the refusal to say so, the acceptance to cost exactly what lies behind, and everything to go on. */
    private void expectGoesOn(long lost, String found) {
        LostRange range = new LostRange(lost, last);
        assertThat(refusal()).contains("log=events", found, "sequences=" + range, "serve --accept-loss " + range);

        List<String> kept;
        try (LiveEngine engine = new LiveEngine(directory, accepting(range.toString()))) {
            assertThat(engine.journal().events().lost()).containsExactly(range);
            assertThat(diagnostics).anySatisfy(line -> assertThat(line).contains("accepted as lost: " + range));
            kept = LiveEngine.conclusions(engine.journal().outputs());
            assertThat(before.subList(0, kept.size())).isEqualTo(kept);
            assertThat(kept.size()).isLessThan(before.size());
            assertThat(recordBehind(engine.journal(), lost)).contains("EventsLost", "ann");
            for (int i = 0; i < 70; i++) {
                engine.trade(5);
            }
            // The publisher sent the lost ones again, so everything was concluded as before.
            assertThat(LiveEngine.conclusions(engine.journal().outputs())).startsWith(before.toArray(String[]::new));
            engine.force();
        }
        audit();
        try (LiveEngine engine = new LiveEngine(directory, accepting(range.toString()))) {
            assertThat(engine.journal().events().lost()).containsExactly(range);
            engine.stop();
        }
        audit();
    }

    private String refusal() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            throw new AssertionError("it started at " + engine.core().eventSequence());
        } catch (JournalCorruptException e) {
            return DamageReport.of(directory, LiveEngine.options(), e);
        }
    }

    private LossAcceptance accepting(String range) {
        return new LossAcceptance(
                List.of(LossAcceptance.Accepted.parse(range)), "ann", LiveEngine.options(), diagnostics::add);
    }

    private void audit() {
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            AuditFindings findings = new AuditReplay(view).run(ReplayProgress.NONE);
            assertThat(findings.voidOutputs()).isZero();
            assertThat(findings.missingOutputs()).isZero();
        }
    }

    private static String recordBehind(Journal journal, long lost) {
        List<String> text = new ArrayList<>();
        try (LogReader reader = journal.events().openReader(lost - 1, journal.events()::head)) {
            reader.poll(
                    (sequence, epoch, buffer, offset, length, endOfCause) ->
                            text.add(RecordText.of(LogKind.EVENTS, buffer, offset, length)),
                    1);
        }
        return text.get(0);
    }

    private long first(Path segment) {
        return firsts.get(segments.indexOf(segment));
    }
}
