package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.event.EngineStartedDecoder;
import io.heliograph.codec.event.MessageHeaderDecoder;
import io.heliograph.core.CoreSettings;
import io.heliograph.core.EventEncoder;
import io.heliograph.journal.Journal;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalVersionException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogAppender;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.segment.SegmentFiles;
import io.heliograph.testkit.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void name() {
        directory = temporary.resolve("journal");
    }

    @Test
    void shouldStartAnEmptyJournalInEpochOne() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.core().epoch()).isEqualTo(1);
            assertThat(lastStart(engine)).isEqualTo("sequence=1 epoch=1 lastEvent=0 lastOutput=0");
        }
    }

    @Test
    void shouldGoOnInTheSameEpochAfterACleanStop() {
        List<String> outputs;
        long events;
        try (LiveEngine engine = new LiveEngine(directory)) {
            trade(engine, 100);
            engine.stop();
            outputs = LiveEngine.records(engine.journal().outputs());
            events = engine.core().eventSequence();
        }

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.core().epoch()).isEqualTo(1);
            assertThat(engine.trades()).isEqualTo(100);
            assertThat(lastStart(engine))
                    .isEqualTo("sequence=" + (events + 1) + " epoch=1 lastEvent=" + events + " lastOutput="
                            + outputs.size());
            assertThat(LiveEngine.records(engine.journal().outputs())).isEqualTo(outputs);
        }
        assertThat(directory.resolve("events")).isDirectoryNotContaining("glob:**2");
    }

    @Test
    void shouldOpenANewEpochWhereNobodyStopped() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            trade(engine, 100);
        }

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.core().epoch()).isEqualTo(2);
            assertThat(engine.trades()).isEqualTo(100);
            assertThat(engine.journal().events().epoch()).isEqualTo(2);
        }
    }

    @Test
    void shouldOpenANewEpochWhereTheStopWasNotForced() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            trade(engine, 10);
            new EngineMarks(engine.journal(), engine.core(), engine.recovery().sink(), () -> LiveEngine.START).stop();
        }

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.core().epoch()).isEqualTo(2);
        }
    }

    @Test
    void shouldConcludeTheSameWhenItIsStartedAgainAfterEveryFewEvents() {
        List<String> uninterrupted = uninterrupted(75);

        for (int i = 0; i < 25; i++) {
            try (LiveEngine engine = new LiveEngine(directory)) {
                trade(engine, 3);
            }
        }

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(engine.trades()).isEqualTo(75);
            assertThat(engine.core().epoch()).isEqualTo(26);
            assertThat(LiveEngine.conclusions(engine.journal().outputs())).isEqualTo(uninterrupted);
        }
    }

    @Test
    void shouldAppendOutputsThatWereLost() throws IOException {
        List<String> outputs = run(200);
        cut(directory.resolve("outputs/00000000000000000001"), 10);

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(LiveEngine.records(engine.journal().outputs())).isEqualTo(outputs);
            assertThat(lastStart(engine)).contains("lastOutput=10");
            trade(engine, 100);
        }

        assertThat(conclusionsOf(directory)).isEqualTo(uninterrupted(300));
    }

    @Test
    void shouldComputeALostOutputLogAgain() throws IOException {
        List<String> outputs = run(200);
        Directories.delete(directory.resolve("outputs"));

        try (LiveEngine engine = new LiveEngine(directory)) {
            assertThat(LiveEngine.records(engine.journal().outputs())).isEqualTo(outputs);
            assertThat(engine.core().epoch()).isEqualTo(2);
        }
    }

    @Test
    void shouldCutOffOutputsWhoseEventsWereLost() throws IOException {
        List<String> outputs = run(200);
        cut(directory.resolve("events/00000000000000000001"), 80);

        try (LiveEngine engine = new LiveEngine(directory)) {
            int kept = (int) engine.journal().outputs().head();
            assertThat(kept).isBetween(1, outputs.size() - 1);
            assertThat(LiveEngine.records(engine.journal().outputs())).isEqualTo(outputs.subList(0, kept));
            assertThat(lastStart(engine)).contains("lastEvent=80 lastOutput=" + kept);
            trade(engine, (int) (200 - engine.trades()));
        }

        assertThat(conclusionsOf(directory)).isEqualTo(uninterrupted(200));
    }

    @Test
    void shouldRefuseAnOutputThatDiffersAndChangeNothing() throws IOException {
        run(100);
        Path forged = forge(7, false);
        long before = size(forged);

        assertThatThrownBy(() -> new LiveEngine(forged)).isInstanceOfSatisfying(ReplayDifferenceException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(4);
            assertThat(e.sequence()).isEqualTo(7);
            assertThat(e.recorded()).contains("BarClosed").isNotEqualTo(e.replayed());
            assertThat(e.replayed()).contains("BarClosed");
            assertThat(e).hasMessageContaining("outputSequence=7");
        });
        assertThat(size(forged)).isEqualTo(before);
        try (JournalView journal = JournalView.open(forged, LiveEngine.options())) {
            assertThat(journal.lastEpoch()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseAnOutputThatReplayDoesNotGive() throws IOException {
        run(100);
        Path forged = forge(0, true);

        assertThatThrownBy(() -> new LiveEngine(forged))
                .isInstanceOfSatisfying(
                        ReplayDifferenceException.class,
                        e -> assertThat(e.replayed()).isEqualTo("nothing"));
    }

    @Test
    void shouldRefuseAnEventOfANewerRelease() {
        ExpandableArrayBuffer record = new ExpandableArrayBuffer();
        int length = new EventEncoder().engineStopped(record, 0, 1);
        record.putShort(6, (short) (MessageHeaderDecoder.SCHEMA_VERSION + 1));
        append(record, length);

        assertThatThrownBy(() -> new LiveEngine(directory))
                .isInstanceOf(JournalVersionException.class)
                .hasMessageContaining("sequence=1")
                .extracting(e -> ((JournalException) e).exitCode())
                .isEqualTo(9);
    }

    @Test
    void shouldRefuseAnotherCoreLevel() {
        CoreSettings defaults = CoreSettings.defaults();
        CoreSettings other = new CoreSettings(
                99,
                defaults.timeframes(),
                defaults.base(),
                0,
                defaults.barsFrom(),
                defaults.gaps(),
                256,
                10,
                10,
                10,
                1000);
        ExpandableArrayBuffer record = new ExpandableArrayBuffer();
        append(record, new EventEncoder().coreSettings(record, 0, 1, other));

        assertThatThrownBy(() -> new LiveEngine(directory))
                .isInstanceOf(JournalVersionException.class)
                .hasMessageContaining("coreLevel=99");
    }

    @Test
    void shouldRefuseAnEventThatCannotBe() {
        ExpandableArrayBuffer record = new ExpandableArrayBuffer();
        append(record, new EventEncoder().trade(record, 0, 1, 1, 1, 1.0, 1.0, 77, 0));

        assertThatThrownBy(() -> new LiveEngine(directory))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("sequence=1");
    }

    @Test
    void shouldRefuseARecordThatIsNoEvent() {
        append(new UnsafeBuffer(new byte[40]), 40);

        assertThatThrownBy(() -> new LiveEngine(directory))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("found=0");
    }

    @Test
    void shouldTellHowFarItIs() {
        long events;
        try (LiveEngine engine = new LiveEngine(directory)) {
            trade(engine, 6000);
            events = engine.core().eventSequence();
        }
        List<String> heard = new ArrayList<>();

        try (Journal journal = Journal.open(directory, LiveEngine.options())) {
            new Recovery(journal, () -> 0, (done, total) -> heard.add(done + "/" + total)).replay();
        }

        assertThat(heard).startsWith("0/" + events, "4096/" + events).endsWith(events + "/" + events);
    }

    /** Runs an engine that is killed after so many trades; answers its outputs. */
    private List<String> run(int trades) {
        try (LiveEngine engine = new LiveEngine(directory)) {
            trade(engine, trades);
            return LiveEngine.records(engine.journal().outputs());
        }
    }

    private List<String> uninterrupted(int trades) {
        try (LiveEngine engine = new LiveEngine(temporary.resolve("uninterrupted"))) {
            trade(engine, trades);
            return LiveEngine.conclusions(engine.journal().outputs());
        }
    }

    private static void trade(LiveEngine engine, int count) {
        for (int i = 0; i < count; i++) {
            engine.trade(1);
        }
    }

    private static List<String> conclusionsOf(Path journal) {
        try (LiveEngine engine = new LiveEngine(journal)) {
            return LiveEngine.conclusions(engine.journal().outputs());
        }
    }

    /** Cuts a segment's file off inside the frame behind the one that holds a sequence; each frame holds one record or cause. */
    private static void cut(Path segment, long sequence) throws IOException {
        byte[] bytes = Files.readAllBytes(SegmentFiles.data(segment));
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        for (int i = 0; i + 48 < bytes.length; i++) {
            if (buffer.getInt(i) == 0x46474C48 && buffer.getLong(i + 24) == sequence + 1) {
                try (FileChannel channel = FileChannel.open(SegmentFiles.data(segment), StandardOpenOption.WRITE)) {
                    channel.truncate(i + 20);
                    return;
                }
            }
        }
        throw new AssertionError("no frame begins at sequence " + (sequence + 1));
    }

    /** A journal with the same events, whose outputs have one byte changed, or the last one twice. */
    private Path forge(long changed, boolean oneMore) {
        Path forged = temporary.resolve("forged");
        try (JournalView source = JournalView.open(directory, LiveEngine.options());
                Journal target = Journal.open(forged, LiveEngine.options())) {
            target.start(1, 0);
            copy(source.events(), target.events().appender(), 0, false);
            copy(source.outputs(), target.outputs().appender(), changed, oneMore);
        }
        return forged;
    }

    private static void copy(Log source, LogAppender target, long changed, boolean oneMore) {
        ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
        try (LogReader reader = source.openReader(0, source::head)) {
            while (reader.position() < source.head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            copy.putBytes(0, buffer, offset, length);
                            if (sequence == changed) {
                                copy.putByte(80, (byte) (copy.getByte(80) ^ 1));
                            }
                            int times = oneMore && sequence == source.head() ? 2 : 1;
                            target.beginGroup();
                            for (int i = 0; i < times; i++) {
                                target.add(copy, 0, length);
                            }
                            target.commit(endOfCause ? LogAppender.LAST_OF_CAUSE : 0);
                        },
                        100);
            }
        }
    }

    private void append(DirectBuffer record, int length) {
        try (Journal journal = Journal.open(directory, LiveEngine.options())) {
            journal.start(1, 0);
            LogAppender appender = journal.events().appender();
            appender.beginGroup();
            appender.add(record, 0, length);
            appender.commit(LogAppender.LAST_OF_CAUSE);
        }
    }

    private static long size(Path journal) throws IOException {
        return Directories.list(journal).size();
    }

    /** The newest ENGINE_START. */
    private static String lastStart(LiveEngine engine) {
        String[] found = {null};
        Log events = engine.journal().events();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (LogReader reader = events.openReader(0, events::head)) {
            while (reader.position() < events.head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) -> {
                            if (header.wrap(buffer, offset).templateId() == EngineStartedDecoder.TEMPLATE_ID) {
                                EngineStartedDecoder start =
                                        new EngineStartedDecoder().wrapAndApplyHeader(buffer, offset, header);
                                found[0] = "sequence=" + sequence + " epoch=" + start.epoch() + " lastEvent="
                                        + start.previousEventSequence() + " lastOutput="
                                        + start.previousOutputSequence();
                            }
                        },
                        100);
            }
        }
        return found[0];
    }
}
