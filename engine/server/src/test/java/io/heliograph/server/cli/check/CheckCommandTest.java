package io.heliograph.server.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
    private static final String CROSSING = """
            id = crossing
            timeframe = 1m
            buy = "cross_above(close, ema(30))"
            sell = "cross_below(close, ema(30))"
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldSayThatDocumentsCannotLookAheadAndThatItLooked() throws IOException {
        Shell.Answer answer = check("lookahead", "--samples", "5", "--seed", "7");

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.out()).hasSize(3);
        assertThat(answer.out().get(0)).startsWith("documents cannot look ahead");
        assertThat(answer.out().get(1)).startsWith("ran 5 prefixes of ").contains("(seed=7)");
        assertThat(answer.out().get(2)).isEqualTo("ok: no signal changes");
    }

    @Test
    void shouldAnswerAsJson() throws IOException {
        Shell.Answer lookahead = check("lookahead", "--samples", "3", "--json");
        Shell.Answer warmup = check("warmup", "--json");

        assertThat(lookahead.out()).hasSize(1);
        assertThat(lookahead.out().get(0))
                .startsWith("{\"check\":\"lookahead\",\"ok\":true,\"signals\":")
                .contains("\"prefixes\":3");
        assertThat(warmup.out()).hasSize(3);
        assertThat(warmup.out().get(2))
                .startsWith("{\"check\":\"warmup\",\"strategy\":\"crossing\",\"timeframe\":\"1m\",\"left_out\":100,")
                .contains("\"claim_broken\":0,\"ok\":true");
    }

    @Test
    void shouldNameWhatWasNotSettled() throws IOException {
        Shell.Answer answer = check("warmup", "--tolerance", "0.01");

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.out().get(0)).matches("crossing +1m  without the first   1: \\d+ of \\d+ signals change .*");
        assertThat(answer.out().get(answer.out().size() - 1)).isEqualTo("ok: no signal that claims CONVERGED changes");
    }

    @Test
    void shouldRefuseWhatCannotBeChecked() throws IOException {
        String trades = trades();

        assertUsage(Shell.run("check"), "expected a check");
        assertUsage(Shell.run("check", "lookahead", "-"), "can be read again: file=-");
        assertUsage(Shell.run("check", "warmup", folder.toString()), "file=" + folder);
        assertUsage(Shell.run("check", "lookahead", "--samples", "0", trades), "samples=0");
        assertUsage(Shell.run("check", "warmup", "--tolerance", "1", trades), "tolerance=1.0");
        assertUsage(Shell.run("check", "lookahead", folder.resolve("none.csv").toString()), "none.csv");
        assertUsage(Shell.run("check", "warmup", "--strategy", "nobody", trades), "nobody");
    }

    private Shell.Answer check(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("check"));
        line.addAll(List.of(arguments));
        Path strategy = Files.writeString(folder.resolve("crossing.conf"), CROSSING);
        line.addAll(List.of("--strategy", strategy.toString(), trades()));
        return Shell.run(line.toArray(String[]::new));
    }

    private String trades() throws IOException {
        List<String> lines = new ArrayList<>(List.of("symbol,time,price,size"));
        for (int i = 0; i < 600; i++) {
            double price = 100 + 5 * Math.sin(i / 9.0) + Math.sin(i / 2.0);
            lines.add(String.format("S,2024-01-02T%02d:%02d:30Z,%s,1", i / 60, i % 60, price));
        }
        return Files.write(folder.resolve("trades.csv"), lines).toString();
    }

    private static void assertUsage(Shell.Answer answer, String said) {
        assertThat(answer.exitCode()).as(answer.said()).isEqualTo(ExitCode.USAGE.value());
        assertThat(answer.said()).contains(said).doesNotContain("Exception", "\tat ");
    }
}
