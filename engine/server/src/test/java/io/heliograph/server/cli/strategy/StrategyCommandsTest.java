package io.heliograph.server.cli.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change or show the strategies of a running engine, and the one that writes a first document. */
final class StrategyCommandsTest {
    private static final String CROSSING = """
            id = %s
            timeframe = 5m
            params { fast = 9 }
            buy = "cross_above(ema(fast), ema(21))"
            sell = "cross_below(ema(fast), ema(21))"
            """;

    @TempDir
    private static Path data;

    private static RunningEngine engine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(data);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void shouldWriteADocumentThatPassesTheCheckWithoutAWarning() throws IOException {
        Path file = folder.resolve("first.conf");

        Shell.Answer written = Shell.run("strategy", "new", "my-first", "--out", file.toString());
        Shell.Answer again = Shell.run("strategy", "new", "my-first", "--out", file.toString());
        Shell.Answer checked = Shell.run("strategy", "check", "--json", file.toString());
        Shell.Answer printed = Shell.run("strategy", "new", "my-first", "--out", "-");

        assertThat(written.exitCode()).as(written.said()).isZero();
        assertThat(written.said()).contains("heliograph strategy check " + file);
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(again.said()).contains("expected a file that is not there yet: file=" + file);
        assertThat(checked.exitCode()).isZero();
        Struct line = json(checked.out().get(0));
        assertThat(text(line, "id")).isEqualTo("my-first");
        assertThat(text(line, "let.unit")).isEqualTo("number");
        assertThat(text(line, "let.moves")).isEqualTo("condition");
        assertThat(line.getFieldsOrThrow("warnings").getListValue().getValuesCount())
                .isZero();
        assertThat(printed.out()).isEqualTo(Files.readAllLines(file));
    }

    @Test
    void shouldRefuseANameThatIsNoId() {
        Shell.Answer answer = Shell.run("strategy", "new", "My Strategy");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(answer.said()).contains("found name=My Strategy");
    }

    @Test
    void shouldApplyShowListAndRemoveAStrategy() throws IOException {
        String file = document("crossing", CROSSING);

        Shell.Answer applied = run("apply", file, "--set", "fast=10");
        Shell.Answer again = run("apply", file, "--set", "fast=10", "--json");
        Shell.Answer shown = run("show", "crossing");
        Shell.Answer listed = run("list");
        Shell.Answer removed = run("remove", "crossing");
        Shell.Answer gone = run("remove", "crossing");

        assertThat(applied.exitCode()).as(applied.said()).isZero();
        assertThat(applied.out()).singleElement().asString().startsWith(file + ": crossing in force from event ");
        assertThat(json(again.out().get(0)).getFieldsOrThrow("unchanged").getBoolValue())
                .isTrue();
        assertThat(json(again.out().get(0)).getFieldsOrThrow("applied").getBoolValue())
                .isFalse();
        assertThat(shown.out())
                .contains("# param       fast = 10", "# ready       at bar 21, set by cross_above(ema(10), ema(21))");
        assertThat(String.join("\n", shown.out()))
                .endsWith(CROSSING.formatted("crossing").strip());
        assertThat(listed.out())
                .extracting(line -> line.split(" ")[0])
                .contains("crossing")
                .containsAll(HouseStrategies.names())
                .isSorted();
        assertThat(removed.exitCode()).isZero();
        assertThat(removed.out()).singleElement().asString().startsWith("crossing: gone from event ");
        assertThat(gone.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(gone.said()).contains("expected a strategy in force, found none: strategy_id=crossing");
    }

    @Test
    void shouldPrintADocumentThatCanBeAppliedAgain() throws IOException {
        Shell.Answer shown = run("show", "momentum");

        Path copy = Files.writeString(folder.resolve("copy.conf"), String.join("\n", shown.out()) + "\n");
        Shell.Answer applied = run("apply", copy.toString());

        assertThat(shown.exitCode()).isZero();
        assertThat(applied.out()).singleElement().asString().contains("momentum unchanged, in force from event ");
    }

    @Test
    void shouldChangeNothingWhereItOnlyValidates() throws IOException {
        String file = document("only-checked", CROSSING + "let { idle = \"close\" }\n");

        Shell.Answer checked = run("apply", "--validate-only", file);
        Shell.Answer asJson = run("apply", "--validate-only", "--json", file);
        Shell.Answer shown = run("show", "only-checked");

        assertThat(checked.exitCode()).as(checked.said()).isZero();
        assertThat(checked.out())
                .contains(
                        file + ": ok",
                        "  ready       at bar 22, set by cross_above(ema(9), ema(21))".replace("22", "21"),
                        "  timeframe   5m");
        assertThat(String.join("\n", checked.out())).contains(": warning: let.idle:6:7: no expression uses this");
        Struct line = json(asJson.out().get(0));
        assertThat(line.getFieldsOrThrow("ready_bar").getNumberValue()).isEqualTo(21);
        assertThat(line.getFieldsOrThrow("applied").getBoolValue()).isFalse();
        assertThat(line.containsFields("effective_sequence")).isFalse();
        assertThat(shown.exitCode()).isEqualTo(ExitCode.USAGE.value());
    }

    @Test
    void shouldApplyAllOrNone() throws IOException {
        String good = document("good-one", CROSSING);
        String bad = document("bad-one", CROSSING.replace("ema(21)", "ema(21").replace("5m", "7q"));
        String odd = document("odd-one", CROSSING.replace("5m", "30s"));

        Shell.Answer answer = run("apply", good, bad, odd);
        Shell.Answer shown = run("show", "good-one");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINDING.value());
        String out = String.join("\n", answer.out());
        assertThat(out)
                .contains(
                        bad + ": timeframe:2:1: ",
                        bad + ": buy:4:",
                        bad + ": sell:5:",
                        bad + ": not applied",
                        odd + ": TIMEFRAME_NOT_AVAILABLE: ")
                .doesNotContain(good);
        assertThat(shown.exitCode()).isEqualTo(ExitCode.USAGE.value());
    }

