package io.heliograph.server.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final int TRADES = 20_000;

    @TempDir
    private static Path folder;

    private static String data;
    private static String besideTheEngine;
    private static String liveDigest;

    @BeforeAll
    static void runAnEngine() throws IOException {
        data = folder.resolve("data").toString();
        String market = SyntheticTrades.file(folder, TRADES).toString();
        try (RunningEngine engine = RunningEngine.start(Path.of(data))) {
            Shell.Answer ingested = Shell.run(
                    "ingest", "--target", "127.0.0.1:" + engine.engine().grpcPort(), market);
            assertThat(ingested.exitCode()).as(ingested.said()).isZero();
            liveDigest = engine.status().getContentDigest();
            besideTheEngine = answered(0, "replay", data, "--json").get(0);
        }
    }

    @Test
    void shouldSayThatTheJournalHoldsWhatItsEventsGive() throws IOException {
        List<Path> before = files();

        List<String> lines = answered(0, "replay", data);
        String json = answered(0, "replay", data, "--json").get(0);

        assertThat(lines).contains("digest    " + liveDigest + ", as recorded");
        assertThat(json)
                .contains("\"market_events\":" + TRADES + ",")
                .contains("\"content_digest\":\"" + liveDigest + "\"")
                .contains("\"recorded_digest\":\"" + liveDigest + "\"")
                .contains("\"equal\":true");
        assertThat(besideTheEngine)
                .contains("\"content_digest\":\"" + liveDigest + "\"")
                .contains("\"equal\":true");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void shouldEndWithAFindingWhereASignalDiffersAndWriteEachAsCsv() throws IOException {
        Path out = folder.resolve("diff.csv");

        List<String> lines =
                answered(1, "replay", data, "--strategy", "momentum", "--set", "min_push=0.1", "--out", out.toString());
        List<String> json = answered(1, "replay", data, "--strategy", "momentum", "--set", "min_push=0.1", "--json");

        List<String> csv = Files.readAllLines(out);
        assertThat(csv.get(0))
                .startsWith("change,symbol,timeframe,strategy,arm,side,bars,differences,journal_bar_end,")
                .endsWith(",other_status,other_return");
        int columns = csv.get(0).split(",", -1).length;
        assertThat(csv).hasSizeGreaterThan(1).allMatch(line -> line.split(",", -1).length == columns);
        assertThat(csv.subList(1, csv.size())).allMatch(line -> line.contains(",1m,momentum,"));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("replaced  momentum (from event "))
                .anyMatch(
                        line -> line.startsWith("the first ") && line.contains(" of " + (csv.size() - 1) + " changes"))
                .contains("digest    " + liveDigest + ", journal");
        assertThat(json).hasSize(6);
        assertThat(json.get(5)).contains("\"differences\":" + (csv.size() - 1) + ",");
    }

    @Test
    void shouldWriteBothRunsAsAReport() throws IOException {
        Path report = folder.resolve("report.html");

        answered(1, "replay", data, "--strategy", "momentum", "--set", "min_push=0.1", "--report", report.toString());

        assertThat(report)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("\"replaced\":[\"momentum\"]", "\"journalDigest\":\"" + liveDigest + "\"");
    }

    @Test
    void shouldEndWellWhereNoSignalDiffers() {
        List<String> lines = answered(0, "replay", data, "--strategy", "momentum");

        assertThat(lines)
                .contains("no signal differs")
                .contains("digest    " + liveDigest + ", journal")
                .contains("digest    " + liveDigest + ", what-if");
    }

    @Test
    void shouldEndWithFourWhereTheEventsAreDamaged() throws IOException {
        Path copy = folder.resolve("damaged");
        int damaged = 0;
        for (Path file : files()) {
            Path target = copy.resolve(Path.of(data).relativize(file));
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("min_push");
            if (at >= 0 && file.toString().contains("events")) {
                bytes[at] ^= 1;
                damaged++;
            }
            Files.write(target, bytes);
        }

        Shell.Answer plain = Shell.run("replay", copy.toString());
        Shell.Answer whatIf = Shell.run("replay", copy.toString(), "--strategy", "momentum");

        assertThat(damaged).isPositive();
        assertThat(plain.exitCode()).as(plain.said()).isEqualTo(4);
        assertThat(whatIf.exitCode()).as(whatIf.said()).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatCannotBeRun() throws IOException {
        assertRefused("no journal is there", "replay", folder.toString());
        assertRefused("expected --strategy with --set", "replay", data, "--set", "min_push=1");
        assertRefused("expected --strategy with --set", "replay", data, "--out", "x.csv");
        assertRefused("--moved-within", "replay", data, "--strategy", "momentum", "--moved-within", "1001");
        assertRefused("--moved-within", "replay", data, "--strategy", "momentum", "--moved-within", "-1");
        assertRefused("refused=TIMEFRAME_NOT_AVAILABLE", "replay", data, "--strategy", "momentum", "--timeframe", "7m");
    }

    private static List<String> answered(int exitCode, String... arguments) {
        Shell.Answer answer = Shell.run(arguments);
        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(exitCode);
        return answer.out();
    }

    private static void assertRefused(String message, String... arguments) {
        Shell.Answer answer = Shell.run(arguments);

        assertThat(answer.said()).contains(message);
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(data))) {
            return all.sorted().toList();
        }
    }
}
