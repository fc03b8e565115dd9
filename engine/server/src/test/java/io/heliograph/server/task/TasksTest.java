package io.heliograph.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Int64Value;
import com.google.rpc.ErrorInfo;
import io.heliograph.server.rpc.Gate;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.testkit.ManualClock;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.OperationState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The test is the workers: a loop runs when it is told to. */
class TasksTest {
    private static final TaskLimits LIMITS = new TaskLimits(1, 2, 3, Duration.ofHours(1), 4);

    private final ManualClock clock = ManualClock.at("2024-01-02T00:00:00Z");
    private final Deque<Runnable> loops = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Tasks tasks = new Tasks(LIMITS, loops::add, clock::nowNs, clock::nowNs);

    @Test
    void shouldTellHowFarATaskIsAndWhatItCameTo() throws Exception {
        List<OperationProgress> seen = new ArrayList<>();
        Operation submitted = tasks.submit("Count", TaskPriority.NORMAL, progress -> {
            clock.advance(Duration.ofSeconds(2));
            progress.at(100, 400);
            seen.add(progress(tasks.list().get(0)));
            return outcome(7);
        });

        work();

        assertThat(submitted.getDone()).isFalse();
        assertThat(progress(submitted).getState()).isEqualTo(OperationState.OPERATION_STATE_QUEUED);
        assertThat(seen.get(0).getState()).isEqualTo(OperationState.OPERATION_STATE_RUNNING);
        assertThat(seen.get(0).getEventsPerSecond()).isEqualTo(50);
        assertThat(seen.get(0).getRemaining().getSeconds()).isEqualTo(6);
        Operation ended = tasks.get(submitted.getName());
        assertThat(ended.getDone()).isTrue();
        assertThat(ended.getResponse().unpack(Int64Value.class).getValue()).isEqualTo(7);
        assertThat(progress(ended).getState()).isEqualTo(OperationState.OPERATION_STATE_SUCCEEDED);
        assertThat(progress(ended).getEndTime().getSeconds()
                        - progress(ended).getCreateTime().getSeconds())
                .isEqualTo(2);
        assertThat(tasks.end(submitted.getName())).isDone();
    }

    @Test
    void shouldTakeTheMostUrgentFirstAndElseTheOldest() {
        Tasks wide = new Tasks(new TaskLimits(1, 9, 9, Duration.ofHours(1), 4), loops::add, clock::nowNs, clock::nowNs);
        for (String each : List.of("low", "normal", "normal too", "high")) {
            TaskPriority priority = each.equals("low")
                    ? TaskPriority.LOW
                    : each.equals("high") ? TaskPriority.HIGH : TaskPriority.NORMAL;
            wide.submit("Note", priority, progress -> note(each));
        }

        List<Integer> before = wide.list().stream()
                .map(TasksTest::progressOf)
                .map(OperationProgress::getQueuedBefore)
                .toList();
        work();

        assertThat(before).containsExactly(3, 1, 2, 0);
        assertThat(done).containsExactly("high", "normal", "normal too", "low");
    }

    @Test
    void shouldRefuseWhatTheQueueHasNoRoomForAndTakeItLater() {
        submit("one", TaskPriority.NORMAL);
        submit("two", TaskPriority.NORMAL);

        Rejection full = catchThrowableOfType(Rejection.class, () -> submit("three", TaskPriority.NORMAL));
        work();
        submit("three", TaskPriority.NORMAL);
        work();

        assertThat(full.reason()).isEqualTo(ErrorReason.ERROR_REASON_BUSY);
        assertThat(full.retryAfter()).isPresent();
        assertThat(full).hasMessageContaining("limit=2");
        assertThat(done).containsExactly("one", "two", "three");
    }

    @Test
    void shouldNotHoldMoreLoopsThanWorkersWhateverIsSubmittedAndCancelled() {
        for (int i = 0; i < 100; i++) {
            tasks.cancel(submit("n" + i, TaskPriority.NORMAL).getName());
        }

        assertThat(loops).hasSize(1);
        work();
        assertThat(done).isEmpty();
    }

    @Test
    void shouldEndAWaitingTaskAtOnceWhenItIsCancelled() throws Exception {
        Operation waiting = submit("never", TaskPriority.NORMAL);

        tasks.cancel(waiting.getName());

        assertThat(tasks.end(waiting.getName())).isDone();
        assertCancelled(tasks.get(waiting.getName()), "OPERATION_CANCELLED");
        work();
        assertThat(done).isEmpty();
    }

    @Test
    void shouldEndATaskAtWorkWhenItNextTellsItsProgress() throws Exception {
        List<Operation> asked = new ArrayList<>();
        Operation running = tasks.submit("Long", TaskPriority.NORMAL, progress -> {
            String name = tasks.list().get(0).getName();
            progress.at(1, 10);
            tasks.cancel(name);
            tasks.cancel(name);
            asked.add(tasks.get(name));
            progress.at(2, 10);
            return note("too far");
        });

        work();

        assertThat(progress(asked.get(0)).getState()).isEqualTo(OperationState.OPERATION_STATE_CANCELLING);
        assertThat(asked.get(0).getDone()).isFalse();
        assertThat(done).isEmpty();
        assertCancelled(tasks.get(running.getName()), "OPERATION_CANCELLED");
    }