    @Test
    void shouldEndWithEightWhereThereIsNoEngine() throws IOException {
        String file = document("crossing", CROSSING);

        for (String command : new String[] {"apply " + file, "list", "show crossing", "remove crossing"}) {
            List<String> words = new ArrayList<>(List.of("strategy"));
            words.addAll(List.of(command.split(" ")));
            words.addAll(List.of("--target", "127.0.0.1:1"));
            Shell.Answer answer = Shell.run(words.toArray(String[]::new));

            assertThat(answer.exitCode()).as(command).isEqualTo(ExitCode.UNREACHABLE.value());
            assertThat(answer.out()).as(command).isEmpty();
        }
    }

    @Test
    void shouldPrintEveryStrategyAsOneJsonObject() throws IOException {
        Shell.Answer listed = run("list", "--json");
        Shell.Answer shown = run("show", "momentum", "--json");

        for (String each : listed.out()) {
            assertThat(text(json(each), "hash")).matches("[0-9a-f]{64}");
        }
        assertThat(text(json(shown.out().get(0)), "text")).isEqualTo(HouseStrategies.text("momentum"));
        assertThat(json(shown.out().get(0)).getFieldsOrThrow("params.fast").getNumberValue())
                .isEqualTo(12);
    }

    private String document(String id, String text) throws IOException {
        return Files.writeString(folder.resolve(id + ".conf"), text.formatted(id))
                .toString();
    }

    private static Shell.Answer run(String command, String... more) {
        List<String> words = new ArrayList<>(List.of("strategy", command));
        words.addAll(List.of(more));
        words.addAll(List.of("--target", "127.0.0.1:" + engine.engine().grpcPort()));
        return Shell.run(words.toArray(String[]::new));
    }

    private static Struct json(String line) throws IOException {
        Struct.Builder read = Struct.newBuilder();
        JsonFormat.parser().merge(line, read);
        return read.build();
    }

    private static String text(Struct line, String field) {
        return line.getFieldsOrThrow(field).getStringValue();
    }
}
