package io.heliograph.server.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.JsonFormat;
import io.heliograph.client.HeliographClient;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.journal.FrameFile;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.snapshot.SnapshotStore;
import io.heliograph.kernels.Atr;
import io.heliograph.kernels.AtrFirst;
import io.heliograph.kernels.Bar;
import io.heliograph.kernels.Ema;
import io.heliograph.kernels.EmaSeed;
import io.heliograph.kernels.Rsi;
import io.heliograph.server.ExitCode;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.text.NumberText;
import io.heliograph.testkit.Directories;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ExplainSignalRequest;
import io.heliograph.v1.ExplainedExpression;
import io.heliograph.v1.ExplainedSlot;
import io.heliograph.v1.Explanation;
import io.heliograph.v1.Side;
import io.heliograph.v1.SignalReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every signal of a small journal is explained, and what is told of it is held against what others say. */
final class ExplainerTest {
    private static final int SECONDS = 5_400;

    @TempDir
    private static Path data;

    private static JournalView journal;
    private static long snapshot;
    private static List<Explanation> explanations;
    private static Map<Long, Explanation> asked;
    private static Shell.Answer page;
    private static Shell.Answer unknown;

    @BeforeAll
    static void explainAll() {
        try (RunningEngine engine = RunningEngine.start(data)) {
            ExplainedMarket.publish(engine, SECONDS);
            snapshot = AdminServiceGrpc.newBlockingStub(engine.channel())
                    .createSnapshot(CreateSnapshotRequest.getDefaultInstance())
                    .getCoreSnapshot()
                    .getEventSequence();
            ExplainedMarket.goOn(engine, SECONDS);
            ask(engine);
        }
        journal = JournalView.open(data);
        Explainer explainer = explainer();
        explanations = new ArrayList<>();
        for (long sequence : ExplainedMarket.signals(journal)) {
            explanations.add(explainer.explain(sequence, 3, (done, total) -> {}));
        }
    }

