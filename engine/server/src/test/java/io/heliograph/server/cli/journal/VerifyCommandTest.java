package io.heliograph.server.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.journal.Contents;
import io.heliograph.journal.FrameFile;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.EngineStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One journal of an engine, verified as it is and with damage that is put right again. */
class VerifyCommandTest {
    private static final long SEED = 20_131_008;
    private static final int TRADES = 8_000;
    private static final int FLIPS = 4;

    /** Where the body of the first record stands in a frame: behind the frame's header, the record's length and header. */
    private static final int FIRST_BODY = 48 + 4 + 8;

    @TempDir
    private static Path folder;

    private static Path data;
    private static EngineStatus status;

    @TempDir
    private Path fresh;

    @BeforeAll
    static void runAnEngine() throws IOException {
        data = folder.resolve("data");
        Path file = SyntheticTrades.file(folder, TRADES);
        try (RunningEngine engine = RunningEngine.start(data)) {
            ingest(engine, file);
            status = engine.status();
        }
        RunningEngine.start(data).close();
    }

    @Test
    void shouldFindTheSameAgainAndChangeNeitherByteNorTime() throws IOException {
        List<String> before = Contents.of(data);

        Shell.Answer answer = Shell.run("verify", data.toString());
        Shell.Answer json = Shell.run("verify", data.toString(), "--json");
        Shell.Answer check = Shell.run("journal", "check", data.toString());
        Shell.Answer info = Shell.run("journal", "info", data.toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(status.getSignals()).isPositive();
        assertThat(String.join("\n", answer.out()))
                .startsWith("OK ")
                .contains("journal     " + status.getJournalId())
                .contains("digest      " + status.getContentDigest())
                .contains(
                        "outputs     " + status.getOutputSequence() + ", sequences 1 to " + status.getOutputSequence())
                .contains("core level  1  written by test")
                .contains("UNSIGNED");
        assertThat(json.out())
                .singleElement()
                .asString()
                .contains("\"result\":\"OK\"")
                .contains("\"outputs\":" + status.getOutputSequence() + ",")
                .contains("\"content_digest\":\"" + status.getContentDigest() + "\"")
                .contains("\"signature\":\"UNSIGNED\"");
        assertThat(check.exitCode()).as(check.said()).isZero();
        assertThat(info.exitCode()).as(info.said()).isZero();
        assertThat(Contents.of(data)).isEqualTo(before);
    }

    @Test
    void shouldSayWithWhichSnapshotItBeganAndWhichItProved() {
        List<Long> snapshots = snapshots();
        long from = snapshots.get(0) + 1;

        Shell.Answer all = Shell.run("verify", data.toString());
        Shell.Answer stretch = Shell.run("verify", data.toString(), "--from", Long.toString(from));
        Shell.Answer newest = Shell.run("verify", data.toString(), "--from-snapshot", "--json");
        Shell.Answer beyond = Shell.run("verify", data.toString(), "--from", "1000000");
        Shell.Answer both = Shell.run("verify", data.toString(), "--from", "1", "--from-snapshot");

        assertThat(all.out())
                .contains("begun       at the first event; nothing is taken on trust")
                .contains("snapshots   2 of 2 hold the state that the events lead to")
                .anyMatch(line -> line.startsWith("rate        "));
        assertThat(stretch.exitCode()).as(stretch.said()).isZero();
        assertThat(String.join("\n", stretch.out()))
                .contains(
                        "begun       behind event " + (from - 1) + " with the state of its snapshot, which is trusted")
                .contains("  event=" + (from - 1) + " TRUSTED sha256=")
                .contains("snapshots   1 of 2 hold")
                .contains("digest      " + status.getContentDigest()
                        + ", with the outputs before as the snapshot says them");
        assertThat(newest.out()).singleElement().asString().contains("\"trusted_event\":" + snapshots.get(1) + ",");
        assertThat(beyond.exitCode()).isEqualTo(2);
        assertThat(both.exitCode()).isEqualTo(2);
    }

    @Test
    void shouldTellASnapshotOfAnotherStateFromADamagedOne() throws Exception {
        Path file = data.resolve("snapshots")
                .resolve(String.format("%020d.snapshot", snapshots().get(0)));
        byte[] original = Files.readAllBytes(file);

        byte[] damaged = original.clone();
        damaged[damaged.length - 1] ^= 1;
        Files.write(file, damaged);
        Shell.Answer corrupt = Shell.run("verify", data.toString());
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(damaged, 0, 72);
        sha256.update(damaged, 104, damaged.length - 104);
        System.arraycopy(sha256.digest(), 0, damaged, 72, 32);
        Files.write(file, damaged);
        Shell.Answer different = Shell.run("verify", data.toString());
        Shell.Answer json = Shell.run("verify", data.toString(), "--json");
        Files.write(file, original);

        assertThat(corrupt.exitCode()).as(corrupt.said()).isEqualTo(4);
        assertThat(corrupt.out().get(0)).startsWith("CORRUPT ");
        assertThat(corrupt.out()).anyMatch(line -> line.contains(" DAMAGED expected sha256="));
        assertThat(different.exitCode()).as(different.said()).isEqualTo(1);
        assertThat(different.out().get(0)).startsWith("DIFFERENCE ");
        assertThat(different.out()).anyMatch(line -> line.contains(" DIFFERENT ") && line.contains(" recorded="));
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out()).singleElement().asString().startsWith("{\"result\":\"DIFFERENCE\"");
    }

