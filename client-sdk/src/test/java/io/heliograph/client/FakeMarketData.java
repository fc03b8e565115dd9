package io.heliograph.client;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.v1.Ack;
import io.heliograph.v1.ApplyInstrumentsRequest;
import io.heliograph.v1.ApplyInstrumentsResponse;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.BatchPublishMarketDataResponse;
import io.heliograph.v1.GetSourceRequest;
import io.heliograph.v1.GetSourceResponse;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.ListInstrumentsRequest;
import io.heliograph.v1.ListInstrumentsResponse;
import io.heliograph.v1.MarketDataServiceGrpc.MarketDataServiceImplBase;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.Source;
import io.heliograph.v1.SourceOpen;
import io.heliograph.v1.SourceOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The engine's side of PublishMarketData, played by hand: it answers an open by itself and the rest when told. */
final class FakeMarketData extends MarketDataServiceImplBase {
    /** What an open is answered with; the test changes it before. */
    SourceOpened.Builder opened = SourceOpened.newBuilder()
            .setJournalId("0d9f")
            .setSourceEpoch(1)
            .setMaxEventsInFlight(1_000_000)
            .setMaxBatchEvents(10_000);

    /** What an open is refused with instead. */
    StatusRuntimeException refusal;

    /** Whether an open is answered at all. */
    boolean silent;

    /** Whether anything behind the open is read. */
    boolean reading = true;

    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();

    Session session() throws InterruptedException {
        return sessions.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public StreamObserver<PublishMarketDataRequest> publishMarketData(
            StreamObserver<PublishMarketDataResponse> responses) {
        Session session = new Session((ServerCallStreamObserver<PublishMarketDataResponse>) responses);
        sessions.add(session);
        return session;
    }

    @Override
    public void batchPublishMarketData(
            BatchPublishMarketDataRequest request, StreamObserver<BatchPublishMarketDataResponse> responses) {
        responses.onNext(BatchPublishMarketDataResponse.newBuilder()
                .setAck(Ack.newBuilder().setAnswered(request.getEventsCount()))
                .build());
        responses.onCompleted();
    }

    /** Two pages of one instrument each; the pattern is the symbol. */
    @Override
    public void listInstruments(ListInstrumentsRequest request, StreamObserver<ListInstrumentsResponse> responses) {
        boolean first = request.getPageToken().isEmpty();
        responses.onNext(ListInstrumentsResponse.newBuilder()
                .addInstruments(
                        Instrument.newBuilder().setSymbol(request.getPattern()).setNumber(first ? 0 : 1))
                .setNextPageToken(first ? "second" : "")
                .build());
        responses.onCompleted();
    }

    @Override
    public void applyInstruments(ApplyInstrumentsRequest request, StreamObserver<ApplyInstrumentsResponse> responses) {
        responses.onNext(ApplyInstrumentsResponse.newBuilder()
                .setEffectiveSequence(request.getValidateOnly() ? 0 : 9)
                .addAllDeclarations(request.getDeclarationsList())
                .build());
        responses.onCompleted();
    }

    @Override
    public void getSource(GetSourceRequest request, StreamObserver<GetSourceResponse> responses) {
        responses.onNext(GetSourceResponse.newBuilder()
                .setSource(Source.newBuilder().setSourceId(request.getSourceId()))
                .build());
        responses.onCompleted();
    }

    /** One stream, as the engine sees it. */
    final class Session implements StreamObserver<PublishMarketDataRequest> {
        final CountDownLatch halfClosed = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        private final BlockingQueue<List<MarketEvent>> batches = new LinkedBlockingQueue<>();
        private final ServerCallStreamObserver<PublishMarketDataResponse> responses;
        private volatile SourceOpen open;

        Session(ServerCallStreamObserver<PublishMarketDataResponse> responses) {
            this.responses = responses;
            responses.setOnCancelHandler(cancelled::countDown);
            responses.disableAutoRequest();
            responses.request(1);
        }

        SourceOpen open() {
            return open;
        }

        /** The next batch; null if none comes. */
        List<MarketEvent> batch() throws InterruptedException {
            return batches.poll(10, TimeUnit.SECONDS);
        }

        /** The next batches until they hold this many events. */
        List<List<MarketEvent>> batchesOf(int events) throws InterruptedException {
            List<List<MarketEvent>> all = new ArrayList<>();
            for (int count = 0; count < events; count += all.get(all.size() - 1).size()) {
                all.add(batch());
            }
            return all;
        }

        boolean hasMore() {
            return !batches.isEmpty();
        }

        void ack(Ack.Builder ack) {
            responses.onNext(PublishMarketDataResponse.newBuilder().setAck(ack).build());
        }

        void fail(StatusRuntimeException status) {
            responses.onError(status);
        }

        void complete() {
            responses.onCompleted();
        }

        @Override
        public void onNext(PublishMarketDataRequest request) {
            if (request.hasOpen()) {
                onOpen(request.getOpen());
            } else {
                batches.add(request.getBatch().getEventsList());
            }
            if (reading) {
                responses.request(1);
            }
        }

        private void onOpen(SourceOpen request) {
            open = request;
            if (refusal != null) {
                responses.onError(refusal);
            } else if (!silent) {
                responses.onNext(
                        PublishMarketDataResponse.newBuilder().setOpened(opened).build());
            }
        }

        @Override
        public void onError(Throwable thrown) {
            cancelled.countDown();
        }

        @Override
        public void onCompleted() {
            halfClosed.countDown();
        }
    }
}
