package io.heliograph.server.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.heliograph.v1.ErrorReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what went wrong into a status; the only class that knows status codes.
 *
 * <p>Every status carries an {@code ErrorInfo}. What nobody foresaw is logged and told as ENGINE_FAILED, so that no request
 * is answered with UNKNOWN or INTERNAL.
 */
public final class StatusMapper {
    /** Domain of every reason. */
    public static final String DOMAIN = "heliograph";

    private static final int LONGEST_MESSAGE = 1_000;
    private static final String PREFIX = "ERROR_REASON_";
    private static final Logger LOG = LoggerFactory.getLogger(StatusMapper.class);

    private StatusMapper() {}

    /** The status of a failure, with its details in the trailers. */
    public static StatusRuntimeException toStatus(Throwable failure) {
        if (failure instanceof Rejection rejection) {
            return status(rejection);
        } else if (failure instanceof StatusRuntimeException status && isForeseen(status.getStatus())) {
            return status;
        } else if (failure instanceof StatusException status && isForeseen(status.getStatus())) {
            return new StatusRuntimeException(status.getStatus(), status.getTrailers());
        }
        return status(toRejection(failure));
    }

    /** What callers are told of a failure: itself where it is a rejection; what nobody foresaw is logged. */
    public static Rejection toRejection(Throwable failure) {
        if (failure instanceof Rejection rejection) {
            return rejection;
        }
        LOG.error("a call failed for a reason nobody foresaw", failure);
        return new Rejection(
                ErrorReason.ERROR_REASON_ENGINE_FAILED,
                "expected an answer, found a fault of the engine: fault="
                        + failure.getClass().getSimpleName());
    }

    /** The name of a reason as it travels. */
    public static String name(ErrorReason reason) {
        return reason.name().substring(PREFIX.length());
    }

    /** The status of a call whose requests the library did not make sense of. */
    static StatusRuntimeException ofMalformedCall(Status status) {
        return status(new Rejection(
                ErrorReason.ERROR_REASON_REQUEST_INVALID,
                "expected the requests that the method takes, found problem=" + status.getDescription()));
    }

    /** Whether a status may be told as it is. */
    static boolean isForeseen(Status status) {
        return status.getCode() != Status.Code.UNKNOWN && status.getCode() != Status.Code.INTERNAL;
    }

    private static StatusRuntimeException status(Rejection rejection) {
        return StatusProto.toStatusRuntimeException(toMessage(rejection));
    }

    /** Why, for programs. */
    public static ErrorInfo toErrorInfo(Rejection rejection) {
        return ErrorInfo.newBuilder()
                .setReason(name(rejection.reason()))
                .setDomain(DOMAIN)
                .putAllMetadata(rejection.metadata())
                .build();
    }

