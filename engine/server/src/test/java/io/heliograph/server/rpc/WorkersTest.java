package io.heliograph.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WorkersTest {
    @Test
    void shouldAnswerACallerWhoseQuestionOverflowsTheStack() {
        try (Workers workers = new Workers("test", 1, 1)) {
            Box box = new Box();
            workers.answer(box, WorkersTest::endless);
            Throwable failure = box.end.orTimeout(10, TimeUnit.SECONDS).join();

            assertThat(failure).isInstanceOf(StatusRuntimeException.class);
            assertThat(((StatusRuntimeException) failure).getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void shouldTellOfAMappedFileThatFailedAndOfNothingElse() {
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        InternalError fault = new InternalError("a fault occurred in a recent unsafe memory access operation");
        try (Workers workers = new Workers("test", 1, 8, told::add)) {
            Box usual = new Box();
            workers.answer(usual, () -> {
                throw new IllegalStateException("broken");
            });
            usual.end.orTimeout(10, TimeUnit.SECONDS).join();
            Box wrapped = new Box();
            workers.answer(wrapped, () -> {
                throw new IllegalStateException("the segment cannot be read", fault);
            });
            wrapped.end.orTimeout(10, TimeUnit.SECONDS).join();
            workers.execute(() -> {
                throw fault;
            });
        }

        assertThat(told).hasSize(2);
        assertThat(told.remove()).hasCause(fault);
        assertThat(told.remove()).isSameAs(fault);
    }

    private static String endless() {
        return endless() + endless();
    }

    private static final class Box implements StreamObserver<String> {
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();

        @Override
        public void onNext(String answer) {
            end.completeExceptionally(new AssertionError("answered: " + answer));
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure);
        }

        @Override
        public void onCompleted() {
            end.completeExceptionally(new AssertionError("completed"));
        }
    }
}
