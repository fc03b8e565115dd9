package io.heliograph.server.task;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.OperationPriority;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.OperationState;

/** Tasks in the form of the wire. */
final class OperationMapper {
    private static final long SECOND = 1_000_000_000L;

    private OperationMapper() {}

    static Operation map(Task task, int before) {
        Operation.Builder operation = Operation.newBuilder()
                .setName(task.name())
                .setMetadata(Any.pack(progress(task, before)))
                .setDone(task.state().isFinal());
        switch (task.state()) {
            case QUEUED, RUNNING, CANCELLING -> {
                // It has neither yet.
            }
            case SUCCEEDED -> operation.setResponse(Any.pack(task.outcome().response()));
            case FAILED, CANCELLED -> operation.setError(StatusMapper.toMessage(task.failure()));
        }
        return operation.build();
    }

    private static OperationProgress progress(Task task, int before) {
        Task.Report report = task.report();
        OperationProgress.Builder progress = OperationProgress.newBuilder()
                .setKind(task.kind())
                .setState(state(task.state()))
                .setPriority(priority(task.priority()))
                .setQueuedBefore(before)
                .setEventsDone(report.done())
                .setEventsTotal(report.total())
                .setCreateTime(time(task.createdNs()));
        if (report.done() > 0 && report.nanos() > 0) {
            double perSecond = report.done() / (report.nanos() / (double) SECOND);
            progress.setEventsPerSecond(perSecond);
            if (!task.state().isFinal()) {
                progress.setRemaining(duration(Math.max(0, report.total() - report.done()) / perSecond));
            }
        }
        if (task.takenNs() > 0) {
            progress.setStartTime(time(task.takenNs()));
        }
        if (task.endedNs() > 0) {
            progress.setEndTime(time(task.endedNs()));
        }
        return progress.build();
    }

    private static OperationState state(TaskState state) {
        return switch (state) {
            case QUEUED -> OperationState.OPERATION_STATE_QUEUED;
            case RUNNING -> OperationState.OPERATION_STATE_RUNNING;
            case CANCELLING -> OperationState.OPERATION_STATE_CANCELLING;
            case SUCCEEDED -> OperationState.OPERATION_STATE_SUCCEEDED;
            case FAILED -> OperationState.OPERATION_STATE_FAILED;
            case CANCELLED -> OperationState.OPERATION_STATE_CANCELLED;
        };
    }

    private static OperationPriority priority(TaskPriority priority) {
        return switch (priority) {
            case HIGH -> OperationPriority.OPERATION_PRIORITY_HIGH;
            case NORMAL -> OperationPriority.OPERATION_PRIORITY_NORMAL;
            case LOW -> OperationPriority.OPERATION_PRIORITY_LOW;
        };
    }

    private static Duration duration(double seconds) {
        long whole = (long) seconds;
        return Duration.newBuilder()
                .setSeconds(whole)
                .setNanos((int) ((seconds - whole) * SECOND))
                .build();
    }

    private static Timestamp time(long epochNs) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(epochNs, SECOND))
                .setNanos((int) Math.floorMod(epochNs, SECOND))
                .build();
    }
}
