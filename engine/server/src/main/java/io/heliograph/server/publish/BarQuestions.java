package io.heliograph.server.publish;

import io.grpc.stub.StreamObserver;
import io.heliograph.server.query.BarLister;
import io.heliograph.server.rpc.CallDeadline;
import io.heliograph.server.rpc.Workers;
import io.heliograph.v1.ListBarsRequest;
import io.heliograph.v1.ListBarsResponse;
import io.heliograph.v1.MarketDataServiceGrpc;
import java.util.concurrent.TimeUnit;

/** Answers questions about closed bars, on a worker. */
final class BarQuestions implements MarketDataServiceGrpc.AsyncService {
    private static final long LONGEST_WAIT_NS = TimeUnit.SECONDS.toNanos(30);

    private final BarLister lister;
    private final Workers workers;

    BarQuestions(BarLister lister, Workers workers) {
        this.lister = lister;
        this.workers = workers;
    }

    @Override
    public void listBars(ListBarsRequest request, StreamObserver<ListBarsResponse> caller) {
        long until = CallDeadline.within(LONGEST_WAIT_NS);
        workers.answer(caller, () -> lister.list(request, until));
    }
}