    private static List<Long> snapshots() {
        try (JournalView view = JournalView.open(data)) {
            return SnapshotStore.of(view).sequences().stream().sorted().toList();
        }
    }

    @Test
    void shouldEndWithFourWhereABitOfAFrameWasFlipped() throws IOException {
        Random random = new Random(SEED);

        for (LogKind log : LogKind.values()) {
            FrameFile file = new FrameFile(segments(log).get(0));
            for (int i = 0; i < FLIPS; i++) {
                int frame = random.nextInt(file.count());
                int offset = file.frame(frame) + random.nextInt(file.length(frame));
                file.flip(offset, random.nextInt(8));

                Shell.Answer verify = Shell.run("verify", data.toString());
                Shell.Answer check = Shell.run("journal", "check", data.toString());
                file.restore(offset, 1);

                String what = "seed=" + SEED + " log=" + log + " round=" + i + " offset=" + offset;
                assertThat(verify.exitCode()).as(what + verify.said()).isEqualTo(4);
                assertThat(check.exitCode()).as(what + check.said()).isEqualTo(4);
                assertThat(verify.said())
                        .as(what)
                        .containsPattern("(sequence|sequences|validThrough)=[0-9]+")
                        .contains("segment=");
            }
        }
        assertThat(Shell.run("verify", data.toString()).exitCode()).isZero();
    }

