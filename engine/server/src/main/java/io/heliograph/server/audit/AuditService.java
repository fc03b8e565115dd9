package io.heliograph.server.audit;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.seal.SealRecord;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.v1.AuditServiceGrpc;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GetCheckpointRequest;
import io.heliograph.v1.GetCheckpointResponse;
import io.heliograph.v1.GetJournalInfoRequest;
import io.heliograph.v1.GetJournalInfoResponse;
import io.heliograph.v1.JournalInfo;
import io.heliograph.v1.ReadJournalRequest;
import io.heliograph.v1.ReadJournalResponse;
import io.heliograph.v1.VerifyJournalRequest;
import io.heliograph.v1.VerifyJournalResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.NanoClock;

/** Looks at the journal in the engine's directory through files of its own; any thread, the work is done by workers. */
public final class AuditService extends AuditServiceGrpc.AuditServiceImplBase {
    /** Each holds files open, also while its caller takes nothing. */
    static final int MOST_READINGS = 8;

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Path directory;
    private final Workers workers;
    private final NanoClock clock;
    private final Sealing sealing;
    private final AtomicBoolean isVerifying = new AtomicBoolean();
    private final AtomicInteger readings = new AtomicInteger();

    /**
     * @param directory of the journal
     * @param workers where everything that reads files runs
     * @param sealing how the engine seals
     */
    public AuditService(Path directory, Workers workers, NanoClock clock, Sealing sealing) {
        this.directory = directory;
        this.workers = workers;
        this.clock = clock;
        this.sealing = sealing;
    }

    @Override
    public void verifyJournal(VerifyJournalRequest request, StreamObserver<VerifyJournalResponse> caller) {
        requireNotNegative("from_event", request.getFromEvent());
        if (!isVerifying.compareAndSet(false, true)) {
            throw busy("expected no verification at work, found one");
        }
        VerifyCall call = new VerifyCall(
                directory,
                sealing.check(),
                request.getFromEvent(),
                (ServerCallStreamObserver<VerifyJournalResponse>) caller,
                clock,
                () -> isVerifying.set(false));
        try {
            workers.execute(call::run);
        } catch (Rejection e) {
            isVerifying.set(false);
            throw e;
        }
    }

    @Override
    public void readJournal(ReadJournalRequest request, StreamObserver<ReadJournalResponse> caller) {
        LogKind log = logOf(request);
        requireNotNegative("first_sequence", request.getFirstSequence());
        requireNotNegative("last_sequence", request.getLastSequence());
        if (readings.incrementAndGet() > MOST_READINGS) {
            readings.decrementAndGet();
            throw busy("expected room for one more that reads the journal, found none: limit=" + MOST_READINGS);
        }
        new JournalReading(
                        directory,
                        log,
                        request,
                        workers,
                        (ServerCallStreamObserver<ReadJournalResponse>) caller,
                        readings::decrementAndGet)
                .begin();
    }

    @Override
    public void getJournalInfo(GetJournalInfoRequest request, StreamObserver<GetJournalInfoResponse> caller) {
        Context call = Context.current();
        Runnable goOn = request.getCountRecords() ? () -> requireListener(call) : null;
        workers.answer(
                caller,
                () -> GetJournalInfoResponse.newBuilder()
                        .setJournalInfo(info(goOn))
                        .build());
    }

    @Override
    public void getCheckpoint(GetCheckpointRequest request, StreamObserver<GetCheckpointResponse> caller) {
        SealRecord latest = sealing.latest()
                .get()
                .orElseThrow(() -> new Rejection(
                        ErrorReason.ERROR_REASON_SEALS_DISABLED,
                        "expected an engine that seals its journal, found seal.key=\"\""));
        caller.onNext(GetCheckpointResponse.newBuilder()
                .setCheckpoint(CheckpointMapper.map(latest))
                .build());
        caller.onCompleted();
    }

    private JournalInfo info(Runnable goOn) {
        try (JournalView journal = JournalView.open(directory)) {
            return JournalInfoMapper.map(journal, goOn);
        } catch (JournalException e) {
            throw damaged(e);
        }
    }

    private static void requireListener(Context call) {
        if (call.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw busy("expected a caller that waits for the count, found none");
        }
    }

    /** What a caller is told whose question the journal cannot answer. */
    static Rejection damaged(JournalException failure) {
        return new Rejection(ErrorReason.ERROR_REASON_ENGINE_FAILED, failure.getMessage());
    }

    private static LogKind logOf(ReadJournalRequest request) {
        return switch (request.getLog()) {
            case JOURNAL_LOG_EVENTS -> LogKind.EVENTS;
            case JOURNAL_LOG_OUTPUTS -> LogKind.OUTPUTS;
            case JOURNAL_LOG_UNSPECIFIED, UNRECOGNIZED ->
                throw Rejection.invalid("log", "expected a log, found log=" + request.getLogValue());
        };
    }

    private static void requireNotNegative(String field, long sequence) {
        if (sequence < 0) {
            throw Rejection.invalid(field, "expected a sequence, or 0, found " + field + "=" + sequence);
        }
    }

    private static Rejection busy(String message) {
        return new Rejection(ErrorReason.ERROR_REASON_BUSY, message).withRetryAfter(RETRY);
    }
}