    @Test
    void shouldKeepTheResponseOfWhatWasCancelledTooLate() {
        Operation running = tasks.submit("Short", TaskPriority.NORMAL, progress -> {
            tasks.cancel(tasks.list().get(0).getName());
            return note("done all the same");
        });

        work();
        tasks.cancel(running.getName());

        assertThat(tasks.get(running.getName()).hasResponse()).isTrue();
    }

    @Test
    void shouldTellWhyATaskFailedAndHideWhatNobodyForesaw() throws Exception {
        Operation refused = tasks.submit("Refused", TaskPriority.NORMAL, progress -> {
            throw new Rejection(ErrorReason.ERROR_REASON_STATE_LIMIT, "expected less");
        });
        Operation broken = tasks.submit("Broken", TaskPriority.NORMAL, progress -> {
            throw new IllegalStateException("a secret of ours");
        });

        work();

        Operation first = tasks.get(refused.getName());
        assertThat(reason(first)).isEqualTo("STATE_LIMIT");
        assertThat(progress(first).getState()).isEqualTo(OperationState.OPERATION_STATE_FAILED);
        Operation second = tasks.get(broken.getName());
        assertThat(reason(second)).isEqualTo("ENGINE_FAILED");
        assertThat(second.getError().getMessage()).doesNotContain("secret");
    }

    @Test
    void shouldGoOnWithTheNextWhereAnErrorTookTheThread() throws Exception {
        Operation broken = tasks.submit("Broken", TaskPriority.NORMAL, progress -> {
            throw new StackOverflowError();
        });
        submit("next", TaskPriority.NORMAL);

        assertThatThrownBy(this::work).isInstanceOf(StackOverflowError.class);
        work();

        assertThat(tasks.end(broken.getName())).isDone();
        assertThat(reason(tasks.get(broken.getName()))).isEqualTo("ENGINE_FAILED");
        assertThat(done).containsExactly("next");
    }

    @Test
    void shouldForgetTheOldestThatEndedByNumberAndByAge() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            names.add(submit("n" + i, TaskPriority.NORMAL).getName());
            work();
            clock.advance(Duration.ofMinutes(10));
        }

        List<String> byNumber = tasks.list().stream().map(Operation::getName).toList();
        clock.advance(Duration.ofMinutes(45));
        List<String> byAge = tasks.list().stream().map(Operation::getName).toList();

        assertThat(byNumber).isEqualTo(names.subList(2, 5));
        assertThat(byAge).isEqualTo(names.subList(4, 5));
        assertThatThrownBy(() -> tasks.get(names.get(0)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_OPERATION_NOT_FOUND));
    }

    @Test
    void shouldDeleteOnlyWhatEnded() {
        Operation operation = submit("one", TaskPriority.NORMAL);

        assertThatThrownBy(() -> tasks.delete(operation.getName()))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_OPERATION_NOT_DONE));
        work();
        tasks.delete(operation.getName());

        assertThat(tasks.list()).isEmpty();
    }

    @Test
    void shouldEndEverythingWithTheReasonOfTheStop() throws Exception {
        Operation running = tasks.submit("Long", TaskPriority.NORMAL, progress -> {
            tasks.close(Gate.stopping());
            progress.at(2, 10);
            return note("too far");
        });
        Operation waiting = submit("never", TaskPriority.NORMAL);

        work();

        assertCancelled(tasks.get(running.getName()), "SHUTTING_DOWN");
        assertCancelled(tasks.get(waiting.getName()), "SHUTTING_DOWN");
        assertThat(done).isEmpty();
        assertThatThrownBy(() -> submit("late", TaskPriority.NORMAL))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_SHUTTING_DOWN));
    }

    @Test
    void shouldNotNameAnOperationAsAnEngineBeforeDid() {
        String before = submit("one", TaskPriority.NORMAL).getName();
        clock.advance(Duration.ofMillis(1));

        String after = new Tasks(LIMITS, loops::add, clock::nowNs, clock::nowNs)
                .submit("Note", TaskPriority.NORMAL, progress -> note("one"))
                .getName();

        assertThat(after).startsWith(Tasks.PREFIX).isNotEqualTo(before);
    }

    private Operation submit(String what, TaskPriority priority) {
        return tasks.submit("Note", priority, progress -> note(what));
    }

    private Outcome note(String what) {
        done.add(what);
        return outcome(done.size());
    }

    private void work() {
        while (!loops.isEmpty()) {
            loops.poll().run();
        }
    }

    private static Outcome outcome(long value) {
        return new Outcome(Int64Value.of(value), List.of());
    }

    private static void assertCancelled(Operation operation, String reason) throws Exception {
        assertThat(operation.getDone()).isTrue();
        assertThat(progress(operation).getState()).isEqualTo(OperationState.OPERATION_STATE_CANCELLED);
        assertThat(reason(operation)).isEqualTo(reason);
    }

    private static String reason(Operation operation) throws Exception {
        for (Any detail : operation.getError().getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                return detail.unpack(ErrorInfo.class).getReason();
            }
        }
        return "";
    }

    private static OperationProgress progress(Operation operation) throws Exception {
        return operation.getMetadata().unpack(OperationProgress.class);
    }

    private static OperationProgress progressOf(Operation operation) {
        try {
            return progress(operation);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
