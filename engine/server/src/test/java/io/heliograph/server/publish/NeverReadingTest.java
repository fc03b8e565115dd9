package io.heliograph.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.heliograph.client.SubscriptionRequest;
import io.heliograph.codec.output.Side;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A subscriber that opens a stream through the real transport and takes nothing. */
final class NeverReadingTest {
    @Test
    void shouldBeBoundedAndClosedWhileOthersAreServed() throws IOException {
        Outputs outputs = new Outputs().padded(20_000);
        try (Desk desk = new Desk(outputs.log())) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", desk.port())
                    .usePlaintext()
                    .build();
            Sleeper sleeper = new Sleeper();
            SignalServiceGrpc.newStub(channel).streamSignals(StreamSignalsRequest.getDefaultInstance(), sleeper);
            Recorder reader = desk.follow(SubscriptionRequest.fromEarliest());
            desk.until(() -> desk.publishing().subscribers() == 2 && reader.isCaughtUp());

            for (int i = 1; i <= 500; i++) {
                int sent = i;
                outputs.signal("SPY", "trend", Side.BUY);
                desk.until(() -> reader.signals().size() == sent);
            }
            desk.work();
            desk.clock().advance(Duration.ofSeconds(31));
            desk.until(() -> desk.publishing().subscribers() == 1);

            assertThat(reader.sequences()).hasSize(500);
            assertThat(reader.isClosed()).isFalse();
            sleeper.wake();
            desk.until(() -> sleeper.failure != null);
            ErrorInfo info =
                    StatusProto.fromThrowable(sleeper.failure).getDetails(0).unpack(ErrorInfo.class);
            assertThat(info.getReason()).isEqualTo("SLOW_CONSUMER");
            Guarantees guarantees = new Guarantees();
            guarantees.take(sleeper.messages);
            long place =
                    ResumeToken.parse(info.getMetadataOrThrow("resume_token")).sequence();
            assertThat(place).isEqualTo(guarantees.position()).isBetween(1L, 200L);
            Recorder resumed = desk.follow(SubscriptionRequest.resume(info.getMetadataOrThrow("resume_token")));
            desk.until(resumed::isCaughtUp);
            assertThat(resumed.sequences()).hasSize((int) (500 - place)).isSorted();
            channel.shutdownNow();
        }
    }

    /** Takes nothing until it is woken. */
    private static final class Sleeper implements ClientResponseObserver<StreamSignalsRequest, StreamSignalsResponse> {
        private final List<StreamSignalsResponse> messages = new CopyOnWriteArrayList<>();

        private volatile ClientCallStreamObserver<StreamSignalsRequest> call;
        private volatile Throwable failure;

        void wake() {
            call.request(100_000);
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<StreamSignalsRequest> stream) {
            call = stream;
            stream.disableAutoRequestWithInitial(0);
        }

        @Override
        public void onNext(StreamSignalsResponse message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onCompleted() {
            failure = new AssertionError("it should have been closed with a reason");
        }
    }
}
