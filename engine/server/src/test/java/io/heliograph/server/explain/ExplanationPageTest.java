package io.heliograph.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.text.NumberText;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.SignalReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code explain} prints, and that it leaves the journal as it is. */
final class ExplanationPageTest {
    private static ExplainedJournal rig;

    @BeforeAll
    static void explainAll() {
        rig = ExplainedJournal.shared();
    }

    @Test
    void shouldPrintAPageThatSaysWhatHappenedAndWhatWasCompared() throws Exception {
        Explanation stopped = rig.explanations().stream()
                .filter(each -> each.getStance().getEnding() == SignalReason.SIGNAL_REASON_STOP)
                .findFirst()
                .orElseThrow();
        Explanation bought = rig.explanations().stream()
                .filter(each -> each.getSignal().getStrategyId().equals("everything"))
                .filter(each -> each.getSignal().getReason() == SignalReason.SIGNAL_REASON_BUY)
                .findFirst()
                .orElseThrow();

        List<String> stop = ExplanationText.of(stopped);
        List<String> buy = ExplanationText.of(bought);

        assertThat(stop.get(3)).isEqualTo("why");
        assertThat(stop.get(5))
                .contains("the bar reached the stop "
                        + NumberText.of(stopped.getStance().getStop()));
        assertThat(buy.get(0)).startsWith("BUY " + bought.getSignal().getSymbol() + " 1m by everything at ");
        assertThat(buy).contains("proof", "  replayed, the events give the recorded signal again, byte for byte");
        double r = ExplainedJournal.named(bought, "r").getValue().getValue();
        assertThat(buy).anySatisfy(line -> assertThat(line).endsWith("(" + NumberText.of(r) + " < 75)"));
        assertThat(buy)
                .anySatisfy(line -> assertThat(line)
                        .contains(ExplainedJournal.named(bought, "r").getValue().getBits() + "  rsi(7), named r  [1m, "
                                + ExplainedJournal.named(bought, "r").getSemanticId()));
    }

    @Test
    void shouldPrintAPageOfWhatIsNoSignal() {
        Shell.Answer answer = Shell.run("explain", "1", "--data", rig.data().toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.out().get(0)).startsWith("BarClosed, sequence 1, epoch 1");
        assertThat(answer.out())
                .contains("record", "  replayed, the events give the recorded output again, byte for byte")
                .anyMatch(line -> line.startsWith("  The 1m bar of "))
                .anyMatch(line -> line.startsWith("  [BarClosed]"));
    }

    @Test
    void shouldPrintTheWholeAnswerAsOneJsonObject() throws Exception {
        Explanation first = rig.explanations().get(0);

        Shell.Answer answer = Shell.run(
                "explain",
                Long.toString(first.getSignal().getSequence()),
                "--bars",
                "3",
                "--json",
                "--data",
                rig.data().toString());

        Explanation.Builder read = Explanation.newBuilder();
        JsonFormat.parser().merge(answer.out().get(0), read);
        assertThat(answer.out()).hasSize(1);
        read.getProofBuilder().setDuration(first.getProof().getDuration()).setBuild("test");
        assertThat(read.build()).isEqualTo(first);
    }

    @Test
    void shouldEndWithTwoWhereThereIsNothingToExplain() {
        Shell.Answer unknown =
                Shell.run("explain", "aaaaaaaaaaaaaaaa", "--data", rig.data().toString());
        Shell.Answer unreadable =
                Shell.run("explain", "BUY", "--data", rig.data().toString());
        Shell.Answer nowhere =
                Shell.run("explain", "1", "--data", rig.data().resolve("none").toString());

        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(unknown.said()).contains("signal_id=aaaaaaaaaaaaaaaa, found none among outputs 1 to ");
        assertThat(unreadable.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(unreadable.said()).contains("expected a signal id of 16 characters");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(nowhere.said()).contains("no journal is there");
    }

    @Test
    void shouldChangeNoByteOfTheJournal() throws Exception {
        List<String> before = bytes();
        Explanation first = rig.explanations().get(0);

        Shell.Answer answer = Shell.run(
                "explain", first.getSignal().getSignalId(), "--data", rig.data().toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(bytes()).isEqualTo(before);
    }

    private static List<String> bytes() throws Exception {
        List<String> all = new ArrayList<>(Directories.list(rig.data()));
        try (Stream<Path> files = Files.walk(rig.data())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(file + " " + digest(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return all;
    }

    private static String digest(Path file) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(file)) {
            byte[] some = new byte[1 << 16];
            for (int read = in.read(some); read > 0; read = in.read(some)) {
                sha256.update(some, 0, read);
            }
        } catch (IOException e) {
            throw new AssertionError("expected to read " + file, e);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
