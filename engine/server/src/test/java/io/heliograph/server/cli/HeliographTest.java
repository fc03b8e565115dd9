package io.heliograph.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says about itself, and what it answers to command lines that cannot be. */
final class HeliographTest {
    /** The manual: every command and its options. */
    private static final Map<String, List<String>> MANUAL = Map.ofEntries(
            Map.entry(
                    "demo",
                    List.of(
                            "--symbols",
                            "--seed",
                            "--seconds",
                            "--events",
                            "--speed",
                            "--data",
                            "--port",
                            "--stay",
                            "--json")),
            Map.entry("serve", List.of("--config", "--data", "--port", "--store", "--insecure")),
            Map.entry(
                    "ingest",
                    List.of(
                            "FILE...",
                            "--target",
                            "--rate",
                            "--realtime",
                            "--source",
                            "--symbol",
                            "--timeframe",
                            "--map",
                            "--columns",
                            "--time-format",
                            "--time-zone",
                            "--time-is",
                            "--through",
                            "--open",
                            "--strict",
                            "--json")),
            Map.entry("tail", List.of("--target", "--filter", "--from", "--resume", "--no-follow", "--json")),
            Map.entry(
                    "query",
                    List.of(
                            "--target",
                            "--filter",
                            "--oldest-first",
                            "--limit",
                            "--all",
                            "--page-size",
                            "--page-token",
                            "--json")),
            Map.entry("explain", List.of("ID|SEQUENCE", "--data", "--target", "--bars", "--json")),
            Map.entry("strategy check", List.of("FILE...", "--set", "--timeframe", "--json")),
            Map.entry("strategy new", List.of("NAME", "--out")),
            Map.entry("strategy apply", List.of("FILE...", "--target", "--set", "--validate-only", "--json")),
            Map.entry("strategy list", List.of("--target", "--json")),
            Map.entry("strategy show", List.of("ID", "--target", "--json")),
            Map.entry("strategy remove", List.of("ID", "--target", "--json")),
            Map.entry(
                    "check lookahead",
                    List.of(
                            "FILE...",
                            "--strategy",
                            "--set",
                            "--timeframe",
                            "--bars-from",
                            "--through",
                            "--symbol",
                            "--map",
                            "--time-zone",
                            "--json",
                            "--samples",
                            "--seed")),
            Map.entry(
                    "check warmup",
                    List.of(
                            "FILE...",
                            "--strategy",
                            "--set",
                            "--timeframe",
                            "--bars-from",
                            "--through",
                            "--symbol",
                            "--map",
                            "--time-zone",
                            "--json",
                            "--tolerance")),
            Map.entry(
                    "replay",
                    List.of(
                            "DIR",
                            "--strategy",
                            "--set",
                            "--timeframe",
                            "--moved-within",
                            "--out",
                            "--report",
                            "--json")),
            Map.entry("doctor", List.of("--data", "--host", "--port", "--json")));

    @TempDir
    private Path folder;

    @Test
    void shouldNameEveryCommandAndExitCodeInItsHelp() {
        Shell.Answer help = Shell.run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        String text = String.join("\n", help.out());
        MANUAL.keySet().forEach(command -> assertThat(text).contains("\n  " + command.split(" ")[0] + " "));
        for (ExitCode code : ExitCode.values()) {
            if (code.value() <= ExitCode.OTHER_VERSION.value()) {
                assertThat(text).as(code.name()).containsPattern("(?m)^ +" + code.value() + " +\\S");
            }
        }
    }

    @Test
    void shouldSendWhoeverWantsBenchmarksToTheCheckout() {
        Shell.Answer answer = Shell.run("bench", "--rows", "1");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(answer.err()).anyMatch(line -> line.contains("ops/heliograph of a checkout"));
    }

    @Test
    void shouldNameEveryOptionInTheHelpOfItsCommand() {
        MANUAL.forEach((command, options) -> {
            Shell.Answer help = run(command, "--help");

            assertThat(help.exitCode()).as(command).isZero();
            assertThat(help.err()).as(command).isEmpty();
            String text = String.join("\n", help.out());
            assertThat(text).as(command).startsWith("Usage: heliograph " + command + " ");
            for (String option : options) {
                assertThat(text).as(command).containsPattern("(?m)^ +(-\\S, )?\\Q" + option + "\\E");
            }
        });
    }

