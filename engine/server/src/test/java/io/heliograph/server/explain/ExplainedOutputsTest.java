package io.heliograph.server.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.journal.FrameFile;
import io.heliograph.journal.LogKind;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.v1.Explanation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any output is explained, not only a signal, or it is said why it cannot be. */
final class ExplainedOutputsTest {
    private static ExplainedJournal rig;

    @BeforeAll
    static void explainAll() {
        rig = ExplainedJournal.shared();
    }

    @Test
    void shouldTellCauseRecordAndSignalOfEveryKindOfOutput() {
        Map<String, List<Long>> some = ExplainedMarket.someOfEachKind(rig.journal(), 12);

        assertThat(some)
                .containsOnlyKeys("BarClosed", "SignalEmitted", "SignalEnded", "OutcomeRecorded", "FaultRecorded");
        some.forEach((kind, sequences) -> sequences.forEach(sequence ->
                assertThat(explained(sequence).getRecord().getKind()).isEqualTo(kind)));
        assertThat(explained(some.get("FaultRecorded").get(0)).getStoryList())
                .anyMatch(sentence -> sentence.startsWith("faulty on BAC 5m: LEVEL_INVALID, "))
                .contains("A BUY would have followed, and was not given.");
    }

    private static Explanation explained(long sequence) {
        Explanation each = rig.explainer().explain(sequence, 1, (done, total) -> {});
        assertThat(each.getProof().getReproduced()).as("sequence=" + sequence).isTrue();
        assertThat(each.getRecord().getSequence()).isEqualTo(sequence);
        assertThat(each.getRecord().getFields())
                .contains("cause=" + each.getCause().getSequence());
        assertThat(each.getStoryList()).isNotEmpty();
        switch (each.getRecord().getKind()) {
            case "SignalEnded", "OutcomeRecorded" -> {
                assertThat(each.getRecord().getFields())
                        .contains("signalSequence=" + each.getSignal().getSequence() + "|");
                assertThat(each.getStory(0)).contains(each.getSignal().getSignalId());
            }
            case "SignalEmitted" -> assertThat(each.getSignal().getSequence()).isEqualTo(sequence);
            default -> assertThat(each.hasSignal()).isFalse();
        }
        return each;
    }

    @Test
    void shouldSayWhichLevelsARecordReached() {
        long sequence = rig.explanations().get(0).getSignal().getSequence();

        Explanation unknown = rig.explainer().explain(sequence, 1, (done, total) -> {});
        Explanation stored = rig.explainer(sequence).explain(sequence, 1, (done, total) -> {});
        Explanation behind = rig.explainer(sequence - 1).explain(sequence, 1, (done, total) -> {});

        assertThat(unknown.hasStored()).isFalse();
        assertThat(ExplanationText.of(unknown))
                .contains("  the record is JOURNALED and DURABLE; whether it is STORED is not known here");
        assertThat(ExplanationText.of(stored)).contains("  the record is JOURNALED and DURABLE, and STORED");
        assertThat(ExplanationText.of(behind)).contains("  the record is JOURNALED and DURABLE, and not yet STORED");
    }

    @Test
    void shouldRefuseWhatIsNotThereWithWhatWasFound() {
        long head = rig.journal().outputs().head();

        assertThatThrownBy(() -> rig.explainer().explain(head + 1, 1, (done, total) -> {}))
                .isInstanceOf(UnexplainedException.class)
                .hasMessageContaining("sequence=" + (head + 1) + ", found outputs 1 to " + head);
        assertThatThrownBy(() -> rig.explainer().explain("aaaaaaaaaaaaaaaa", 1, (done, total) -> {}))
                .isInstanceOf(UnexplainedException.class)
                .hasMessageContaining("signal_id=aaaaaaaaaaaaaaaa, found none");
    }

    @Test
    void shouldEndWithOneAndShowBothWhereReplayGivesAnotherRecord() throws Exception {
        long sequence = rig.explanations().get(0).getSignal().getSequence();
        FrameFile file =
                new FrameFile(rig.journal().segments(LogKind.OUTPUTS).get(0).folder());
        int at = 48 + 4 + 8 + BarClosedDecoder.closePriceEncodingOffset();
        file.forge(0, at, (byte) (file.at(file.frame(0) + at) ^ 1));

        Shell.Answer bar = Shell.run("explain", "1", "--data", rig.data().toString());
        Shell.Answer signal = Shell.run(
                "explain", Long.toString(sequence), "--data", rig.data().toString());
        file.restore(file.frame(0), file.length(0));

        assertThat(bar.exitCode()).as(bar.said()).isEqualTo(ExitCode.FINDING.value());
        assertThat(bar.out())
                .anyMatch(line -> line.startsWith("  Replay gives another record: [BarClosed]"))
                .contains("  REPLAYED, THE EVENTS GIVE ANOTHER RECORD THAN THE ONE IN THE OUTPUT LOG");
        assertThat(signal.exitCode()).as(signal.said()).isZero();
    }
}
