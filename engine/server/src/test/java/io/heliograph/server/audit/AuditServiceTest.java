package io.heliograph.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.Lists;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.heliograph.client.HeliographClient;
import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.journal.FrameFile;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.AdminServiceGrpc;
import io.heliograph.v1.AuditServiceGrpc;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.GetJournalInfoRequest;
import io.heliograph.v1.JournalInfo;
import io.heliograph.v1.JournalKindCount;
import io.heliograph.v1.JournalLog;
import io.heliograph.v1.JournalRecord;
import io.heliograph.v1.JournalSignature;
import io.heliograph.v1.ReadJournalRequest;
import io.heliograph.v1.ReadJournalResponse;
import io.heliograph.v1.VerifyJournalRequest;
import io.heliograph.v1.VerifyJournalResponse;
import io.heliograph.v1.VerifyProgress;
import io.heliograph.v1.VerifyResult;
import io.heliograph.v1.VerifySnapshot;
import io.heliograph.v1.VerifySnapshotStanding;
import io.heliograph.v1.VerifyVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running engine is asked for proof over its port. */
class AuditServiceTest {
    private static final int TRADES = 10_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    /** Where the body of the first record stands in a frame: behind the frame's header, the record's length and header. */
    private static final int FIRST_BODY = 48 + 4 + 8;

    @TempDir
    private static Path folder;

    private static Path data;
    private static RunningEngine engine;
    private static EngineStatus status;

    @BeforeAll
    static void startAnEngine() throws IOException {
        data = folder.resolve("data");
        engine = RunningEngine.start(data);
        Shell.Answer ingested = Shell.run(
                "ingest",
                "--target",
                "127.0.0.1:" + engine.engine().grpcPort(),
                SyntheticTrades.file(folder, TRADES).toString());
        assertThat(ingested.exitCode()).as(ingested.said()).isZero();
        status = engine.status();
    }

    @AfterAll
    static void stopIt() {
        engine.close();
    }

    @Test
    void shouldVerifyTheJournalBesideTheEngineThatWritesIt() {
        List<VerifyJournalResponse> answers =
                Lists.newArrayList(audits().verifyJournal(VerifyJournalRequest.getDefaultInstance()));

        VerifyResult result = answers.get(answers.size() - 1).getResult();
        assertThat(result.getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_OK);
        assertThat(result.getJournalId()).isEqualTo(status.getJournalId());
        assertThat(result.getEvents()).isEqualTo(status.getEventSequence());
        assertThat(result.getOutputs()).isEqualTo(status.getOutputSequence());
        assertThat(result.getContentDigest()).isEqualTo(status.getContentDigest());
        assertThat(result.getCoreLevelsList()).containsExactly(status.getCoreLevel());
        assertThat(result.getBuildsList()).containsExactly("test");
        assertThat(result.getSignature()).isEqualTo(JournalSignature.JOURNAL_SIGNATURE_UNSIGNED);
        assertThat(answers.get(0).getProgress().getEventsTotal()).isEqualTo(status.getEventSequence());
        assertThat(answers.subList(0, answers.size() - 1)).allMatch(VerifyJournalResponse::hasProgress);
    }

