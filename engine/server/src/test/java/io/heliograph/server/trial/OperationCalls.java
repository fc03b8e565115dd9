package io.heliograph.server.trial;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.ListOperationsResponse;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Calls of the standard service, for tests. */
final class OperationCalls {
    private final Channel channel;

    OperationCalls(Channel channel) {
        this.channel = channel;
    }

    Operation getOperation(UnaryOperator<GetOperationRequest.Builder> request) {
        return stub().getOperation(
                        request.apply(GetOperationRequest.newBuilder()).build());
    }

    /** The names of all, in pages of one. */
    List<String> listed() {
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            ListOperationsResponse page = stub().listOperations(ListOperationsRequest.newBuilder()
                    .setName("operations")
                    .setPageSize(1)
                    .setPageToken(token)
                    .build());
            page.getOperationsList().forEach(operation -> names.add(operation.getName()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return names;
    }

    void delete(String name) {
        stub().deleteOperation(DeleteOperationRequest.newBuilder().setName(name).build());
    }

    void cancel(String name) {
        stub().cancelOperation(CancelOperationRequest.newBuilder().setName(name).build());
    }

    static <T extends Message> T unpack(Any any, Class<T> form) {
        try {
            return any.unpack(form);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private OperationsGrpc.OperationsBlockingStub stub() {
        return OperationsGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }
}