    /** The status of a rejection as part of an answer. */
    public static com.google.rpc.Status toMessage(Rejection rejection) {
        com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
                .setCode(code(rejection.reason()).value())
                .setMessage(cut(rejection.getMessage()))
                .addDetails(Any.pack(toErrorInfo(rejection)));
        if (!rejection.violations().isEmpty()) {
            BadRequest.Builder badRequest = BadRequest.newBuilder();
            for (Rejection.Violation violation : rejection.violations()) {
                badRequest
                        .addFieldViolationsBuilder()
                        .setField(violation.field())
                        .setDescription(violation.description());
            }
            status.addDetails(Any.pack(badRequest.build()));
        }
        rejection
                .retryAfter()
                .ifPresent(delay -> status.addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder()
                                .setSeconds(delay.toSeconds())
                                .setNanos(delay.toNanosPart()))
                        .build())));
        for (Message detail : rejection.details()) {
            status.addDetails(Any.pack(detail));
        }
        return status.build();
    }

    /** A client reads at most 8 KiB of trailers, details included. */
    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }

    private static Status.Code code(ErrorReason reason) {
        return switch (reason) {
            case ERROR_REASON_REQUEST_INVALID,
                    ERROR_REASON_PAGE_SIZE_INVALID,
                    ERROR_REASON_PAGE_TOKEN_INVALID,
                    ERROR_REASON_FILTER_INVALID,
                    ERROR_REASON_ORDER_BY_INVALID,
                    ERROR_REASON_READ_MASK_INVALID,
                    ERROR_REASON_RESUME_TOKEN_INVALID,
                    ERROR_REASON_STRATEGY_INVALID,
                    ERROR_REASON_TIMEFRAME_NOT_AVAILABLE,
                    ERROR_REASON_BATCH_TOO_LARGE,
                    ERROR_REASON_SOURCE_SEQUENCE_INVALID,
                    ERROR_REASON_REQUEST_ID_REUSED -> Status.Code.INVALID_ARGUMENT;
            case ERROR_REASON_STREAM_NOT_OPEN,
                    ERROR_REASON_STREAM_ALREADY_OPEN,
                    ERROR_REASON_SEQUENCE_GAP,
                    ERROR_REASON_STALE_SOURCE_EPOCH,
                    ERROR_REASON_NUMBERING_MISMATCH,
                    ERROR_REASON_SOURCE_CHANGED,
                    ERROR_REASON_JOURNAL_MISMATCH,
                    ERROR_REASON_EPOCH_ENDED,
                    ERROR_REASON_INSTRUMENT_SETTLED,
                    ERROR_REASON_STRATEGY_NOT_APPLICABLE,
                    ERROR_REASON_STRATEGY_FAILED,
                    ERROR_REASON_OPERATION_NOT_DONE,
                    ERROR_REASON_STORE_DISABLED,
                    ERROR_REASON_SEALS_DISABLED -> Status.Code.FAILED_PRECONDITION;
            case ERROR_REASON_OPERATION_CANCELLED -> Status.Code.CANCELLED;
            case ERROR_REASON_SOURCE_TAKEN_OVER -> Status.Code.ABORTED;
            case ERROR_REASON_SEQUENCE_COMPACTED, ERROR_REASON_SEQUENCE_IN_FUTURE -> Status.Code.OUT_OF_RANGE;
            case ERROR_REASON_SIGNAL_NOT_FOUND,
                    ERROR_REASON_STRATEGY_NOT_FOUND,
                    ERROR_REASON_SOURCE_NOT_FOUND,
                    ERROR_REASON_OPERATION_NOT_FOUND,
                    ERROR_REASON_INSTRUMENT_NOT_FOUND -> Status.Code.NOT_FOUND;
            case ERROR_REASON_IN_FLIGHT_EXCEEDED,
                    ERROR_REASON_SLOW_CONSUMER,
                    ERROR_REASON_STORAGE_LOW,
                    ERROR_REASON_RATE_LIMITED,
                    ERROR_REASON_TOO_MANY_INSTRUMENTS,
                    ERROR_REASON_TOO_MANY_SOURCES,
                    ERROR_REASON_TOO_MANY_STRATEGIES,
                    ERROR_REASON_STATE_LIMIT,
                    ERROR_REASON_RESULT_TOO_LARGE,
                    ERROR_REASON_TOO_MANY_SUBSCRIPTIONS -> Status.Code.RESOURCE_EXHAUSTED;
            case ERROR_REASON_STORE_BEHIND,
                    ERROR_REASON_STORE_UNAVAILABLE,
                    ERROR_REASON_RECOVERING,
                    ERROR_REASON_SHUTTING_DOWN,
                    ERROR_REASON_BUSY,
                    ERROR_REASON_ENGINE_FAILED -> Status.Code.UNAVAILABLE;
            case ERROR_REASON_LEVEL_NOT_REACHED -> Status.Code.DEADLINE_EXCEEDED;
            case ERROR_REASON_UNAUTHENTICATED -> Status.Code.UNAUTHENTICATED;
            case ERROR_REASON_PERMISSION_DENIED -> Status.Code.PERMISSION_DENIED;
            case ERROR_REASON_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("expected a reason that is sent: reason=" + reason);
        };
    }
}
