package io.heliograph.server.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running engine answers is what the same journal gives offline, line by line. */
class WhatIfCommandTest {
    private static final String CROSSING = """
            id = crossing
            timeframe = 1m
            symbols = ["*"]
            params { shift = 0.0, trust = 0.5 }
            buy = "cross_above(close, sma(4) + shift)"
            sell = "cross_below(close, sma(4) - shift)"
            confidence = "trust"
            stop = "close - side * 0.5"
            expires = 10 bars
            """;

    @TempDir
    private static Path folder;

    private static String data;
    private static String document;
    private static String target;
    private static RunningEngine engine;

    @BeforeAll
    static void startAnEngine() throws Exception {
        data = folder.resolve("data").toString();
        document = Files.writeString(folder.resolve("crossing.conf"), CROSSING).toString();
        engine = RunningEngine.start(Path.of(data));
        target = "127.0.0.1:" + engine.engine().grpcPort();
        answered(0, "strategy", "apply", document, "--target", target);
        answered(
                0,
                "ingest",
                "--target",
                target,
                SyntheticTrades.file(folder, 20_000).toString());
    }

    @AfterAll
    static void stopIt() {
        engine.close();
    }

    @Test
    void shouldPrintWhatReplayPrints() throws Exception {
        for (List<String> strategies : List.of(
                List.of("--set", "shift=0.02"),
                List.of("--set", "shift=0.02", "--moved-within", "3"),
                List.of("--set", "trust=0.6"),
                List.of("--timeframe", "100t"))) {
            assertSame(1, strategies);
            assertSame(1, with(strategies, "--json"));
        }
    }

    @Test
    void shouldWriteTheCsvThatReplayWrites() throws Exception {
        String there = folder.resolve("there.csv").toString();
        String here = folder.resolve("here.csv").toString();

        answered(1, "whatif", "--target", target, "--strategy", document, "--set", "shift=0.02", "--out", there);
        answered(1, "replay", data, "--strategy", document, "--set", "shift=0.02", "--out", here);

        assertThat(Path.of(there)).hasSameTextualContentAs(Path.of(here));
        assertThat(Files.readAllLines(Path.of(there))).hasSizeGreaterThan(10);
    }

    @Test
    void shouldEndWellWhereNothingDiffersAndKeepToARange() throws Exception {
        List<String> same = answered(0, "whatif", "--target", target, "--id", "crossing");
        List<String> before = answered(
                0,
                "whatif",
                "--target",
                target,
                "--strategy",
                document,
                "--set",
                "shift=0.02",
                "--until",
                "2020-01-01T00:00:00Z");

        assertThat(same).contains("no signal differs");
        assertThat(before).contains("no signal differs");
    }

    @Test
    void shouldListOperationsAndCancelThem() throws Exception {
        answered(0, "whatif", "--target", target, "--id", "crossing");

        List<String> listed = answered(0, "operations", "list", "--target", target);
        List<String> json = answered(0, "operations", "list", "--json", "--target", target);
        String name = listed.get(0).split(" ")[0];

        assertThat(listed).anyMatch(line -> line.contains("RunWhatIf") && line.contains("succeeded"));
        assertThat(json).anyMatch(line -> line.contains("\"state\":\"succeeded\""));
        assertThat(answered(0, "operations", "cancel", name, "--target", target))
                .as("an operation that ended is not cancelled by it")
                .containsExactly("asked to stop " + name);
        assertThat(answered(0, "operations", "list", "--target", target))
                .anyMatch(line -> line.startsWith(name) && line.contains("succeeded"));
        assertThat(Shell.run("operations", "cancel", "operations/none", "--target", target)
                        .said())
                .contains("OPERATION_NOT_FOUND");
    }

    @Test
    void shouldRefuseWhatCannotBeAsked() throws Exception {
        assertRefused(2, "expected --strategy or --id", "whatif", "--target", target);
        assertRefused(2, "STRATEGY_NOT_FOUND", "whatif", "--target", target, "--id", "nobody");
        assertRefused(2, "moved_within", "whatif", "--target", target, "--id", "crossing", "--moved-within", "1001");
        assertRefused(2, "--from", "whatif", "--target", target, "--id", "crossing", "--from", "yesterday");
        assertRefused(
                2,
                "TIMEFRAME_NOT_AVAILABLE",
                "whatif",
                "--target",
                target,
                "--strategy",
                document,
                "--timeframe",
                "7m");
        assertRefused(8, "no answer from the engine", "whatif", "--target", "127.0.0.1:1", "--id", "crossing");
    }

    private static void assertSame(int exitCode, List<String> more) {
        List<String> there = answered(exitCode, args(Stream.of("whatif", "--target", target), more));
        List<String> here = answered(exitCode, args(Stream.of("replay", data), more));

        assertThat(there).hasSizeGreaterThan(3).isEqualTo(here);
    }

    private static String[] args(Stream<String> first, List<String> more) {
        return Stream.concat(Stream.concat(first, Stream.of("--strategy", document)), more.stream())
                .toArray(String[]::new);
    }

    private static List<String> with(List<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    private static List<String> answered(int exitCode, String... arguments) {
        Shell.Answer answer = Shell.run(arguments);
        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(exitCode);
        return answer.out();
    }

    private static void assertRefused(int exitCode, String message, String... arguments) {
        Shell.Answer answer = Shell.run(arguments);

        assertThat(answer.said()).contains(message);
        assertThat(answer.exitCode()).isEqualTo(exitCode);
    }
}
