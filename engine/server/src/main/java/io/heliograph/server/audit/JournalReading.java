package io.heliograph.server.audit;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.journal.JournalException;
import io.heliograph.journal.JournalView;
import io.heliograph.journal.Log;
import io.heliograph.journal.LogKind;
import io.heliograph.journal.LogReader;
import io.heliograph.journal.replay.KindCounts;
import io.heliograph.journal.replay.RecordText;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.server.rpc.Workers;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.JournalRecord;
import io.heliograph.v1.ReadJournalRequest;
import io.heliograph.v1.ReadJournalResponse;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * One caller's way through a log, in steps: a worker reads as long as the caller takes, and is given back when not.
 *
 * <p>At most one step is at work; what it holds belongs to it. Ends once, on whichever thread, and gives its files back.
 */
final class JournalReading {
    /** Bytes of records in a message, about; their text is a few times as long. */
    private static final int MESSAGE_BYTES = 64 * 1024;

    private static final int MESSAGE_RECORDS = 256;

    private final Path directory;
    private final LogKind log;
    private final ReadJournalRequest request;
    private final Workers workers;
    private final ServerCallStreamObserver<ReadJournalResponse> caller;
    private final Runnable onEnd;

    private boolean isAtWork;
    private boolean isEnded;
    private JournalView journal;
    private LogReader reader;
    private long through;
    private ReadJournalResponse.Builder message;
    private int messageBytes;

    /** @param onEnd called once, when its files are given back */
    JournalReading(
            Path directory,
            LogKind log,
            ReadJournalRequest request,
            Workers workers,
            ServerCallStreamObserver<ReadJournalResponse> caller,
            Runnable onEnd) {
        this.directory = directory;
        this.log = log;
        this.request = request;
        this.workers = workers;
        this.caller = caller;
        this.onEnd = onEnd;
    }

    /** Begins; called while the call itself begins, when handlers can still be set. */
    void begin() {
        caller.setOnReadyHandler(this::wake);
        caller.setOnCancelHandler(this::wake);
        wake();
    }

    private void wake() {
        synchronized (this) {
            if (isAtWork || isEnded) {
                return;
            }
            isAtWork = true;
        }
        try {
            workers.execute(this::step);
        } catch (Rejection e) {
            fail(e);
        }
    }

    private void step() {
        try {
            if (journal == null) {
                open();
            }
            while (reader.position() < through && caller.isReady() && !caller.isCancelled()) {
                send();
            }
        } catch (JournalException e) {
            fail(AuditService.damaged(e));
            return;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        if (reader.position() >= through) {
            end();
            caller.onCompleted();
        } else if (caller.isCancelled()) {
            end();
        } else {
            rest();
        }
    }

    /** Whoever became ready, or left, while the step was ending was not heard. */
    private void rest() {
        synchronized (this) {
            isAtWork = false;
        }
        if (caller.isReady() || caller.isCancelled()) {
            wake();
        }
    }

    private void open() {
        journal = JournalView.open(directory);
        Log records = journal.log(log);
        long first = request.getFirstSequence() == 0 ? records.first() : request.getFirstSequence();
        through = request.getLastSequence() == 0 ? records.head() : request.getLastSequence();
        if (first < records.first()) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_SEQUENCE_COMPACTED,
                            "expected a sequence that is kept, found first_sequence=" + first
                                    + " first_available_sequence=" + records.first())
                    .with("first_available_sequence", records.first());
        }
        if (through > records.head() || first > records.head() + 1) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_SEQUENCE_IN_FUTURE,
                            "expected sequences that are there, found first_sequence=" + first + " last_sequence="
                                    + through + " head_sequence=" + records.head())
                    .with("head_sequence", records.head());
        }
        if (first > through + 1) {
            throw Rejection.invalid(
                    "last_sequence",
                    "expected at least first_sequence, found first_sequence=" + first + " last_sequence=" + through);
        }
        reader = records.openReader(first - 1, () -> through);
    }

    private void send() {
        message = ReadJournalResponse.newBuilder();
        messageBytes = 0;
        while (reader.position() < through
                && messageBytes < MESSAGE_BYTES
                && message.getRecordsCount() < MESSAGE_RECORDS) {
            if (reader.poll(this::add, 1) == 0) {
                Thread.onSpinWait();
            }
        }
        caller.onNext(message.build());
    }

    private void add(long sequence, long epoch, DirectBuffer buffer, int offset, int length, boolean endOfCause) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        message.addRecords(JournalRecord.newBuilder()
                .setSequence(sequence)
                .setEpoch(epoch)
                .setEndOfCause(endOfCause)
                .setKind(KindCounts.nameOf(log, buffer, offset, length))
                .setFields(RecordText.of(log, buffer, offset, length))
                .setRecord(ByteString.copyFrom(bytes)));
        messageBytes += length;
    }

    private void fail(RuntimeException failure) {
        end();
        caller.onError(StatusMapper.toStatus(Compaction.told(failure)));
    }

    private void end() {
        synchronized (this) {
            isEnded = true;
            isAtWork = false;
        }
        if (reader != null) {
            reader.close();
        }
        if (journal != null) {
            journal.close();
        }
        onEnd.run();
    }
}
