package io.heliograph.server.ingress;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.codec.event.Numbering;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import java.time.Duration;
import java.util.function.Supplier;

/** Lets publishers in: gives each stream and call a slot and an intake, and tells the acknowledgement agent. */
public final class PublishDesk {
    private static final int RECENT_REQUESTS = 10_000;
    private static final int RECENT_REFUSALS = 100_000;
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Door door;
    private final Levels levels;
    private final AcknowledgementAgent agent;
    private final Supplier<String> journalId;
    private final RecentRequests recent = new RecentRequests(RECENT_REQUESTS, RECENT_REFUSALS);

    /**
     * @param journalId asked for when a publisher comes, for it is not known before the journal is open
     */
    public PublishDesk(Door door, Levels levels, AcknowledgementAgent agent, Supplier<String> journalId) {
        this.door = door;
        this.levels = levels;
        this.agent = agent;
        this.journalId = journalId;
    }

    /** Opens a stream; answers who hears what comes on it. */
    public StreamObserver<PublishMarketDataRequest> stream(StreamObserver<PublishMarketDataResponse> responses) {
        ServerCallStreamObserver<PublishMarketDataResponse> caller = serverSide(responses);
        door.space().check();
        Publisher publisher = new Publisher();
        int slot = claim(publisher);
        StreamSession session = new StreamSession(caller, door, levels, journalId.get(), publisher, slot);
        caller.disableAutoRequest();
        caller.setOnCancelHandler(session::cancel);
        caller.request(1);
        agent.add(session);
        return session;
    }

    /** Publishes one batch; answered later. */
    public void call(BatchPublishMarketDataRequest request, StreamObserver<BatchPublishMarketDataResponse> responses) {
        ServerCallStreamObserver<BatchPublishMarketDataResponse> caller = serverSide(responses);
        // With a handler a late answer to a caller who hung up is dropped, without one it throws.
        caller.setOnCancelHandler(() -> {});
        DurabilityLevel level = request.getWaitFor();
        Numbering numbering =
                SourceRules.checkOpen(request.getSourceId(), request.getSourceEpoch(), request.getNumbering(), level);
        SourceRules.checkBatch(request.getEventsList(), numbering);
        SourceRules.checkLevel(level, levels.hasStore());
        LevelWait wait = new LevelWait(
                caller, levels, journalId.get(), level, Context.current().getDeadline());
        RecentRequests.Request kept = null;
        if (!request.getRequestId().isEmpty()) {
            RecentRequests.Found found = recent.find(request);
            if (!found.isNew()) {
                agent.add(new RepeatSession(found.request(), wait));
                return;
            }
            kept = found.request();
        }
        publish(request, numbering, wait, kept);
    }

    private void publish(
            BatchPublishMarketDataRequest request, Numbering numbering, LevelWait wait, RecentRequests.Request kept) {
        Publisher publisher = new Publisher();
        int slot;
        try {
            door.space().check();
            slot = claim(publisher);
        } catch (Rejection rejection) {
            if (kept != null) {
                recent.fail(kept, rejection);
            }
            throw rejection;
        }
        Intake intake = new Intake(door, slot, () -> {});
        AckWriter acks =
                new AckWriter(publisher, intake.refusals(), door.symbols(), levels.positions(), Integer.MAX_VALUE);
        agent.add(new CallSession(slot, publisher, acks, wait, recent, kept));
        intake.open(request.getSourceId(), request.getSourceEpoch(), numbering);
        intake.accept(request.getEventsList());
        intake.close();
    }

    private int claim(Publisher publisher) {
        int slot = door.publishers().claim(publisher);
        if (slot < 0) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_BUSY,
                            "expected a free place for a publisher, found none: ingress.max_publishers="
                                    + door.publishers().most())
                    .withRetryAfter(RETRY);
        }
        return slot;
    }

    private static <R> ServerCallStreamObserver<R> serverSide(StreamObserver<R> responses) {
        return (ServerCallStreamObserver<R>) responses;
    }
}
