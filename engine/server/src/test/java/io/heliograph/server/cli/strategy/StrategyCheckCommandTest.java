package io.heliograph.server.cli.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StrategyCheckCommandTest {
    private static final String BAD = "id = bad\ntimeframe = 1m\nbuy = \"rsi(14) <\"\n";

    @TempDir
    private Path folder;

    @Test
    void shouldFindNothingWrongWithTheHouseStrategies() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("strategy", "check", "--json"));
        arguments.addAll(HouseStrategies.names());
        Shell.Answer answer = Shell.run(arguments.toArray(String[]::new));

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).hasSameSizeAs(HouseStrategies.names());
        for (int i = 0; i < answer.out().size(); i++) {
            Struct line = json(answer.out().get(i));
            assertThat(text(line, "id")).isEqualTo(HouseStrategies.names().get(i));
            assertThat(line.getFieldsOrThrow("ok").getBoolValue()).isTrue();
            assertThat(line.getFieldsOrThrow("problems").getListValue().getValuesCount())
                    .isZero();
            assertThat(text(line, "hash")).matches("[0-9a-f]{64}");
            assertThat(number(line, "ready_bar")).isGreaterThan(1);
            assertThat(number(line, "nodes")).isPositive();
            assertThat(number(line, "state_doubles")).isPositive();
            assertThat(text(line, "ready_set_by")).isNotEmpty();
        }
    }

    @Test
    void shouldSayThatAFileIsAsGoodAsTheHouseStrategyItHolds() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.conf"), HouseStrategies.text("momentum"));

        Shell.Answer house = Shell.run("strategy", "check", "momentum");
        Shell.Answer mine = Shell.run("strategy", "check", file.toString());

        assertThat(mine.exitCode()).isZero();
        assertThat(mine.out().get(0)).isEqualTo(file + ": ok");
        assertThat(mine.out().subList(1, mine.out().size()))
                .isEqualTo(house.out().subList(1, house.out().size()));
        assertThat(mine.out()).contains("  id          momentum");
    }

    @Test
    void shouldEndWithOneWhereAnyDocumentCannotBeApplied() throws IOException {
        String bad = Files.writeString(folder.resolve("bad.conf"), BAD).toString();

        Shell.Answer answer = Shell.run("strategy", "check", "--json", "momentum", bad, "mean-reversion");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINDING.value());
        assertThat(answer.out()).hasSize(3);
        Struct line = json(answer.out().get(1));
        assertThat(text(line, "document")).isEqualTo(bad);
        assertThat(line.getFieldsOrThrow("ok").getBoolValue()).isFalse();
        assertThat(line.getFieldsOrThrow("problems").getListValue().getValues(0).getStringValue())
                .startsWith("buy:3:10: ");
        assertThat(line.containsFields("hash")).isFalse();
        assertThat(json(answer.out().get(2)).getFieldsOrThrow("ok").getBoolValue())
                .isTrue();
    }

    @Test
    void shouldCheckTheDocumentOnAnotherTimeframe() throws IOException {
        Struct own =
                json(Shell.run("strategy", "check", "--json", "momentum").out().get(0));
        Struct other = json(Shell.run("strategy", "check", "--json", "--timeframe", "15m", "momentum")
                .out()
                .get(0));

        assertThat(text(other, "timeframe")).isEqualTo("15m").isNotEqualTo(text(own, "timeframe"));
        assertThat(text(other, "hash")).isNotEqualTo(text(own, "hash"));
    }

    @Test
    void shouldFindAParameterThatTheDocumentDoesNotHave() {
        Shell.Answer answer = Shell.run("strategy", "check", "--set", "colour=1", "momentum");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINDING.value());
        assertThat(String.join("\n", answer.out())).contains("colour", "1 problem");
    }

    @Test
    void shouldRefuseWhatIsNoDocumentAtAll() throws IOException {
        Path binary = Files.write(folder.resolve("binary.conf"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertUsage(Shell.run("strategy", "check"), "FILE");
        assertUsage(Shell.run("strategy", "check", binary.toString()), "expected UTF-8 text", binary.toString());
        assertUsage(Shell.run("strategy", "check", folder.toString()), "file=" + folder);
        assertUsage(Shell.run("strategy", "check", "--timeframe", "7q", "momentum"), "--timeframe", "7q");
        assertUsage(Shell.run("strategy", "check", "--set", "n=much", "momentum"), "--set", "much");
        assertUsage(Shell.run("strategy", "check", "--set", "n", "momentum"), "--set");
    }

    private static Struct json(String line) throws IOException {
        Struct.Builder read = Struct.newBuilder();
        JsonFormat.parser().merge(line, read);
        return read.build();
    }

    private static String text(Struct line, String field) {
        return line.getFieldsOrThrow(field).getStringValue();
    }

    private static double number(Struct line, String field) {
        return line.getFieldsOrThrow(field).getNumberValue();
    }

    private static void assertUsage(Shell.Answer answer, String... said) {
        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.USAGE.value());
        assertThat(answer.said()).contains(said).doesNotContain("Exception", "\tat ");
    }
}
