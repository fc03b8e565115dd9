package io.heliograph.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
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