    /** Asks the engine while it runs. */
    private static void ask(RunningEngine engine) {
        asked = new HashMap<>();
        String target = "127.0.0.1:" + engine.engine().grpcPort();
        try (JournalView running = JournalView.open(data);
                HeliographClient client =
                        HeliographClient.builder().target(target).build()) {
            List<Long> sequences = ExplainedMarket.signals(running);
            for (int i = 0; i < sequences.size(); i += 40) {
                ExplainSignalRequest request = ExplainSignalRequest.newBuilder()
                        .setSequence(sequences.get(i))
                        .setMaxBars(3)
                        .build();
                asked.put(sequences.get(i), client.signals().explain(request));
            }
            page = Shell.run("explain", sequences.get(0).toString(), "--target", target);
            unknown = Shell.run("explain", "aaaaaaaaaaaaaaaa", "--target", target);
        }
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    @Test
    void shouldExplainEverySignalOfAJournalAndReproduceIt() {
        Set<String> strategies = new HashSet<>();
        Set<SignalReason> reasons = EnumSet.noneOf(SignalReason.class);

        assertThat(explanations).hasSizeGreaterThan(100).allSatisfy(each -> {
            assertThat(each.getProof().getReproduced()).isTrue();
            assertThat(each.getProof().getReplayedFrom() + each.getProof().getEventsReplayed())
                    .isEqualTo(each.getSignal().getCause());
            assertThat(each.getProof().getReplayedFrom())
                    .isEqualTo(each.getSignal().getCause() > snapshot ? snapshot : 0);
            assertThat(each.getRecord().getKind()).isEqualTo("SignalEmitted");
            assertThat(each.getCause().getEventTime())
                    .isEqualTo(each.getSignal().getEventTime());
            assertThat(each.getCause().getReceiveTime())
                    .isEqualTo(each.getSignal().getReceiveTime());
            assertThat(each.getCause().getSequence()).isEqualTo(each.getSignal().getCause());
            assertThat(each.getStanceAfter()).isEqualTo(each.getSignal().getSide());
            assertThat(each.getEngine().getBuild()).isEqualTo("test");
            assertThat(each.getStrategy().getStrategyHash())
                    .isEqualTo(each.getSignal().getStrategyHash());
            assertThat(each.getDurability()).isEqualTo(DurabilityLevel.DURABILITY_LEVEL_DURABLE);
            assertThat(each.getStance().getSignalId())
                    .isEqualTo(
                            each.getSignal().getReason() == SignalReason.SIGNAL_REASON_UNCHANGED
                                    ? each.getStance().getSignalId()
                                    : each.getSignal().getCloses());
            strategies.add(each.getStrategy().getStrategyId());
            reasons.add(each.getSignal().getReason());
            if (each.hasStance()) {
                reasons.add(each.getStance().getEnding());
            }
        });
        assertThat(strategies)
                .contains("everything", "follows", "each-bar")
                .containsAnyElementsOf(HouseStrategies.names());
        assertThat(reasons)
                .contains(
                        SignalReason.SIGNAL_REASON_BUY,
                        SignalReason.SIGNAL_REASON_SELL,
                        SignalReason.SIGNAL_REASON_STOP,
                        SignalReason.SIGNAL_REASON_TARGET,
                        SignalReason.SIGNAL_REASON_EXIT,
                        SignalReason.SIGNAL_REASON_EXPIRED,
                        SignalReason.SIGNAL_REASON_OPPOSITE,
                        SignalReason.SIGNAL_REASON_UNCHANGED);
    }

    @Test
    void shouldExplainTheSameOverTheServiceOfTheRunningEngine() {
        assertThat(asked).hasSizeGreaterThan(2);
        for (Explanation each : explanations) {
            Explanation served = asked.get(each.getSignal().getSequence());
            if (served != null) {
                assertThat(unproved(served)).isEqualTo(unproved(each));
                assertThat(served.getProof().getReproduced()).isTrue();
            }
        }
        assertThat(page.exitCode()).as(page.said()).isZero();
        assertThat(page.out()).contains("  replayed, the events give the recorded signal again, byte for byte");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(unknown.said()).contains("signal_id=aaaaaaaaaaaaaaaa, found none");
    }

    /** Without what differs by nature: how long it took, and how safe the record was then. */
    private static Explanation unproved(Explanation explanation) {
        return explanation.toBuilder().clearProof().clearDurability().build();
    }

    @Test
    void shouldTellTreesThatComeToTheDecisionByTheRulesOfTheLanguageAlone() {
        for (Explanation each : explanations) {
            for (ExplainedExpression expression : each.getExpressionsList()) {
                double judged = TreeJudge.judge(expression);

                assertThat(judged)
                        .as(expression.toString())
                        .isEqualTo(Double.valueOf(expression.getValue().getValue()));
            }
            assertDecision(each);
        }
    }

    @Test
    void shouldTellTheBitsThatKernelsGiveByThemselves() {
        int compared = 0;
        for (Explanation each : explanations) {
            if (!each.getSignal().getStrategyId().equals("everything")) {
                continue;
            }
            Ema ema = new Ema(5, EmaSeed.SMA);
            Rsi rsi = new Rsi(7);
            Atr atr = new Atr(5, AtrFirst.SKIP);
            String symbol = each.getSignal().getSymbol();
            for (Bar bar :
                    ExplainedMarket.minutes(journal, symbol, each.getSignal().getSequence())) {
                ema.update(bar.close(), false);
                rsi.update(bar.close(), false);
                atr.update(bar);
            }

            assertThat(named(each, "f").getValue().getBits()).isEqualTo(bits(ema.value(0)));
            assertThat(named(each, "r").getValue().getBits()).isEqualTo(bits(rsi.value(0)));
            assertThat(named(each, "unit").getValue().getBits()).isEqualTo(bits(atr.value(0)));
            assertThat(named(each, "r").getSemanticId()).isEqualTo(rsi.semanticId());
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void shouldEndTheBarsWithTheSignalsOwn() {
        for (Explanation each : explanations) {
            var own = each.getBarsList().stream()
                    .filter(bars -> bars.getTimeframe().equals(each.getSignal().getTimeframe()))
                    .findFirst()
                    .orElseThrow();
            var last = own.getBars(own.getBarsCount() - 1);

            assertThat(own.getBarsCount()).isBetween(1, 3);
            assertThat(last.getEndTime()).isEqualTo(each.getSignal().getBarEndTime());
            assertThat(last.getClose()).isEqualTo(each.getSignal().getReferencePrice());
        }
    }

    @Test
    void shouldChangeNoByteOfTheJournal() throws Exception {
        List<String> before = bytes();
        Explanation first = explanations.get(0);

        Shell.Answer answer = Shell.run("explain", first.getSignal().getSignalId(), "--data", data.toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(bytes()).isEqualTo(before);
    }

    @Test
    void shouldPrintAPageThatSaysWhatHappenedAndWhatWasCompared() throws Exception {
        Explanation stopped = explanations.stream()
                .filter(each -> each.getStance().getEnding() == SignalReason.SIGNAL_REASON_STOP)
                .findFirst()
                .orElseThrow();
        Explanation bought = explanations.stream()
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
        double r = named(bought, "r").getValue().getValue();
        assertThat(buy).anySatisfy(line -> assertThat(line).endsWith("(" + NumberText.of(r) + " < 75)"));
        assertThat(buy)
                .anySatisfy(line -> assertThat(line)
                        .contains(named(bought, "r").getValue().getBits() + "  rsi(7), named r  [1m, "
                                + named(bought, "r").getSemanticId()));
    }

    @Test
    void shouldPrintTheWholeAnswerAsOneJsonObject() throws Exception {
        Explanation first = explanations.get(0);

        Shell.Answer answer = Shell.run(
                "explain",
                Long.toString(first.getSignal().getSequence()),
                "--bars",
                "3",
                "--json",
                "--data",
                data.toString());

        Explanation.Builder read = Explanation.newBuilder();
        JsonFormat.parser().merge(answer.out().get(0), read);
        assertThat(answer.out()).hasSize(1);
        read.getProofBuilder().setDuration(first.getProof().getDuration()).setBuild("test");
        assertThat(read.build()).isEqualTo(first);
    }

    @Test
    void shouldEndWithTwoWhereThereIsNothingToExplain() {
        Shell.Answer unknown = Shell.run("explain", "aaaaaaaaaaaaaaaa", "--data", data.toString());
        Shell.Answer unreadable = Shell.run("explain", "BUY", "--data", data.toString());
        Shell.Answer nowhere =
                Shell.run("explain", "1", "--data", data.resolve("none").toString());

        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(unknown.said()).contains("signal_id=aaaaaaaaaaaaaaaa, found none among outputs 1 to ");
        assertThat(unreadable.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(unreadable.said()).contains("expected a signal id of 16 characters");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE.value());
        assertThat(nowhere.said()).contains("no journal is there");
    }

    @Test
    void shouldRefuseWhatIsNotThereWithWhatWasFound() {
        long head = journal.outputs().head();

        assertThatThrownBy(() -> explainer().explain(head + 1, 1, (done, total) -> {}))
                .isInstanceOf(UnexplainedException.class)
                .hasMessageContaining("sequence=" + (head + 1) + ", found outputs 1 to " + head);
        assertThatThrownBy(() -> explainer().explain("aaaaaaaaaaaaaaaa", 1, (done, total) -> {}))
                .isInstanceOf(UnexplainedException.class)
                .hasMessageContaining("signal_id=aaaaaaaaaaaaaaaa, found none");
    }

    @Test
    void shouldTellCauseRecordAndSignalOfEveryKindOfOutput() {
        Map<String, List<Long>> some = ExplainedMarket.someOfEachKind(journal, 12);

        assertThat(some)
                .containsOnlyKeys("BarClosed", "SignalEmitted", "SignalEnded", "OutcomeRecorded", "FaultRecorded");
        some.forEach((kind, sequences) -> sequences.forEach(sequence ->
                assertThat(explained(sequence).getRecord().getKind()).isEqualTo(kind)));
        assertThat(explained(some.get("FaultRecorded").get(0)).getStoryList())
                .anyMatch(sentence -> sentence.startsWith("faulty on BAC 5m: LEVEL_INVALID, "))
                .contains("A BUY would have followed, and was not given.");
    }

    private static Explanation explained(long sequence) {
        Explanation each = explainer().explain(sequence, 1, (done, total) -> {});
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
    void shouldPrintAPageOfWhatIsNoSignal() {
        Shell.Answer answer = Shell.run("explain", "1", "--data", data.toString());

        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.out().get(0)).startsWith("BarClosed, sequence 1, epoch 1");
        assertThat(answer.out())
                .contains("record", "  replayed, the events give the recorded output again, byte for byte")
                .anyMatch(line -> line.startsWith("  The 1m bar of "))
                .anyMatch(line -> line.startsWith("  [BarClosed]"));
    }

    @Test
    void shouldSayWhichLevelsARecordReached() {
        long sequence = explanations.get(0).getSignal().getSequence();

        Explanation unknown = explainer().explain(sequence, 1, (done, total) -> {});
        Explanation stored = explainer(sequence).explain(sequence, 1, (done, total) -> {});
        Explanation behind = explainer(sequence - 1).explain(sequence, 1, (done, total) -> {});

        assertThat(unknown.hasStored()).isFalse();
        assertThat(ExplanationText.of(unknown))
                .contains("  the record is JOURNALED and DURABLE; whether it is STORED is not known here");
        assertThat(ExplanationText.of(stored)).contains("  the record is JOURNALED and DURABLE, and STORED");
        assertThat(ExplanationText.of(behind)).contains("  the record is JOURNALED and DURABLE, and not yet STORED");
    }

    @Test
    void shouldEndWithOneAndShowBothWhereReplayGivesAnotherRecord() throws Exception {
        long sequence = explanations.get(0).getSignal().getSequence();
        FrameFile file = new FrameFile(journal.segments(LogKind.OUTPUTS).get(0).folder());
        int at = 48 + 4 + 8 + BarClosedDecoder.closePriceEncodingOffset();
        file.forge(0, at, (byte) (file.at(file.frame(0) + at) ^ 1));

        Shell.Answer bar = Shell.run("explain", "1", "--data", data.toString());
        Shell.Answer signal = Shell.run("explain", Long.toString(sequence), "--data", data.toString());
        file.restore(file.frame(0), file.length(0));

        assertThat(bar.exitCode()).as(bar.said()).isEqualTo(ExitCode.FINDING.value());
        assertThat(bar.out())
                .anyMatch(line -> line.startsWith("  Replay gives another record: [BarClosed]"))
                .contains("  REPLAYED, THE EVENTS GIVE ANOTHER RECORD THAN THE ONE IN THE OUTPUT LOG");
        assertThat(signal.exitCode()).as(signal.said()).isZero();
    }

    private static void assertDecision(Explanation each) {
        Side after = each.getSignal().getSide();
        switch (each.getSignal().getReason()) {
            case SIGNAL_REASON_BUY -> assertEntered(each, "buy");
            case SIGNAL_REASON_SELL -> assertEntered(each, "sell");
            case SIGNAL_REASON_EXIT ->
                assertThat(each.getExpressionsList().stream()
                                .filter(expression -> expression.getKey().startsWith("exit"))
                                .mapToDouble(TreeJudge::judge))
                        .contains(1.0);
            case SIGNAL_REASON_CONFLICT -> {
                assertThat(judged(each, "buy")).isEqualTo(1);
                assertThat(judged(each, "sell")).isEqualTo(1);
            }
            default ->
                assertThat(after == Side.SIDE_HOLD || each.getStanceBefore() == after)
                        .isTrue();
        }
    }

    private static void assertEntered(Explanation each, String key) {
        assertThat(judged(each, key)).isEqualTo(1);
        if (each.getSignal().hasStop()) {
            assertThat(judged(each, "stop")).isEqualTo(each.getSignal().getStop());
        }
        if (each.getSignal().hasTarget()) {
            assertThat(judged(each, "target")).isEqualTo(each.getSignal().getTarget());
        }
        double claimed = expression(each, "confidence").map(TreeJudge::judge).orElse(0.5);
        assertThat(Math.min(Math.max(claimed, 0), 1)).isEqualTo(each.getSignal().getConfidence());
    }

    private static double judged(Explanation each, String key) {
        return TreeJudge.judge(expression(each, key).orElseThrow());
    }

    private static Optional<ExplainedExpression> expression(Explanation each, String key) {
        return each.getExpressionsList().stream()
                .filter(expression -> expression.getKey().equals(key))
                .findFirst();
    }

    private static ExplainedSlot named(Explanation each, String name) {
        return each.getSlotsList().stream()
                .filter(slot -> slot.getNamesList().contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static String bits(double value) {
        return "%016x".formatted(Double.doubleToRawLongBits(value));
    }

    private static List<String> bytes() throws Exception {
        List<String> all = new ArrayList<>(Directories.list(data));
        try (Stream<Path> files = Files.walk(data)) {
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

    private static Explainer explainer() {
        return explainer(Explainer.UNKNOWN);
    }

    private static Explainer explainer(long stored) {
        return new Explainer(
                journal.id(),
                journal.events(),
                journal.outputs(),
                SnapshotStore.of(journal),
                () -> stored,
                (event, output) -> Optional.empty(),
                "test",
                System::nanoTime);
    }
}