    @Test
    void shouldSayItsVersionAndItsJava() {
        Shell.Answer version = Shell.run("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).containsExactly("heliograph development on Java " + Runtime.version());
    }

    @Test
    void shouldShowTheCommandsWhereNoneIsGiven() {
        Shell.Answer none = Shell.run();
        Shell.Answer strategy = Shell.run("strategy");

        assertUsage(none, "expected a command", "Usage: heliograph ", "\n  ingest ");
        assertUsage(strategy, "expected a command: strategy new, check, apply", "Usage: heliograph strategy ");
    }

    @Test
    void shouldRefuseAnUnknownCommandOrOption() {
        assertUsage(Shell.run("serv"), "serv");
        assertUsage(Shell.run("--nonsense"), "--nonsense");
        assertUsage(Shell.run("strategy", "chek", "momentum"), "chek");
        MANUAL.keySet().forEach(command -> assertUsage(run(command, "--nonsense", "file"), "--nonsense"));
    }

    @Test
    void shouldRefuseValuesThatCannotBeBeforeDoingAnything() throws IOException {
        String file = Files.writeString(folder.resolve("some.csv"), "symbol,time,price,size\n")
                .toString();
        String data = folder.resolve("data").toString();

        assertUsage(run("demo", "--data", data, "--symbols", "0"), "--symbols", "symbols=0");
        assertUsage(run("demo", "--data", data, "--seconds", "0"), "--seconds", "seconds=0");
        assertUsage(run("demo", "--data", data, "--events", "-1"), "--events", "events=-1");
        assertUsage(run("demo", "--data", data, "--speed", "x0"), "--speed", "x0");
        assertUsage(run("demo", "--data", data, "--speed", "fast"), "--speed", "fast");
        assertUsage(run("demo", "--data", data, "--port", "65536"), "65536");
        assertUsage(run("serve", "--data", data, "--port", "65536"), "grpc.port", "65536");
        assertUsage(run("serve", "--data", data, "--store", "paper"), "store", "paper");
        assertUsage(run("doctor", "--data", data, "--port", "65536"), "--port", "65536");
        assertUsage(run("doctor", "--data", data, "--port", "-1"), "--port", "-1");
        assertUsage(ingest(), "FILE");
        assertUsage(ingest("--rate", "-1", file), "--rate", "rate=-1");
        assertUsage(ingest("--rate", "NaN", file), "--rate", "rate=NaN");
        assertUsage(ingest("--rate", "10", "--realtime", "x1", file), "--realtime");
        assertUsage(ingest("--realtime", "0", file), "--realtime");
        assertUsage(ingest("--source", "me", file, file), "--source", "files=2");
        assertUsage(ingest("--through", "noon", file), "--through", "noon");
        assertUsage(ingest("--map", "Date=time", file), "OURS=THEIRS", "ours=Date");
        assertUsage(ingest("--time-is", "close", "--map", "open_time=T", file), "ours=open_time");
        assertUsage(ingest("--time-is", "middle", file), "--time-is=middle");
        assertUsage(ingest("--time-zone", "Mars/Olympus", file), "--time-zone", "zone=Mars/Olympus");
        assertUsage(ingest("--time-format", "HH:mm", file), "pattern=HH:mm");
        assertUsage(ingest("--through", "9999-01-01T00:00:00Z", file), "--through", "9999-01-01T00:00:00Z");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void shouldRefuseQuestionsThatCannotBeBeforeConnecting() {
        assertUsage(query("--limit", "0"), "--limit", "limit=0");
        assertUsage(query(""), "ID");
        assertUsage(tail("--from", ""), "--from");
        assertUsage(tail("--from", "99999999999999999999"), "--from", "99999999999999999999");
        assertUsage(tail("--from", "9999-01-01T00:00:00Z"), "--from", "9999-01-01T00:00:00Z");
        assertUsage(run("query", "--target", ""), "--target");
        assertUsage(run("query", "--target", "127.0.0.1:port"), "--target", "127.0.0.1:port");
    }

    @Test
    void shouldNotEndWellWhereStandardOutputDoesNotTakeEverything() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(full, true), new PrintStream(err, true), false);

        int code = Heliograph.run(console, "indicators");

        assertThat(code).isEqualTo(ExitCode.STORAGE_FAILED.value());
        assertThat(err.toString()).contains("standard output");
    }

    private static Shell.Answer ingest(String... more) {
        return run("ingest --target 127.0.0.1:1", more);
    }

    private static Shell.Answer query(String... more) {
        return run("query --target 127.0.0.1:1", more);
    }

    private static Shell.Answer tail(String... more) {
        return run("tail --target 127.0.0.1:1", more);
    }

    private static Shell.Answer run(String command, String... more) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray(String[]::new));
    }

    private static void assertUsage(Shell.Answer answer, String... said) {
        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.USAGE.value());
        assertThat(answer.out()).isEmpty();
        assertThat(answer.said()).contains(said).doesNotContain("Exception", "\tat ");
    }
}
