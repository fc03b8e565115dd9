package io.heliograph.server.engine;

import static io.heliograph.server.engine.SealedEngines.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.journal.JournalView;
import io.heliograph.journal.Tombstone;
import io.heliograph.journal.Tombstones;
import io.heliograph.server.cli.Shell;
import io.heliograph.v1.AuditServiceGrpc;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.JournalSignature;
import io.heliograph.v1.VerifyJournalRequest;
import io.heliograph.v1.VerifyJournalResponse;
import io.heliograph.v1.VerifyResult;
import io.heliograph.v1.VerifyVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that seals, stores and deletes at once: what went is signed for, and what is kept verifies. */
final class SealsWithRetentionTest {
    private static final long SEED = 20_131_012;

    @TempDir
    private static Path folder;

    private static SealedEngines engines;
    private static Tombstone tombstone;
    private static VerifyResult beside;

    @BeforeAll
    static void runThem() throws IOException {
        engines = new SealedEngines(folder);
        List<BatchPublishMarketDataRequest> batches = RandomMarket.batches(SEED, 30_000);
        int some = batches.size() * 2 / 3;
        try (RunningEngine engine = engines.start(small(0))) {
            for (BatchPublishMarketDataRequest batch : batches.subList(0, some)) {
                engine.market().batchPublishMarketData(batch);
                await(() -> !engine.engine().journal().isRollNear());
            }
            SealedEngines.store(engine, batches.get(some));
            assertThat(engine.engine().journal().segmentStarts()).hasSizeGreaterThan(1);
        }
        try (RunningEngine engine = engines.start(small(1))) {
            await(() -> engine.engine().journal().events().first() > 1 && folders("events") == 1);
            batches.subList(some + 1, batches.size()).forEach(batch -> SealedEngines.store(engine, batch));
            beside = verify(engine);
            assertThat(engine.fatal()).isNull();
        }
        try (JournalView view = JournalView.open(engines.data())) {
            tombstone = Tombstones.of(view).newest().orElseThrow();
        }
    }

    @Test
    void shouldSignForWhatItDeletes() {
        assertThat(tombstone.signature()).hasSize(64);
        assertThat(tombstone.lastEvent()).isPositive();
        assertThat(tombstone.segments())
                .extracting(segment -> segment.log().name())
                .contains("EVENTS", "OUTPUTS");
    }

    @Test
    void shouldVerifyWhatIsKeptAndSayFromWhereAndWhatItTrusts() {
        Shell.Answer answer = Shell.run(
                "verify",
                engines.data().toString(),
                "--key",
                engines.publicKey(),
                "--witness",
                engines.url(),
                "--strict");

        assertThat(answer.exitCode())
                .as(String.join("\n", answer.out()) + answer.said())
                .isZero();
        assertThat(String.join("\n", answer.out()))
                .startsWith("OK ")
                .contains("begun       behind event " + tombstone.lastEvent()
                        + " with the state of its snapshot, which is trusted; tombstone " + tombstone.number()
                        + " names it; kept from event " + (tombstone.lastEvent() + 1) + " on")
                .contains("signature   OK: sealed through event ")
                .contains("trusted: given keys")
                .contains("retention deleted the front: log=EVENTS missing=1 to " + tombstone.lastEvent()
                        + " tombstone=" + tombstone.number()
                        + " policy=[retention.max_age=0 retention.max_bytes=1] actor=retention")
                .contains("retention deleted the front: log=OUTPUTS missing=1 to ")
                .contains("the witness agrees through record=");
    }

    @Test
    void shouldVerifyBesideTheEngineThatDeleted() {
        assertThat(beside.getVerdict()).isEqualTo(VerifyVerdict.VERIFY_VERDICT_OK);
        assertThat(beside.getSignature())
                .isIn(JournalSignature.JOURNAL_SIGNATURE_OK, JournalSignature.JOURNAL_SIGNATURE_UNSIGNED_TAIL);
        assertThat(beside.getTombstone()).isEqualTo(tombstone.number());
        assertThat(beside.getTrustedEvent()).isEqualTo(tombstone.lastEvent());
        assertThat(beside.getFirstEvent()).isEqualTo(tombstone.lastEvent() + 1);
        assertThat(beside.getSealNotesList()).anyMatch(note -> note.startsWith("retention deleted the front"));
    }

    private static Map<String, ?> small(long maxBytes) {
        return Map.of("journal.segment_bytes", 1 << 20, "snapshots.keep", 1, "retention.max_bytes", maxBytes);
    }

    private static VerifyResult verify(RunningEngine engine) {
        Iterator<VerifyJournalResponse> answers = AuditServiceGrpc.newBlockingStub(engine.channel())
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .verifyJournal(VerifyJournalRequest.getDefaultInstance());
        VerifyJournalResponse last = answers.next();
        while (answers.hasNext()) {
            last = answers.next();
        }
        return last.getResult();
    }

    private static long folders(String log) {
        try (Stream<Path> files = Files.list(engines.data().resolve(log))) {
            return files.filter(Files::isDirectory).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
