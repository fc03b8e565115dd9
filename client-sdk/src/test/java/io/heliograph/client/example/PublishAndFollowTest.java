package io.heliograph.client.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import io.heliograph.v1.Ack;
import io.heliograph.v1.MarketDataServiceGrpc.MarketDataServiceImplBase;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.Side;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalBatch;
import io.heliograph.v1.SignalServiceGrpc.SignalServiceImplBase;
import io.heliograph.v1.SourceOpened;
import io.heliograph.v1.StreamSignalsRequest;
import io.heliograph.v1.StreamSignalsResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublishAndFollowTest {
    private final CompletableFuture<StreamObserver<StreamSignalsResponse>> subscriber = new CompletableFuture<>();

    @Test
    void shouldPrintTheSignalThatComesOfTheTrades() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Market())
                .addService(new Signals())
                .build()
                .start();

        PublishAndFollow.run("127.0.0.1:" + server.getPort(), new PrintStream(printed, true, StandardCharsets.UTF_8));
        server.shutdownNow().awaitTermination();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("SPY SIDE_BUY 471.0", "resume with token1");
    }

    @Test
    void shouldStandInTheReadmeAsItIsCompiled() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/heliograph/client/example/PublishAndFollow.java"));
        String example = source.substring(
                        source.indexOf("// tag::readme[]\n") + 17, source.indexOf("    // end::readme[]"))
                .stripTrailing()
                .stripIndent()
                .strip();

        assertThat(Files.readString(Path.of("README.md"))).contains(example);
    }

    /** Acknowledges everything, and makes a signal of the watermark. */
    private final class Market extends MarketDataServiceImplBase {
        @Override
        public StreamObserver<PublishMarketDataRequest> publishMarketData(
                StreamObserver<PublishMarketDataResponse> responses) {
            return new StreamObserver<>() {
                private long answered;

                @Override
                public void onNext(PublishMarketDataRequest request) {
                    if (request.hasOpen()) {
                        responses.onNext(PublishMarketDataResponse.newBuilder()
                                .setOpened(SourceOpened.newBuilder()
                                        .setMaxEventsInFlight(1_000)
                                        .setMaxBatchEvents(100))
                                .build());
                        return;
                    }
                    answered += request.getBatch().getEventsCount();
                    if (request.getBatch().getEventsList().stream().anyMatch(MarketEvent::hasWatermark)) {
                        signal();
                    }
                    responses.onNext(PublishMarketDataResponse.newBuilder()
                            .setAck(Ack.newBuilder().setAnswered(answered))
                            .build());
                }

                @Override
                public void onError(Throwable thrown) {
                    subscriber.completeExceptionally(thrown);
                }

                @Override
                public void onCompleted() {
                    responses.onCompleted();
                }
            };
        }

        private void signal() {
            subscriber
                    .join()
                    .onNext(StreamSignalsResponse.newBuilder()
                            .setBatch(SignalBatch.newBuilder()
                                    .addSignals(Signal.newBuilder()
                                            .setSymbol("SPY")
                                            .setSide(Side.SIDE_BUY)
                                            .setReferencePrice(471))
                                    .setEndOfEvent(true)
                                    .setResumeToken("token1"))
                            .build());
        }
    }

    /** Remembers who follows. */
    private final class Signals extends SignalServiceImplBase {
        @Override
        public void streamSignals(StreamSignalsRequest request, StreamObserver<StreamSignalsResponse> responses) {
            subscriber.complete(responses);
        }
    }
}
