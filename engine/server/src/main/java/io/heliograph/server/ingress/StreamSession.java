package io.heliograph.server.ingress;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.codec.event.Numbering;
import io.heliograph.server.config.IngressConfig;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.Ack;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.MarketEventBatch;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.SourceOpen;
import io.heliograph.v1.SourceOpened;
import java.util.Queue;

/**
 * One stream of a publisher.
 *
 * <p>Messages come in on the call's thread and are asked for one by one, the next when the one before is in the ring.
 * Everything that goes out is sent by the acknowledgement agent alone.
 */
final class StreamSession implements StreamObserver<PublishMarketDataRequest>, Session {
    private static final int MAX_REFUSALS = 1_000;

    private final ServerCallStreamObserver<PublishMarketDataResponse> caller;
    private final Door door;
    private final Levels levels;
    private final String journalId;
    private final int slot;
    private final Publisher publisher;
    private final Intake intake;
    private final AckWriter acks;

    // The call's thread.
    private boolean isOpenSent;
    private Numbering numbering = Numbering.NONE;

    // Told by the call's thread to the agent.
    private volatile DurabilityLevel level = DurabilityLevel.DURABILITY_LEVEL_JOURNALED;
    private volatile Rejection refusedAtDoor;
    private volatile boolean isHalfClosed;
    private volatile boolean isCancelled;
    private volatile long told;

    // The agent's.
    private boolean isOpened;
    private boolean isOver;

    StreamSession(
            ServerCallStreamObserver<PublishMarketDataResponse> caller,
            Door door,
            Levels levels,
            String journalId,
            Publisher publisher,
            int slot) {
        this.caller = caller;
        this.door = door;
        this.levels = levels;
        this.journalId = journalId;
        this.slot = slot;
        this.publisher = publisher;
        this.intake = new Intake(door, slot, () -> caller.request(1));
        this.acks = new AckWriter(publisher, intake.refusals(), door.symbols(), levels.positions(), MAX_REFUSALS);
    }

    @Override
    public void onNext(PublishMarketDataRequest request) {
        if (refusedAtDoor != null) {
            return;
        }
        try {
            switch (request.getRequestCase()) {
                case OPEN -> open(request.getOpen());
                case BATCH -> batch(request.getBatch());
                case REQUEST_NOT_SET -> throw Rejection.invalid("request", "expected open or batch, found neither");
            }
        } catch (Rejection rejection) {
            refuse(rejection);
        }
    }

    /** What came before is answered, then the stream ends. */
    private void refuse(Rejection rejection) {
        refusedAtDoor = rejection;
        intake.close();
    }

    private void open(SourceOpen open) {
        if (isOpenSent) {
            throw new Rejection(ErrorReason.ERROR_REASON_STREAM_ALREADY_OPEN, "expected a batch, found a second open");
        }
        numbering = SourceRules.checkOpen(
                open.getSourceId(), open.getSourceEpoch(), open.getNumbering(), open.getAckLevel());
        SourceRules.checkLevel(open.getAckLevel(), levels.hasStore());
        isOpenSent = true;
        level = open.getAckLevel();
        intake.open(open.getSourceId(), open.getSourceEpoch(), numbering);
        caller.request(1);
    }

    private void batch(MarketEventBatch batch) {
        if (!isOpenSent) {
            throw new Rejection(ErrorReason.ERROR_REASON_STREAM_NOT_OPEN, "expected an open first, found a batch");
        }
        SourceRules.checkBatch(batch.getEventsList(), numbering);
        door.space().check();
        long inFlight = intake.accepted() + batch.getEventsCount() - told;
        if (inFlight > door.maxInFlight()) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_IN_FLIGHT_EXCEEDED,
                            "expected at most " + door.maxInFlight() + " events not yet answered, found in_flight="
                                    + inFlight)
                    .with("limit", door.maxInFlight());
        }
        intake.accept(batch.getEventsList());
    }

    @Override
    public void onError(Throwable failure) {
        cancel();
    }

    /** The publisher vanished: what is in the ring is journaled, what is not is dropped. */
    void cancel() {
        isCancelled = true;
        intake.abandon();
    }

    @Override
    public void onCompleted() {
        isHalfClosed = true;
        intake.close();
    }

    @Override
    public int answer() {
        if (isOver) {
            return 0;
        }
        if (isCancelled) {
            isOver = true;
            return 0;
        }
        // Read before the acknowledgement is made, so that it tells of everything before the end.
        Rejection ended = publisher.end();
        boolean isClosed = publisher.isClosed();
        levels.isReached(level, acks.journaledSequence());
        int sent = sendOpened() + sendAck();
        if (ended != null) {
            end(ended);
            return sent + 1;
        }
        if (refusedAtDoor != null && isClosed) {
            end(refusedAtDoor);
            return sent + 1;
        }
        if (isHalfClosed && isClosed && hasToldAll()) {
            isOver = true;
            caller.onCompleted();
            return sent + 1;
        }
        return sent;
    }

    private boolean hasToldAll() {
        return publisher.opened() == null || isOpened && acks.hasToldAll(level);
    }

    private int sendOpened() {
        Publisher.Opened opened = publisher.opened();
        if (isOpened || opened == null || !caller.isReady()) {
            return 0;
        }
        isOpened = true;
        caller.onNext(PublishMarketDataResponse.newBuilder()
                .setOpened(SourceOpened.newBuilder()
                        .setJournalId(journalId)
                        .setSourceEpoch(opened.epoch())
                        .setJournaledThrough(opened.journaledThrough())
                        .setMaxEventsInFlight(door.maxInFlight())
                        .setMaxBatchEvents(IngressConfig.MAX_BATCH_EVENTS)
                        .setMaxMessageBytes(IngressConfig.MAX_MESSAGE_BYTES)
                        .setNumbering(Numberings.toProto(opened.numbering()))
                        .setAck(acks.atOpen(opened)))
                .build());
        return 1;
    }

    private int sendAck() {
        if (!isOpened || !caller.isReady()) {
            return 0;
        }
        if (!acks.hasNews() && !acks.hasLevelNews(level)) {
            return 0;
        }
        Ack ack = acks.next(publisher.opened().epoch());
        // Before it is sent: a quick publisher uses the room while this thread still returns from sending.
        told = ack.getAnswered();
        caller.onNext(PublishMarketDataResponse.newBuilder().setAck(ack).build());
        return 1;
    }

    @Override
    public void stop(Rejection why) {
        refusedAtDoor = why;
        intake.abandon();
    }

    private void end(Rejection why) {
        isOver = true;
        caller.onError(StatusMapper.toStatus(why));
        intake.abandon();
    }

    /** Refusals of the door that the agent has not told yet. */
    Queue<Intake.Refused> refusedAtDoor() {
        return intake.refusals();
    }

    @Override
    public boolean isFinished() {
        return isOver && publisher.isClosed();
    }

    @Override
    public int slot() {
        return slot;
    }
}
