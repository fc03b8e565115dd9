package io.heliograph.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.codec.event.TradeEventDecoder;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.core.digest.ContentDigest;
import io.heliograph.journal.Contents;
import io.heliograph.journal.FrameFile;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReplayTest {
    private static final long SEED = 20_131_007;
    private static final int TRADES = 600;
    private static final int FLIPS = 40;

    /** Where the body of the first record stands in a frame: behind the frame's header, the record's length and its own header. */
    private static final int FIRST_BODY = 48 + 4 + 8;

    @TempDir
    private Path directory;

    @Test
    void shouldConcludeTheSameAgainAndChangeNothing() throws IOException {
        twoEpochs();
        List<String> before = Contents.of(directory);

        AuditFindings findings = audit();

        assertThat(findings.outputs()).isPositive();
        assertThat(findings.voidOutputs()).isZero();
        assertThat(findings.missingOutputs()).isZero();
        assertThat(findings.coreLevels()).containsExactly(1);
        assertThat(findings.builds()).containsExactly("test");
        assertThat(findings.eventKinds())
                .containsEntry("TradeEvent", 2L * TRADES)
                .containsEntry("EngineStarted", 2L)
                .containsEntry("EngineStopped", 1L)
                .containsEntry("CoreSettings", 1L);
        assertThat(findings.eventKinds().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(findings.events());
        assertThat(findings.outputKinds()).containsEntry("BarClosed", findings.outputs());
        assertThat(findings.contentDigest()).isEqualTo(recordedDigest());
        assertThat(Contents.of(directory)).isEqualTo(before);
    }

    @Test
    void shouldFindEachFlippedBitOfAFrameOfEitherLog() throws IOException {
        twoEpochs();
        Random random = new Random(SEED);

        for (LogKind log : LogKind.values()) {
            List<Path> segments = segments(log);
            for (int i = 0; i < FLIPS; i++) {
                Path segment = segments.get(random.nextInt(segments.size()));
                FrameFile file = new FrameFile(segment);
                int frame = random.nextInt(file.count());
                int offset = file.frame(frame) + random.nextInt(file.length(frame));
                file.flip(offset, random.nextInt(8));

                assertThatThrownBy(this::audit)
                        .as("seed=" + SEED + " round=" + i + " segment=" + segment + " offset=" + offset)
                        .isInstanceOf(JournalCorruptException.class)
                        .isNotInstanceOf(ReplayDifferenceException.class)
                        .hasMessageContaining(log == LogKind.EVENTS ? "events" : "outputs");
                file.restore(offset, 1);
            }
        }
        assertThat(audit().outputs()).isPositive();
    }

    @Test
    void shouldMissEachSegmentThatWasRemoved() throws IOException {
        twoEpochs();

        for (LogKind log : LogKind.values()) {
            for (Path segment : segments(log)) {
                Path away = directory.resolveSibling(directory.getFileName() + "-away");
                Files.move(segment, away);

                assertThatThrownBy(this::audit)
                        .as(segment.toString())
                        .isInstanceOf(JournalCorruptException.class)
                        .hasMessageContaining("restore it from a copy");
                Files.move(away, segment);
            }
        }
        assertThat(audit().outputs()).isPositive();
    }

    @Test
    void shouldMissAnEndThatWasCutOff() throws IOException {
        twoEpochs();

        for (LogKind log : LogKind.values()) {
            List<Path> segments = segments(log);
            for (Path segment : segments) {
                FrameFile file = new FrameFile(segment);
                int last = file.count() - 1;
                byte[] zeros = new byte[file.length(last) + 4];
                file.write(file.frame(last) - 4, zeros);

                assertThatThrownBy(this::audit).as(segment.toString()).isInstanceOf(JournalCorruptException.class);
                file.restore(file.frame(last) - 4, zeros.length);
            }
        }
        assertThat(audit().outputs()).isPositive();
    }

    @Test
    void shouldMissOutputsBeforeACleanStopThoughNothingSaysThatTheyWereForced() throws IOException {
        twoEpochs();
        delete(segments(LogKind.OUTPUTS).get(1));
        Files.delete(directory.resolve("events").resolve("DURABLE"));

        assertThatThrownBy(this::audit)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("clean stop");
    }

    @Test
    void shouldShowBothRecordsWhereAnOutputWasForged() throws IOException {
        twoEpochs();
        FrameFile file = new FrameFile(segments(LogKind.OUTPUTS).get(0));
        int frame = file.count() / 2;
        int closePriceAt = FIRST_BODY + BarClosedDecoder.closePriceEncodingOffset();
        file.forge(frame, closePriceAt, (byte) (file.at(file.frame(frame) + closePriceAt) ^ 1));

        ReplayDifferenceException difference = catchThrowableOfType(ReplayDifferenceException.class, this::audit);

        assertThat(difference.recorded()).contains("BarClosed").contains("closePrice=");
        assertThat(difference.replayed()).contains("BarClosed").contains("closePrice=");
        assertThat(withoutClose(difference.recorded())).isEqualTo(withoutClose(difference.replayed()));
        assertThat(difference.recorded()).isNotEqualTo(difference.replayed());
    }

    @Test
    void shouldFindADifferenceWhereAnEventWasForged() throws IOException {
        twoEpochs();
        FrameFile file = new FrameFile(segments(LogKind.EVENTS).get(1));
        int frame = 1;
        int priceAt = FIRST_BODY + TradeEventDecoder.priceEncodingOffset() + 6;
        file.forge(frame, priceAt, (byte) (file.at(file.frame(frame) + priceAt) ^ 0x08));

        assertThatThrownBy(this::audit).isInstanceOf(ReplayDifferenceException.class);
    }

    @Test
    void shouldWorkBesideARunningEngineUpToTheHeadFound() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            engine.trade(200);
            long events = engine.journal().events().head();

            try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
                engine.trade(200);
                AuditFindings findings = new AuditReplay(view).run(ReplayProgress.NONE);

                assertThat(findings.events()).isEqualTo(events);
                assertThat(findings.missingOutputs()).isZero();
            }
            engine.trade(1);
        }
    }

    private void twoEpochs() {
        try (LiveEngine engine = new LiveEngine(directory)) {
            for (int i = 0; i < TRADES; i += 20) {
                engine.trade(20);
            }
        }
        try (LiveEngine engine = new LiveEngine(directory)) {
            for (int i = 0; i < TRADES; i += 20) {
                engine.trade(20);
            }
            engine.stop();
        }
    }

    private AuditFindings audit() {
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            return new AuditReplay(view).run(ReplayProgress.NONE);
        }
    }

    private List<Path> segments(LogKind log) {
        try (JournalView view = JournalView.open(directory, LiveEngine.options())) {
            return view.segments(log).stream()
                    .map(JournalView.SegmentRange::folder)
                    .toList();
        }
    }

    private String recordedDigest() {
        ContentDigest digest = new ContentDigest();
        try (JournalView view = JournalView.open(directory, LiveEngine.options());
                LogReader reader = view.readerFrom(LogKind.OUTPUTS, 1)) {
            while (reader.position() < view.outputs().head()) {
                reader.poll(
                        (sequence, epoch, buffer, offset, length, endOfCause) ->
                                digest.onOutput(sequence, buffer, offset, length),
                        1000);
            }
        }
        return digest.hex();
    }

    private static String withoutClose(String record) {
        return record.replaceAll("closePrice=[^|]*", "");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
