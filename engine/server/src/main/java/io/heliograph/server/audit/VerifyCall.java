package io.heliograph.server.audit;

import com.google.protobuf.Duration;
import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.journal.JournalCorruptException;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalOptions;
import io.heliograph.journal.JournalVersionException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.SequenceCompactedException;
import io.heliograph.journal.replay.AuditFindings;
import io.heliograph.journal.replay.AuditReplay;
import io.heliograph.journal.replay.DamageReport;
import io.heliograph.journal.replay.ReplayDifferenceException;
import io.heliograph.journal.seal.SealFindings;
import io.heliograph.journal.snapshot.SnapshotFinding;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.JournalDifference;
import io.heliograph.v1.JournalSignature;
import io.heliograph.v1.VerifyJournalResponse;
import io.heliograph.v1.VerifyProgress;
import io.heliograph.v1.VerifyResult;
import io.heliograph.v1.VerifySnapshot;
import io.heliograph.v1.VerifySnapshotStanding;
import io.heliograph.v1.VerifyVerdict;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.agrona.concurrent.NanoClock;

/** One verification for one caller, on one worker's thread; progress the caller does not take is left out. */
final class VerifyCall {
    private static final long INTERVAL_NS = 200_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Path directory;
    private final Supplier<SealFindings> seals;
    private final long from;
    private final ServerCallStreamObserver<VerifyJournalResponse> caller;
    private final NanoClock clock;
    private final Runnable onEnd;

    private long startedNs;
    private long toldNs;

    /**
     * @param seals checks the journal against its seals
     * @param from event from which on to verify; 0 for everything kept
     * @param onEnd called once, before the caller hears the end, so that it may ask again at once
     */
    VerifyCall(
            Path directory,
            Supplier<SealFindings> seals,
            long from,
            ServerCallStreamObserver<VerifyJournalResponse> caller,
            NanoClock clock,
            Runnable onEnd) {
        this.directory = directory;
        this.seals = seals;
        this.from = from;
        this.caller = caller;
        this.clock = clock;
        this.onEnd = onEnd;
        // With a handler, what is sent to a caller who left is dropped; progress asks for it by itself.
        caller.setOnCancelHandler(() -> {});
    }

    void run() {
        startedNs = clock.nanoTime();
        toldNs = startedNs - INTERVAL_NS;
        try {
            VerifyResult result = ending();
            caller.onNext(VerifyJournalResponse.newBuilder().setResult(result).build());
            caller.onCompleted();
        } catch (CancellationException e) {
            return; // nobody listens any more
        } catch (RuntimeException e) {
            caller.onError(StatusMapper.toStatus(e));
        }
    }

    private VerifyResult ending() {
        try {
            return result();
        } finally {
            onEnd.run();
        }
    }

    private VerifyResult result() {
        VerifyResult.Builder result = VerifyResult.newBuilder();
        try {
            sealed(result, seals.get());
        } catch (JournalVersionException e) {
            return result.setVerdict(VerifyVerdict.VERIFY_VERDICT_OTHER_VERSION)
                    .setDamage(e.getMessage())
                    .build();
        }
        try (JournalView journal = JournalView.open(directory)) {
            result.setJournalId(journal.id().toString())
                    .setFirstEvent(journal.events().first())
                    .setFirstOutput(journal.outputs().first());
            found(result, new AuditReplay(journal).run(Math.max(1, from), this::tell));
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("from_event", e.getMessage());
        } catch (ReplayDifferenceException e) {
            result.setVerdict(VerifyVerdict.VERIFY_VERDICT_DIFFERENCE)
                    .setDifference(JournalDifference.newBuilder()
                            .setOutputSequence(e.sequence())
                            .setCause(e.cause())
                            .setRecorded(e.recorded())
                            .setReplayed(e.replayed()));
        } catch (JournalCorruptException e) {
            result.setVerdict(VerifyVerdict.VERIFY_VERDICT_CORRUPT)
                    .setDamage(DamageReport.of(directory, JournalOptions.defaults(), e));
        } catch (JournalVersionException e) {
            result.setVerdict(VerifyVerdict.VERIFY_VERDICT_OTHER_VERSION).setDamage(e.getMessage());
        } catch (SequenceCompactedException e) {
            throw Compaction.told(e);
        } catch (JournalException e) {
            throw AuditService.damaged(e);
        }
        return result.build();
    }

    private static void sealed(VerifyResult.Builder result, SealFindings seals) {
        result.setSignature(JournalSignature.valueOf("JOURNAL_SIGNATURE_" + seals.verdict()))
                .addAllSealProblems(seals.problems());
        if (!seals.trust().isEmpty()) {
            result.addSealNotes("trusted: " + seals.trust());
        }
        result.addAllSealNotes(seals.notes());
        seals.record().ifPresent(record -> result.setCheckpoint(CheckpointMapper.map(record)));
    }

    private static void found(VerifyResult.Builder result, AuditFindings findings) {
        result.setVerdict(verdict(findings))
                .setTrustedEvent(findings.trustedEvent())
                .setTombstone(findings.tombstone())
                .setEvents(findings.events())
                .setOutputs(findings.outputs())
                .setVoidOutputs(findings.voidOutputs())
                .setMissingOutputs(findings.missingOutputs())
                .setContentDigest(findings.contentDigest())
                .addAllCoreLevels(findings.coreLevels())
                .addAllBuilds(findings.builds());
        for (SnapshotFinding each : findings.snapshots()) {
            result.addSnapshots(VerifySnapshot.newBuilder()
                    .setEvent(each.event())
                    .setDigest(each.digest())
                    .setStanding(VerifySnapshotStanding.valueOf("VERIFY_SNAPSHOT_STANDING_" + each.standing()))
                    .setFound(each.found()));
        }
    }

    private static VerifyVerdict verdict(AuditFindings findings) {
        if (findings.hasDifference()) {
            return VerifyVerdict.VERIFY_VERDICT_DIFFERENCE;
        }
        return findings.hasDamage() ? VerifyVerdict.VERIFY_VERDICT_CORRUPT : VerifyVerdict.VERIFY_VERDICT_OK;
    }

    private void tell(long done, long total) {
        if (caller.isCancelled()) {
            throw new CancellationException("the caller left");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw Gate.stopping();
        }
        long now = clock.nanoTime();
        if (now - toldNs < INTERVAL_NS || !caller.isReady()) {
            return;
        }
        toldNs = now;
        VerifyProgress.Builder progress =
                VerifyProgress.newBuilder().setEventsDone(done).setEventsTotal(total);
        if (done > 0 && now > startedNs) {
            double perSecond = done / ((now - startedNs) / (double) SECOND);
            progress.setEventsPerSecond(perSecond).setRemaining(duration((total - done) / perSecond));
        }
        caller.onNext(VerifyJournalResponse.newBuilder().setProgress(progress).build());
    }

    private static Duration duration(double seconds) {
        long whole = (long) seconds;
        return Duration.newBuilder()
                .setSeconds(whole)
                .setNanos((int) ((seconds - whole) * SECOND))
                .build();
    }
}
