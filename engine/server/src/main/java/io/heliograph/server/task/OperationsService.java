package io.heliograph.server.task;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.ListOperationsResponse;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Empty;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heliograph.server.rpc.CallDeadline;
import io.heliograph.server.rpc.NamePages;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** {@code google.longrunning.Operations} over the tasks of this engine; nothing here blocks. */
public final class OperationsService extends OperationsGrpc.OperationsImplBase {
    /** How long a caller without a timeout waits at most. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final long MOST_BYTES = 1 << 20;
    private static final Duration RETRY = Duration.ofSeconds(1);
    // Sent this much before the caller's deadline, so that the answer is there in time.
    private static final long MARGIN_NS = 100_000_000L;

    private final Tasks tasks;
    private final int mostWaiting;
    private final Supplier<String> journalId;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param mostWaiting callers that may wait at once */
    public OperationsService(Tasks tasks, int mostWaiting, Supplier<String> journalId) {
        this.tasks = tasks;
        this.mostWaiting = mostWaiting;
        this.journalId = journalId;
    }

    @Override
    public void listOperations(ListOperationsRequest request, StreamObserver<ListOperationsResponse> caller) {
        int size = NamePages.size(request.getPageSize());
        if (!request.getFilter().isEmpty()) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_FILTER_INVALID,
                            "expected no filter, for operations are few: filter=" + request.getFilter())
                    .withField("filter", "expected it to be empty");
        }
        if (!request.getName().isEmpty() && !request.getName().equals("operations")) {
            throw Rejection.invalid("name", "expected operations, or nothing, found name=" + request.getName());
        }
        NamePages.Page<Operation> page = page(size, request.getPageToken());
        answer(
                caller,
                ListOperationsResponse.newBuilder()
                        .addAllOperations(page.items())
                        .setNextPageToken(page.nextToken())
                        .build());
    }

    /** Fewer than asked for where their responses are long. */
    private NamePages.Page<Operation> page(int size, String token) {
        NamePages pages = new NamePages(journalId.get(), "operations");
        List<Operation> all = tasks.list();
        NamePages.Page<Operation> page = pages.cut(all, Operation::getName, size, token);
        while (page.items().size() > 1 && bytes(page) > MOST_BYTES) {
            page = pages.cut(all, Operation::getName, page.items().size() / 2, token);
        }
        return page;
    }

    private static long bytes(NamePages.Page<Operation> page) {
        return page.items().stream().mapToLong(Operation::getSerializedSize).sum();
    }

    @Override
    public void getOperation(GetOperationRequest request, StreamObserver<Operation> caller) {
        answer(caller, tasks.get(request.getName()));
    }

    @Override
    public void deleteOperation(DeleteOperationRequest request, StreamObserver<Empty> caller) {
        tasks.delete(request.getName());
        answer(caller, Empty.getDefaultInstance());
    }

    @Override
    public void cancelOperation(CancelOperationRequest request, StreamObserver<Empty> caller) {
        tasks.cancel(request.getName());
        answer(caller, Empty.getDefaultInstance());
    }

    /** Answers at the operation's end, or as it is when the time is over. */
    @Override
    public void waitOperation(WaitOperationRequest request, StreamObserver<Operation> caller) {
        long longest = longest(request);
        CompletableFuture<Void> end = tasks.end(request.getName());
        if (end.isDone() || longest == 0) {
            answer(caller, tasks.get(request.getName()));
            return;
        }
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            throw new Rejection(
                            ErrorReason.ERROR_REASON_BUSY,
                            "expected room for one more that waits, found none: limit=" + mostWaiting)
                    .withRetryAfter(RETRY);
        }
        ServerCallStreamObserver<Operation> call = (ServerCallStreamObserver<Operation>) caller;
        CompletableFuture<Void> over = end.copy();
        // Also what lets an answer to a caller who left be dropped in silence.
        call.setOnCancelHandler(() -> over.complete(null));
        long wait = Math.max(0, CallDeadline.within(longest + MARGIN_NS) - System.nanoTime() - MARGIN_NS);
        over.completeOnTimeout(null, wait, TimeUnit.NANOSECONDS).thenRun(() -> {
            waiting.decrementAndGet();
            tell(request.getName(), call);
        });
    }

    private void tell(String name, StreamObserver<Operation> caller) {
        Operation operation;
        try {
            operation = tasks.get(name);
        } catch (Rejection e) {
            // Forgotten while the caller waited.
            caller.onError(StatusMapper.toStatus(e));
            return;
        }
        answer(caller, operation);
    }

    private static long longest(WaitOperationRequest request) {
        if (!request.hasTimeout()) {
            return LONGEST_WAIT.toNanos();
        }
        long seconds = request.getTimeout().getSeconds();
        if (seconds < 0 || request.getTimeout().getNanos() < 0) {
            throw Rejection.invalid("timeout", "expected 0 or more, found timeout=" + seconds + " s");
        }
        // The seconds first: of the longest timeout there is, nanoseconds do not fit into a long.
        long whole = TimeUnit.SECONDS.toNanos(Math.min(LONGEST_WAIT.toSeconds(), seconds));
        return Math.min(LONGEST_WAIT.toNanos(), whole + request.getTimeout().getNanos());
    }

    private static <T> void answer(StreamObserver<T> caller, T answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }
}
