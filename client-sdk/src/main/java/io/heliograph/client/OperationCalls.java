package io.heliograph.client;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.heliograph.client.PagedIterable.Page;
import io.heliograph.v1.OperationProgress;
import java.util.function.Consumer;

/**
 * Long-running operations of the engine, asked after and waited for on the calling thread.
 *
 * <p>Thread-safe.
 */
public final class OperationCalls {
    private static final Duration A_WHILE =
            Duration.newBuilder().setNanos(250_000_000).build();

    private final ClientCore core;

    OperationCalls(ClientCore core) {
        this.core = core;
    }

    /** The operations that the engine knows, the oldest first; those that ended are forgotten in time. */
    public Iterable<Operation> all() {
        return new PagedIterable<>(token -> {
            var request = ListOperationsRequest.newBuilder()
                    .setPageSize(PagedIterable.PAGE_SIZE)
                    .setPageToken(token)
                    .build();
            var page = core.call(() -> core.operations().listOperations(request));
            return new Page<>(page.getOperationsList(), page.getNextPageToken());
        });
    }

    /** An operation as it is now; OPERATION_NOT_FOUND if it was forgotten. */
    public Operation get(String name) {
        var request = GetOperationRequest.newBuilder().setName(name).build();
        return core.call(() -> core.operations().getOperation(request));
    }

    /** Asks an operation to stop, which it soon does; one that ended stays as it is. */
    public void cancel(String name) {
        var request = CancelOperationRequest.newBuilder().setName(name).build();
        core.call(() -> core.operations().cancelOperation(request));
    }

    /** Has an operation that ended forgotten; OPERATION_NOT_DONE if it did not. */
    public void delete(String name) {
        var request = DeleteOperationRequest.newBuilder().setName(name).build();
        core.call(() -> core.operations().deleteOperation(request));
    }

    /**
     * Waits until an operation ends, without a deadline. Nobody else would ask for the result of one whose caller left, so
     * leaving early cancels it.
     *
     * @param progress hears how far it is, about four times a second, on the calling thread; what it throws, and an
     *     interrupt, cancel the operation
     * @return the operation as it ended, with a response or an error
     */
    public Operation await(Operation operation, Consumer<OperationProgress> progress) {
        var request = WaitOperationRequest.newBuilder()
                .setName(operation.getName())
                .setTimeout(A_WHILE)
                .build();
        Operation now = operation;
        boolean isWhole = false;
        try {
            progress.accept(unpack(now.getMetadata(), OperationProgress.class));
            while (!now.getDone()) {
                now = core.call(() -> core.operations().waitOperation(request));
                progress.accept(unpack(now.getMetadata(), OperationProgress.class));
            }
            isWhole = true;
        } finally {
            if (!isWhole) {
                leave(operation.getName());
            }
        }
        return now;
    }

    /** What ended the wait is what the caller hears, and no trouble with saying so. */
    private void leave(String name) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            cancel(name);
        } catch (HeliographException e) {
            // The engine is away or has forgotten it: there is nothing left to cancel.
            return;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The response of an operation that ended.
     *
     * @throws HeliographException what failed or cancelled it
     */
    public <T extends Message> T response(Operation ended, Class<T> form) {
        if (ended.hasError()) {
            throw core.errors().map(StatusProto.toStatusRuntimeException(ended.getError()));
        }
        return unpack(ended.getResponse(), form);
    }

    private static <T extends Message> T unpack(Any any, Class<T> form) {
        try {
            return any.unpack(form);
        } catch (InvalidProtocolBufferException e) {
            throw new HeliographException(
                    Status.Code.DATA_LOSS,
                    "expected " + form.getSimpleName() + " in an operation, found type=" + any.getTypeUrl(),
                    e);
        }
    }
}
