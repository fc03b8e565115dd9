package io.heliograph.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.heliograph.v1.StrategyProblems;

/**
 * Turns what gRPC throws into a {@link HeliographException}; the only place that reads the details of a status.
 *
 * <p>Thread-safe.
 */
final class ErrorMapper {
    private final String target;

    private volatile boolean closed;

    ErrorMapper(String target) {
        this.target = target;
    }

    /** From now on a call that fails without a reason of the engine's does so because this client was closed. */
    void close() {
        closed = true;
    }

    /** The same trouble in our words. */
    HeliographException map(Throwable thrown) {
        if (thrown instanceof HeliographException known) {
            return known;
        }
        Status status = Status.fromThrowable(thrown);
        HeliographException.Details details = details(thrown);
        if (closed && details.info.getReason().isEmpty()) {
            return new HeliographException(Status.Code.CANCELLED, "the client was closed: target=" + target, thrown);
        }
        return new HeliographException(status.getCode(), message(status, details), details, thrown);
    }

    private static HeliographException.Details details(Throwable thrown) {
        HeliographException.Details details = new HeliographException.Details();
        com.google.rpc.Status status = StatusProto.fromThrowable(thrown);
        if (status == null) {
            return details;
        }
        for (Any detail : status.getDetailsList()) {
            try {
                unpack(detail, details);
            } catch (InvalidProtocolBufferException damaged) {
                // The status itself is still good: tell it, and keep what could not be read beside it.
                thrown.addSuppressed(damaged);
            }
        }
        return details;
    }

    private static void unpack(Any detail, HeliographException.Details details) throws InvalidProtocolBufferException {
        if (detail.is(ErrorInfo.class)) {
            ErrorInfo info = detail.unpack(ErrorInfo.class);
            if (info.getDomain().equals(HeliographException.DOMAIN)) {
                details.info = info;
            }
        } else if (detail.is(RetryInfo.class)) {
            details.retry = detail.unpack(RetryInfo.class);
        } else if (detail.is(BadRequest.class)) {
            details.badRequest = detail.unpack(BadRequest.class);
        } else if (detail.is(StrategyProblems.class)) {
            details.problems = detail.unpack(StrategyProblems.class);
        }
    }

    private String message(Status status, HeliographException.Details details) {
        String said = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        if (!details.info.getReason().isEmpty()) {
            return details.info.getReason() + ": " + said;
        }
        if (status.getCause() instanceof InterruptedException) {
            return "interrupted while waiting for the answer: target=" + target;
        }
        if (status.getCode() == Status.Code.CANCELLED && status.getCause() != null) {
            return "a listener threw, which ends the stream: " + status.getCause();
        }
        return switch (status.getCode()) {
            case UNAVAILABLE ->
                "the engine cannot be reached: target=" + target + ": " + said
                        + ": is it running, and is this its address?";
            case DEADLINE_EXCEEDED -> "the engine did not answer in time: target=" + target + ": " + said;
            default -> status.getCode() + ": target=" + target + ": " + said;
        };
    }
}
