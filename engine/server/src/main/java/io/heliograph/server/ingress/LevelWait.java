package io.heliograph.server.ingress;

import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.Ack;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import java.util.concurrent.TimeUnit;

/**
 * The end of a call: its answer once the level it waits for is reached, or a refusal just before its deadline.
 *
 * <p>Belongs to the acknowledgement agent's thread.
 */
final class LevelWait {
    /** The answer must still reach the caller in time. */
    private static final long MARGIN_MILLIS = 20;

    private final ServerCallStreamObserver<BatchPublishMarketDataResponse> caller;
    private final Levels levels;
    private final String journalId;
    private final DurabilityLevel level;
    private final Deadline deadline;

    private boolean isOver;

    /**
     * @param deadline null = none
     */
    LevelWait(
            ServerCallStreamObserver<BatchPublishMarketDataResponse> caller,
            Levels levels,
            String journalId,
            DurabilityLevel level,
            Deadline deadline) {
        this.caller = caller;
        this.levels = levels;
        this.journalId = journalId;
        this.level = level;
        this.deadline = deadline;
    }

    /** Answers if it is time; {@code ack} is null as long as the events are not journaled. */
    int answer(Ack ack) {
        if (isOver) {
            return 0;
        }
        if (caller.isCancelled()) {
            isOver = true;
            return 0;
        }
        if (ack != null && levels.isReached(level, ack.getJournaledSequence())) {
            succeed(ack);
            return 1;
        }
        if (deadline != null && deadline.timeRemaining(TimeUnit.MILLISECONDS) < MARGIN_MILLIS) {
            fail(new Rejection(
                    ErrorReason.ERROR_REASON_LEVEL_NOT_REACHED,
                    "expected the level waited for before the deadline, found it not reached: wait_for=" + level
                            + " reached=" + levels.reached(level)));
            return 1;
        }
        return 0;
    }

    private void succeed(Ack ack) {
        isOver = true;
        long durable = Math.max(ack.getDurableSequence(), levels.positions().durableEvent());
        long stored = Math.max(ack.getStoredSequence(), levels.positions().storedEvent());
        caller.onNext(BatchPublishMarketDataResponse.newBuilder()
                .setJournalId(journalId)
                .setAck(ack.toBuilder().setDurableSequence(durable).setStoredSequence(stored))
                .build());
        caller.onCompleted();
    }

    void fail(Rejection why) {
        if (!isOver) {
            isOver = true;
            caller.onError(StatusMapper.toStatus(why));
        }
    }

    boolean isOver() {
        return isOver;
    }
}