    @Test
    void shouldEndWithOneAndShowBothRecordsWhereAnOutputWasForged() throws IOException {
        FrameFile file = new FrameFile(segments(LogKind.OUTPUTS).get(0));
        int frame = file.count() / 2;
        int at = FIRST_BODY + BarClosedDecoder.closePriceEncodingOffset();
        file.forge(frame, at, (byte) (file.at(file.frame(frame) + at) ^ 1));

        Shell.Answer check = Shell.run("journal", "check", data.toString());
        Shell.Answer verify = Shell.run("verify", data.toString());
        Shell.Answer json = Shell.run("verify", data.toString(), "--json");
        file.restore(file.frame(frame), file.length(frame));

        assertThat(check.exitCode()).as(check.said()).isZero();
        assertThat(verify.exitCode()).as(verify.said()).isEqualTo(1);
        assertThat(verify.out()).hasSize(3);
        assertThat(verify.out().get(0)).startsWith("DIFFERENCE  output ");
        assertThat(verify.out().get(1)).startsWith("  recorded  [").contains("cause=");
        assertThat(verify.out().get(2)).startsWith("  replayed  [").contains("cause=");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out()).singleElement().asString().contains("\"result\":\"DIFFERENCE\"");
    }

    @Test
    void shouldEndWithFourWhereASegmentIsMissingOrItsEndCutOff() throws IOException {
        for (LogKind log : LogKind.values()) {
            List<Path> segments = segments(log);
            Path away = folder.resolve("away");
            Files.move(segments.get(0), away);
            Shell.Answer missing = Shell.run("verify", data.toString());
            Files.move(away, segments.get(0));

            FrameFile file = newestWithFrames(segments);
            int last = file.count() - 1;
            file.write(file.frame(last) - 4, new byte[file.length(last) + 4]);
            Shell.Answer cut = Shell.run("verify", data.toString());
            file.restore(file.frame(last) - 4, file.length(last) + 4);

            assertThat(missing.exitCode()).as(missing.said()).isEqualTo(4);
            assertThat(cut.exitCode()).as(cut.said()).isEqualTo(4);
        }
        assertThat(Shell.run("verify", data.toString()).exitCode()).isZero();
    }

    @Test
    void shouldEndWithNineWhereANewerReleaseWroteTheJournal() throws IOException {
        Path identity = data.resolve("JOURNAL");
        byte[] original = Files.readAllBytes(identity);
        ByteBuffer newer =
                ByteBuffer.wrap(original.clone()).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 2);
        CRC32C crc = new CRC32C();
        crc.update(newer.array(), 0, 32);
        Files.write(identity, newer.putInt(32, (int) crc.getValue()).array());

        Shell.Answer answer = Shell.run("verify", data.toString());
        Files.write(identity, original);

        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(9);
    }

    @Test
    void shouldEndWithTwoWhereNoJournalIs() {
        for (String[] command : List.of(
                new String[] {"verify", fresh.toString()},
                new String[] {"verify", fresh.resolve("none").toString()},
                new String[] {"verify"},
                new String[] {"journal"},
                new String[] {"journal", "info", fresh.toString()},
                new String[] {"journal", "check", fresh.toString()},
                new String[] {"journal", "dump", fresh.toString()},
                new String[] {"journal", "dump", data.toString(), "--from", "0"},
                new String[] {"journal", "dump", data.toString(), "--through", "1000000"},
                new String[] {"journal", "dump", data.toString(), "--kind", "BarClosed"})) {
            Shell.Answer answer = Shell.run(command);

            assertThat(answer.exitCode())
                    .as(String.join(" ", command) + answer.said())
                    .isEqualTo(2);
        }
        assertThat(fresh).isEmptyDirectory();
    }

    @Test
    void shouldWorkBesideARunningEngine() throws IOException {
        Path live = fresh.resolve("live");
        try (RunningEngine engine = RunningEngine.start(live)) {
            ingest(engine, SyntheticTrades.file(fresh, TRADES));
            EngineStatus running = engine.status();

            Shell.Answer verify = Shell.run("verify", live.toString());
            Shell.Answer check = Shell.run("journal", "check", live.toString());

            assertThat(verify.exitCode()).as(verify.said()).isZero();
            assertThat(verify.out()).contains("digest      " + running.getContentDigest());
            assertThat(check.exitCode()).as(check.said()).isZero();
            assertThat(engine.fatal()).isNull();
            assertThat(engine.status().getEventSequence()).isEqualTo(running.getEventSequence());
        }
    }

    @Test
    void shouldTellWhatTheJournalIs() {
        Shell.Answer text = Shell.run("journal", "info", data.toString());
        Shell.Answer json = Shell.run("journal", "info", data.toString(), "--json");

        assertThat(text.out().get(0)).startsWith("journal   " + status.getJournalId());
        assertThat(String.join("\n", text.out()))
                .containsPattern("TradeEvent +" + TRADES)
                .contains("epoch 1   events 1 to ")
                .contains("segment   events/00000000000000000001  1 to ")
                .contains("snapshot  event=" + snapshots().get(0) + " output=")
                .contains("end       clean");
        assertThat(json.out().get(0))
                .contains("\"is\":\"journal\"")
                .contains("\"output_head\":" + status.getOutputSequence() + ",");
        assertThat(json.out()).anyMatch(line -> line.contains("\"kind\":\"TradeEvent\",\"count\":" + TRADES + "}"));
        assertThat(json.out())
                .anyMatch(line -> line.contains("\"is\":\"snapshot\"") && line.contains("\"usable\":true"));
        assertThat(json.out().get(0)).contains("\"clean_end\":true");
    }

    @Test
    void shouldPrintTheRecordsOfARangeOneALine() {
        Shell.Answer all = Shell.run("journal", "dump", data.toString());
        Shell.Answer range = Shell.run(
                "journal", "dump", data.toString(), "--log", "outputs", "--from", "5", "--through", "7", "--json");

        Shell.Answer bars = Shell.run("journal", "dump", data.toString(), "--log", "outputs", "--kind", "BarClosed");
        Shell.Answer signals = Shell.run(
                "journal",
                "dump",
                data.toString(),
                "--log",
                "outputs",
                "--kind",
                "SignalEmitted,SignalEnded,OutcomeRecorded,FaultRecorded");

        assertThat(all.exitCode()).as(all.said()).isZero();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= all.out().size(); i++) {
            expected.add(Integer.toString(i));
        }
        assertThat(all.out()).map(line -> line.substring(0, line.indexOf(' '))).isEqualTo(expected);
        assertThat(all.out()).filteredOn(line -> line.contains("[TradeEvent]")).hasSize(TRADES);
        assertThat(all.out()).anyMatch(line -> line.contains("[StrategyApplied]") && line.contains("\\n"));
        assertThat(bars.out()).isNotEmpty().allMatch(line -> line.contains("[BarClosed]"));
        assertThat(bars.out().size() + signals.out().size()).isEqualTo(status.getOutputSequence());
        assertThat(signals.out()).noneMatch(line -> line.contains("[BarClosed]"));
        assertThat(range.out()).hasSize(3);
        assertThat(range.out().get(0))
                .startsWith("{\"log\":\"outputs\",\"sequence\":5,\"epoch\":1,")
                .contains("\"kind\":\"BarClosed\"")
                .contains("\"bytes\":\"");
    }

    /** A start begins a segment, and what it concludes may have come to nothing yet. */
    private static FrameFile newestWithFrames(List<Path> segments) throws IOException {
        for (int i = segments.size() - 1; i >= 0; i--) {
            FrameFile file = new FrameFile(segments.get(i));
            if (file.count() > 0) {
                return file;
            }
        }
        throw new AssertionError("expected a segment with frames: " + segments);
    }

    private static List<Path> segments(LogKind log) {
        try (JournalView view = JournalView.open(data)) {
            return view.segments(log).stream()
                    .map(JournalView.SegmentRange::folder)
                    .toList();
        }
    }

    private static void ingest(RunningEngine engine, Path file) {
        Shell.Answer ingested =
                Shell.run("ingest", "--target", "127.0.0.1:" + engine.engine().grpcPort(), file.toString());
        assertThat(ingested.exitCode()).as(ingested.said()).isZero();
    }
}
