package io.heliograph.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.v1.BatchGetLatestSignalsRequest;
import io.heliograph.v1.BatchGetLatestSignalsResponse;
import io.heliograph.v1.GetSignalRequest;
import io.heliograph.v1.GetSignalResponse;
import io.heliograph.v1.LatestSignals;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListSignalsResponse;
import io.heliograph.v1.Position;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.SignalServiceGrpc.SignalServiceImplBase;
import io.heliograph.v1.StreamInfo;
import io.heliograph.v1.StreamProgress;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The engine's side of SignalService, played by hand. */
final class FakeSignals extends SignalServiceImplBase {
    /** What GetSignal is refused with. */
    StatusRuntimeException refusal;

    /** How many signals are stored, with sequences 1, 2, 3, ... */
    int stored;

    /** The pages asked for. */
    final List<ListSignalsRequest> pages = new ArrayList<>();

    /** What a stream does first, before the test plays it by hand. */
    Consumer<Stream> script = stream -> {};

    private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();

    Stream stream() throws InterruptedException {
        return streams.poll(10, TimeUnit.SECONDS);
    }

    static Signal signal(long sequence) {
        return Signal.newBuilder()
                .setSignalId("signal" + sequence)
                .setSequence(sequence)
                .build();
    }

    @Override
    public void streamSignals(StreamSignalsRequest request, StreamObserver<StreamSignalsResponse> responses) {
        Stream stream = new Stream(request, (ServerCallStreamObserver<StreamSignalsResponse>) responses);
        script.accept(stream);
        streams.add(stream);
    }

    @Override
    public void getSignal(GetSignalRequest request, StreamObserver<GetSignalResponse> responses) {
        if (refusal != null) {
            responses.onError(refusal);
            return;
        }
        responses.onNext(GetSignalResponse.newBuilder()
                .setSignal(
                        Signal.newBuilder().setSignalId(request.getSignalId()).setSequence(request.getSequence()))
                .build());
        responses.onCompleted();
    }

    /** Knows every symbol but NONE. */
    @Override
    public void batchGetLatestSignals(
            BatchGetLatestSignalsRequest request, StreamObserver<BatchGetLatestSignalsResponse> responses) {
        BatchGetLatestSignalsResponse.Builder results = BatchGetLatestSignalsResponse.newBuilder();
        for (String symbol : request.getSymbolsList()) {
            Status.Code code = symbol.equals("NONE") ? Status.Code.NOT_FOUND : Status.Code.OK;
            results.addResults(LatestSignals.newBuilder()
                    .setSymbol(symbol)
                    .setStatus(com.google.rpc.Status.newBuilder().setCode(code.value())));
        }
        responses.onNext(results.build());
        responses.onCompleted();
    }

    /** Pages of what is stored; a token is the last sequence of the page before, and the third page is empty. */
    @Override
    public synchronized void listSignals(ListSignalsRequest request, StreamObserver<ListSignalsResponse> responses) {
        pages.add(request);
        int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
        int most = pages.size() == 3 ? 0 : request.getPageSize();
        int to = Math.min(stored, from + most);
        ListSignalsResponse.Builder page = ListSignalsResponse.newBuilder();
        for (int sequence = from + 1; sequence <= to; sequence++) {
            page.addSignals(signal(sequence));
        }
        if (to < stored) {
            page.setNextPageToken(Integer.toString(to));
        }
        responses.onNext(page.build());
        responses.onCompleted();
    }

    /** One stream, as the engine sees it. */
    static final class Stream {
        final StreamSignalsRequest request;
        final ServerCallStreamObserver<StreamSignalsResponse> responses;
        final CountDownLatch cancelled = new CountDownLatch(1);

        Stream(StreamSignalsRequest request, ServerCallStreamObserver<StreamSignalsResponse> responses) {
            this.request = request;
            this.responses = responses;
            responses.setOnCancelHandler(cancelled::countDown);
        }

        void info(String journalId) {
            responses.onNext(StreamSignalsResponse.newBuilder()
                    .setInfo(StreamInfo.newBuilder().setJournalId(journalId).setEpoch(1))
                    .build());
        }

        void batch(boolean endOfEvent, long... sequences) {
            SignalBatch.Builder batch = SignalBatch.newBuilder().setEndOfEvent(endOfEvent);
            for (long sequence : sequences) {
                batch.addSignals(signal(sequence));
            }
            if (endOfEvent) {
                long last = sequences[sequences.length - 1];
                batch.setPosition(Position.newBuilder().setEpoch(1).setSequence(last))
                        .setResumeToken("token" + last);
            }
            batch(batch);
        }

        void batch(SignalBatch.Builder batch) {
            responses.onNext(StreamSignalsResponse.newBuilder().setBatch(batch).build());
        }

        void progress(long sequence, boolean caughtUp) {
            responses.onNext(StreamSignalsResponse.newBuilder()
                    .setProgress(StreamProgress.newBuilder()
                            .setPosition(Position.newBuilder().setEpoch(1).setSequence(sequence))
                            .setResumeToken("token" + sequence)
                            .setCaughtUp(caughtUp))
                    .build());
        }
    }
}