    @Test
    void shouldVerifyFromTheSnapshotBeforeAnEvent() {
        long event = AdminServiceGrpc.newBlockingStub(engine.channel())
                .createSnapshot(CreateSnapshotRequest.getDefaultInstance())
                .getCoreSnapshot()
                .getEventSequence();

        VerifyResult result = verify(event + 1);

        assertThat(result.getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_OK);
        assertThat(result.getTrustedEvent()).isEqualTo(event);
        assertThat(result.getEvents()).isEqualTo(status.getEventSequence() - event);
        assertThat(result.getSnapshotsList()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.getStanding()).isEqualTo(VerifySnapshotStanding.VERIFY_SNAPSHOT_STANDING_TRUSTED);
            assertThat(snapshot.getDigest()).hasSize(64);
        });
        assertThat(verify(0).getSnapshotsList())
                .extracting(VerifySnapshot::getStanding)
                .containsExactly(VerifySnapshotStanding.VERIFY_SNAPSHOT_STANDING_EQUAL);
        assertThatThrownBy(() -> verify(1_000_000)).hasMessageContaining("INVALID_ARGUMENT");
        assertThatThrownBy(() -> verify(-1)).hasMessageContaining("INVALID_ARGUMENT");
    }

    @Test
    void shouldSayWhatDiffersAndWhatIsDamaged() throws IOException {
        FrameFile outputs = new FrameFile(segment(LogKind.OUTPUTS));
        int frame = outputs.count() / 2;
        int at = FIRST_BODY + BarClosedDecoder.closePriceEncodingOffset();

        outputs.forge(frame, at, (byte) (outputs.at(outputs.frame(frame) + at) ^ 1));
        VerifyResult forged = verify();
        outputs.restore(outputs.frame(frame), outputs.length(frame));
        outputs.flip(outputs.frame(frame) + at, 3);
        VerifyResult flipped = verify();
        outputs.restore(outputs.frame(frame), outputs.length(frame));

        assertThat(forged.getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_DIFFERENCE);
        assertThat(forged.getDifference().getRecorded())
                .contains("cause=" + forged.getDifference().getCause());
        assertThat(forged.getDifference().getReplayed())
                .contains("cause=" + forged.getDifference().getCause());
        assertThat(forged.getDifference().getRecorded())
                .isNotEqualTo(forged.getDifference().getReplayed());
        assertThat(flipped.getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_CORRUPT);
        assertThat(flipped.getDamage()).contains("outputs").contains("checksum");
        assertThat(verify().getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_OK);
        assertThat(engine.fatal()).isNull();
    }

    @Test
    void shouldAnswerEachRecordOfALogOnceAndInOrder() {
        for (LogKind log : LogKind.values()) {
            List<String> expected = new ArrayList<>();
            try (JournalView view = JournalView.open(data);
                    LogReader reader = view.readerFrom(log, 1)) {
                while (reader.position() < view.log(log).head()) {
                    reader.poll(
                            (sequence, epoch, buffer, offset, length, endOfCause) -> {
                                byte[] bytes = new byte[length];
                                buffer.getBytes(offset, bytes);
                                expected.add(sequence + " " + epoch + " " + endOfCause + " "
                                        + HexFormat.of().formatHex(bytes));
                            },
                            1000);
                }
            }

            List<JournalRecord> records = read(wireOf(log), 0, 0);

            assertThat(records)
                    .map(record -> record.getSequence() + " " + record.getEpoch() + " " + record.getEndOfCause() + " "
                            + HexFormat.of().formatHex(record.getRecord().toByteArray()))
                    .isEqualTo(expected);
            assertThat(records).allMatch(record -> record.getFields().startsWith("[" + record.getKind() + "]("));
        }
    }

    @Test
    void shouldAnswerARangeAndRefuseOneThatIsNotThere() {
        long head = status.getOutputSequence();

        assertThat(read(JournalLog.JOURNAL_LOG_OUTPUTS, 5, 7))
                .extracting(JournalRecord::getSequence)
                .containsExactly(5L, 6L, 7L);
        assertThat(read(JournalLog.JOURNAL_LOG_OUTPUTS, head, 0)).hasSize(1);
        assertThat(refusal(JournalLog.JOURNAL_LOG_OUTPUTS, 1, head + 1)).isEqualTo(Status.Code.OUT_OF_RANGE);
        assertThat(refusal(JournalLog.JOURNAL_LOG_OUTPUTS, Long.MAX_VALUE, 0)).isEqualTo(Status.Code.OUT_OF_RANGE);
        assertThat(refusal(JournalLog.JOURNAL_LOG_OUTPUTS, 9, 3)).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal(JournalLog.JOURNAL_LOG_OUTPUTS, -1, 0)).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal(JournalLog.JOURNAL_LOG_EVENTS, 0, -1)).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal(JournalLog.JOURNAL_LOG_UNSPECIFIED, 0, 0)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldHoldNoWorkerForCallersWhoTakeNothing() {
        List<ClientCall<ReadJournalRequest, ReadJournalResponse>> silent = new ArrayList<>();
        for (int i = 0; i < AuditService.MOST_READINGS; i++) {
            silent.add(callThatTakesNothing());
        }

        assertThat(refusal(JournalLog.JOURNAL_LOG_EVENTS, 0, 0)).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(verify().getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_OK);
        assertThat(info().getJournalId()).isEqualTo(status.getJournalId());

        silent.forEach(call -> call.cancel("done", null));
        awaitRoom();
    }

    @Test
    void shouldAnswerTheClientsOfTheSdk() {
        List<VerifyProgress> progress = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        ReadJournalRequest request = request(JournalLog.JOURNAL_LOG_OUTPUTS, 0, 0);

        try (HeliographClient client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .plaintext()
                .build()) {
            assertThat(client.journal().info()).isEqualTo(info());
            assertThat(client.journal().verify(progress::add)).isEqualTo(verify());
            client.journal().read(request, record -> sequences.add(record.getSequence()));
            for (int i = 0; i < 2 * AuditService.MOST_READINGS; i++) {
                assertThatThrownBy(() -> client.journal().read(request, record -> {
                            throw new IllegalStateException("enough");
                        }))
                        .hasMessage("enough");
                awaitRoom();
            }
        }

        assertThat(progress).isNotEmpty();
        assertThat(sequences).hasSize((int) status.getOutputSequence()).isSorted();
    }

    @Test
    void shouldTellWhatTheJournalIs() {
        JournalInfo info = info();

        assertThat(info.getJournalId()).isEqualTo(status.getJournalId());
        assertThat(info.getEpoch()).isEqualTo(1);
        assertThat(info.getEvents().getHead()).isEqualTo(status.getEventSequence());
        assertThat(info.getOutputs().getHead()).isEqualTo(status.getOutputSequence());
        assertThat(info.getEvents().getSegmentsList()).singleElement().satisfies(segment -> {
            assertThat(segment.getFolder()).isEqualTo("00000000000000000001");
            assertThat(segment.getLast()).isEqualTo(status.getEventSequence());
            assertThat(segment.getFileBytes()).isPositive();
        });
        assertThat(info.getEpochsList()).singleElement().satisfies(epoch -> {
            assertThat(epoch.getFirstEvent()).isEqualTo(1);
            assertThat(epoch.getLastOutput()).isEqualTo(status.getOutputSequence());
        });
        assertThat(info.getDamagedTail()).isEmpty();
    }

    @Test
    void shouldCountRecordsWhereAsked() {
        JournalInfo info = audits().getJournalInfo(
                        GetJournalInfoRequest.newBuilder().setCountRecords(true).build())
                .getJournalInfo();

        assertThat(info.getEvents().getKindsList())
                .contains(JournalKindCount.newBuilder()
                        .setKind("TradeEvent")
                        .setCount(TRADES)
                        .build());
        assertThat(info.getOutputs().getKindsList().stream()
                        .mapToLong(JournalKindCount::getCount)
                        .sum())
                .isEqualTo(status.getOutputSequence());
        assertThat(info.getCleanEnd()).isFalse();
        assertThat(info().getEvents().getKindsList()).isEmpty();
    }

    /** A caller who left is heard of a moment later. */
    private static void awaitRoom() {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (refusal(JournalLog.JOURNAL_LOG_EVENTS, 0, 1) != Status.Code.OK) {
            assertThat(System.nanoTime()).as("their room was not given back").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static ClientCall<ReadJournalRequest, ReadJournalResponse> callThatTakesNothing() {
        ClientCall<ReadJournalRequest, ReadJournalResponse> call =
                engine.channel().newCall(AuditServiceGrpc.getReadJournalMethod(), CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.sendMessage(request(JournalLog.JOURNAL_LOG_EVENTS, 0, 0));
        call.halfClose();
        return call;
    }

    private static VerifyResult verify() {
        return verify(0);
    }

    private static VerifyResult verify(long from) {
        List<VerifyJournalResponse> answers = Lists.newArrayList(audits().verifyJournal(
                        VerifyJournalRequest.newBuilder().setFromEvent(from).build()));
        return answers.get(answers.size() - 1).getResult();
    }

    private static JournalInfo info() {
        return audits().getJournalInfo(GetJournalInfoRequest.getDefaultInstance())
                .getJournalInfo();
    }

    private static List<JournalRecord> read(JournalLog log, long first, long last) {
        List<JournalRecord> records = new ArrayList<>();
        audits().readJournal(request(log, first, last))
                .forEachRemaining(answer -> records.addAll(answer.getRecordsList()));
        return records;
    }

    private static Status.Code refusal(JournalLog log, long first, long last) {
        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, () -> read(log, first, last));
        return refused == null ? Status.Code.OK : refused.getStatus().getCode();
    }

    private static ReadJournalRequest request(JournalLog log, long first, long last) {
        return ReadJournalRequest.newBuilder()
                .setLog(log)
                .setFirstSequence(first)
                .setLastSequence(last)
                .build();
    }

    private static JournalLog wireOf(LogKind log) {
        return log == LogKind.EVENTS ? JournalLog.JOURNAL_LOG_EVENTS : JournalLog.JOURNAL_LOG_OUTPUTS;
    }

    private static Path segment(LogKind log) {
        try (JournalView view = JournalView.open(data)) {
            return view.segments(log).get(0).folder();
        }
    }

    private static AuditServiceGrpc.AuditServiceBlockingStub audits() {
        return AuditServiceGrpc.newBlockingStub(engine.channel()).withDeadlineAfter(30, TimeUnit.SECONDS);
    }
}
