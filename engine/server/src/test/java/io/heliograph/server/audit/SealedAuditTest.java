package io.heliograph.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.FrameFile;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.seal.SealKey;
import io.heliograph.server.engine.EngineTest;
import io.heliograph.server.engine.RandomMarket;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.AuditServiceGrpc;
import io.heliograph.v1.Checkpoint;
import io.heliograph.v1.GetCheckpointRequest;
import io.heliograph.v1.JournalSignature;
import io.heliograph.v1.VerifyJournalRequest;
import io.heliograph.v1.VerifyJournalResponse;
import io.heliograph.v1.VerifyResult;
import io.heliograph.v1.VerifyVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running engine that seals is asked for proof over its port, while somebody is at its files. */
class SealedAuditTest {
    /** A frame's last byte is one of a record. */
    private static final int LAST = -1;

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path witness;
    private static RunningEngine engine;
    private static Checkpoint sealed;

    @BeforeAll
    static void startAnEngine() {
        data = folder.resolve("data");
        witness = folder.resolve("witness");
        Path key = folder.resolve("key.pem");
        SealKey.generate(key);
        engine = RunningEngine.start(RunningEngine.config(
                data,
                Map.of("seal.key", key.toString(), "seal.witness_file", witness.toString(), "seal.interval", "100ms")));
        EngineTest.publish(engine, RandomMarket.batches(20_131_013, 4_000));
        sealed = awaitSealed(engine.status().getEventSequence());
    }

    @AfterAll
    static void stopIt() {
        engine.close();
    }

    @Test
    void shouldVouchForWhatIsSealed() {
        VerifyResult result = verify();

        assertThat(result.getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_OK);
        assertThat(result.getSignature()).isEqualTo(JournalSignature.JOURNAL_SIGNATURE_OK);
        assertThat(result.getCheckpoint()).isEqualTo(sealed);
        assertThat(result.getSealProblemsList()).isEmpty();
        assertThat(result.getSealNotesList())
                .anyMatch(note -> note.startsWith("trusted: given keys ["))
                .contains("the witness agrees through record=" + sealed.getNumber());
    }

    @Test
    void shouldFindAnEventThatWasChangedWithItsChecksum() throws IOException {
        FrameFile events = new FrameFile(segment());
        int frame = events.count() / 2;
        int last = events.length(frame) + LAST;

        events.forge(frame, last, (byte) (events.at(events.frame(frame) + last) ^ 1));
        VerifyResult forged = verify();
        events.restore(events.frame(frame), events.length(frame));

        assertThat(forged.getSignature()).isEqualTo(JournalSignature.JOURNAL_SIGNATURE_FORKED);
        assertThat(forged.getSealProblemsList())
                .anyMatch(problem -> problem.startsWith("FORKED: the log is not what was sealed: log=EVENTS between"));
        assertThat(forged.getCheckpoint()).isEqualTo(sealed);
        assertThat(verify().getSignature()).isEqualTo(JournalSignature.JOURNAL_SIGNATURE_OK);
        assertThat(engine.fatal()).isNull();
    }

    @Test
    void shouldFindRecordsOfSealsThatAreGoneByTheWitness() throws IOException {
        Path records = data.resolve("seals").resolve("RECORDS");
        byte[] whole = Files.readAllBytes(records);

        Files.write(records, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        VerifyResult stripped = verify();
        Files.write(records, whole, StandardOpenOption.WRITE);

        assertThat(stripped.getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_OK);
        assertThat(stripped.getSignature()).isEqualTo(JournalSignature.JOURNAL_SIGNATURE_TRUNCATED);
        assertThat(stripped.getSealProblemsList())
                .singleElement()
                .asString()
                .startsWith("TRUNCATED: there are no seals, and the witness holds some: record=" + sealed.getNumber());
        assertThat(verify().getSignature()).isEqualTo(JournalSignature.JOURNAL_SIGNATURE_OK);
    }

    private static Checkpoint awaitSealed(long event) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            Checkpoint latest = audits().getCheckpoint(GetCheckpointRequest.getDefaultInstance())
                    .getCheckpoint();
            if (latest.getEventSequence() >= event) {
                return latest;
            }
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static VerifyResult verify() {
        Iterator<VerifyJournalResponse> answers = audits().verifyJournal(VerifyJournalRequest.getDefaultInstance());
        VerifyJournalResponse last = answers.next();
        while (answers.hasNext()) {
            last = answers.next();
        }
        return last.getResult();
    }

    private static Path segment() {
        try (JournalView view = JournalView.open(data)) {
            return view.segments(LogKind.EVENTS).get(0).folder();
        }
    }

    private static AuditServiceGrpc.AuditServiceBlockingStub audits() {
        return AuditServiceGrpc.newBlockingStub(engine.channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
    }
}
