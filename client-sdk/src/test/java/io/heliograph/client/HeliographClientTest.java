package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.heliograph.v1.AdminServiceGrpc.AdminServiceImplBase;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.ApplyStrategyResponse;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.CoreSnapshot;
import io.heliograph.v1.CreateSnapshotRequest;
import io.heliograph.v1.CreateSnapshotResponse;
import io.heliograph.v1.EngineState;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GetEngineStatusRequest;
import io.heliograph.v1.GetEngineStatusResponse;
import io.heliograph.v1.GetStrategyRequest;
import io.heliograph.v1.GetStrategyResponse;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.InstrumentDeclaration;
import io.heliograph.v1.LatestSignals;
import io.heliograph.v1.ListSignalsRequest;
import io.heliograph.v1.ListStrategiesRequest;
import io.heliograph.v1.ListStrategiesResponse;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.RemoveStrategyRequest;
import io.heliograph.v1.RemoveStrategyResponse;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalView;
import io.heliograph.v1.Strategy;
import io.heliograph.v1.StrategyProblem;
import io.heliograph.v1.StrategyProblems;
import io.heliograph.v1.StrategyServiceGrpc.StrategyServiceImplBase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeliographClientTest {
    private static final StrategyProblem PROBLEM = StrategyProblem.newBuilder()
            .setKey("buy")
            .setLine(14)
            .setColumn(1)
            .setMessage("choose an output")
            .build();

    private static final MarketEvent TRADE = MarketEvents.trade("SPY", 1, 2, 3);

    private final FakeSignals signals = new FakeSignals();
    private FakeEngine engine;
    private HeliographClient client;

    @BeforeEach
    void connect() throws Exception {
        engine = new FakeEngine(signals, new FakeMarketData(), new FakeStrategies(), new FakeAdmin());
        client = engine.client();
    }

    @AfterEach
    void disconnect() {
        client.close();
        engine.close();
    }

    @Test
    void shouldAskForASignalByIdOrSequence() {
        assertThat(client.signals().get("abcdefghij234567").getSignalId()).isEqualTo("abcdefghij234567");
        assertThat(client.signals().get(42).getSequence()).isEqualTo(42);
    }

    @Test
    void shouldAskWhatTheEngineKnows() {
        assertThat(client.engineStatus().getState()).isEqualTo(EngineState.ENGINE_STATE_SERVING);
        assertThat(client.createSnapshot().getEventSequence()).isEqualTo(7);
        assertThat(client.market().source("feed").getSourceId()).isEqualTo("feed");
        assertThat(client.market().instruments("SPY"))
                .extracting(Instrument::getSymbol, Instrument::getNumber)
                .containsExactly(tuple("SPY", 0), tuple("SPY", 1));
        assertThat(client.strategies().all())
                .extracting(Strategy::getStrategyId)
                .containsExactly("momentum", "trend");
        assertThat(client.strategies().get("trend").getText()).isEqualTo("id = trend");
        assertThat(client.signals().latest(List.of("SPY", "NONE")))
                .extracting(
                        LatestSignals::getSymbol, latest -> latest.getStatus().getCode())
                .containsExactly(tuple("SPY", 0), tuple("NONE", Status.Code.NOT_FOUND.value()));
    }

    @Test
    void shouldTellTheEngineWhatToDo() {
        BatchPublishMarketDataRequest batch =
                BatchPublishMarketDataRequest.newBuilder().addEvents(TRADE).build();
        InstrumentDeclaration declaration =
                InstrumentDeclaration.newBuilder().setPattern("S*").build();

        assertThat(client.publishBatch(batch).getAck().getAnswered()).isEqualTo(1);
        assertThat(client.market().applyInstruments(List.of(declaration), false).getEffectiveSequence())
                .isEqualTo(9);
        assertThat(client.market().applyInstruments(List.of(declaration), true).getDeclarationsList())
                .containsExactly(declaration);
        assertThat(client.strategies().remove("trend")).isEqualTo(12);
    }

    @Test
    void shouldSayThatItWasInterrupted() {
        Thread.currentThread().interrupt();

        HeliographException interrupted = catchThrowableOfType(
                HeliographException.class, () -> client.signals().get(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.code()).isEqualTo(Status.Code.CANCELLED);
        assertThat(interrupted).hasMessageContaining("interrupted");
    }

    @Test
    void shouldCallListenersOnItsOwnThreadsUnlessTold() throws Exception {
        try (HeliographClient direct = HeliographClient.builder()
                .target(engine.target())
                .directCallbacks()
                .build()) {
            assertThat(threadOfCallbacks(client)).startsWith("heliograph-client-");
            assertThat(threadOfCallbacks(direct)).doesNotStartWith("heliograph-client-");
        }
    }

    @Test
    void shouldTellTheWholeErrorWhenTheEngineRefuses() {
        signals.refusal = FakeEngine.error(
                Status.Code.UNAVAILABLE,
                "RECOVERING",
                Map.of("events_done", "10", "events_total", "40"),
                "replaying the journal: events_done=10 events_total=40",
                RetryInfo.newBuilder()
                        .setRetryDelay(Nanos.toProto(Duration.ofMillis(1500)))
                        .build(),
                BadRequest.newBuilder()
                        .addFieldViolations(
                                BadRequest.FieldViolation.newBuilder().setField("signal_id"))
                        .build());

        HeliographException refused = catchThrowableOfType(
                HeliographException.class, () -> client.signals().get(1));

        assertThat(refused.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(refused.is(ErrorReason.ERROR_REASON_RECOVERING)).isTrue();
        assertThat(refused).hasMessage("RECOVERING: replaying the journal: events_done=10 events_total=40");
        assertThat(refused.metadata()).isEqualTo(Map.of("events_done", "10", "events_total", "40"));
        assertThat(refused.retryDelay()).contains(Duration.ofMillis(1500));
        assertThat(refused.violations())
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("signal_id");
    }

    @Test
    void shouldTellTheProblemsOfAStrategy() {
        HeliographException refused = catchThrowableOfType(
                HeliographException.class, () -> client.strategies().apply("buy = wrong", Map.of("n", 21.0)));

        assertThat(refused.reason()).isEqualTo("STRATEGY_INVALID");
        assertThat(refused.problems()).containsExactly(PROBLEM);
        assertThat(client.strategies().check("buy = wrong", Map.of()).getProblemsList())
                .containsExactly(PROBLEM);
    }

    @Test
    void shouldSayWhereItLookedWhenNobodyIsThere() throws IOException {
        String target = "127.0.0.1:" + freePort();
        try (HeliographClient lost = HeliographClient.builder().target(target).build()) {
            HeliographException refused = catchThrowableOfType(HeliographException.class, lost::engineStatus);

            assertThat(refused.code()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(refused.reason()).isEmpty();
            assertThat(refused).hasMessageContaining("target=" + target);
        }
    }

    @Test
    void shouldGiveUpAtTheDeadline() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0);
                HeliographClient hasty = HeliographClient.builder()
                        .target("127.0.0.1:" + deaf.getLocalPort())
                        .deadline(Duration.ofMillis(100))
                        .build()) {
            HeliographException late = catchThrowableOfType(HeliographException.class, hasty::engineStatus);

            assertThat(late.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void shouldWalkThroughAllPagesOnlyAsFarAsAsked() {
        signals.stored = 7;
        ListSignalsRequest request = ListSignalsRequest.newBuilder()
                .setFilter("side = BUY")
                .setPageSize(2)
                .setView(SignalView.SIGNAL_VIEW_FULL)
                .build();

        Iterator<Signal> walk = client.signals().all(request).iterator();
        walk.next();
        walk.next();
        int pagesForTwo = signals.pages.size();
        List<Long> rest = new ArrayList<>();
        walk.forEachRemaining(signal -> rest.add(signal.getSequence()));

        assertThat(pagesForTwo).isEqualTo(1);
        assertThat(rest).containsExactly(3L, 4L, 5L, 6L, 7L);
        assertThat(signals.pages).extracting(ListSignalsRequest::getPageToken).containsExactly("", "2", "4", "4", "6");
        assertThat(signals.pages)
                .allMatch(page -> page.toBuilder().setPageToken("").build().equals(request));
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldBeginAnewWithEachWalk() {
        signals.stored = 3;
        Iterable<Signal> all = client.signals().all("");

        assertThat(all).hasSize(3);
        assertThat(all).extracting(Signal::getSequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldSendTokenAndName() throws Exception {
        try (HeliographClient known = HeliographClient.builder()
                .target(engine.target())
                .bearerToken(() -> "s3cret")
                .userAgent("desk/7")
                .build()) {
            known.signals().get(1);
            String authorization = engine.nextHeader("authorization");
            known.signals().get(2);
            String agent = engine.nextHeader("user-agent");

            assertThat(authorization).isEqualTo("Bearer s3cret");
            assertThat(agent).startsWith("desk/7 heliograph-java/");
        }
    }

    @Test
    void shouldRefuseSettingsThatDoNotGoTogether() {
        HeliographClientBuilder builder = HeliographClient.builder();

        assertThatThrownBy(() -> builder.keepAlive(Duration.ofSeconds(9))).hasMessageContaining("keepAlive=PT9S");
        assertThatThrownBy(() -> builder.deadline(Duration.ZERO)).hasMessageContaining("deadline=PT0S");
        assertThatThrownBy(() -> HeliographClient.builder()
                        .target("engine.example:50051")
                        .plaintext()
                        .bearerToken(() -> "s3cret")
                        .build())
                .hasMessageContaining("in the clear")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> HeliographClient.builder()
                        .trustedCertificates(Path.of("no-such-file.pem"))
                        .build())
                .hasMessageContaining("no-such-file.pem");
    }

    @Test
    void shouldSpeakTlsWhenTold() {
        try (HeliographClient secure = HeliographClient.builder()
                .target(engine.target())
                .tls()
                .deadline(Duration.ofSeconds(5))
                .build()) {
            HeliographException refused = catchThrowableOfType(
                    HeliographException.class, () -> secure.signals().get(1));

            assertThat(refused.code()).as("TLS to a server without").isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void shouldLeaveNoThreadBehindWhenClosed() throws Exception {
        HeliographClient busy = engine.client();
        busy.signals().get(1);
        Subscription subscription = busy.subscribe(SubscriptionRequest.fromLatest(), batch -> {});
        signals.stream();

        busy.close();
        assertThat(subscription.ended().handle((done, failed) -> failed).get()).isNotNull();

        for (Thread thread : clientThreads()) {
            thread.join(10_000);
        }
        assertThat(clientThreads()).isEmpty();
        assertThat(busy.isTerminated()).isTrue();
        assertThatThrownBy(() -> busy.signals().get(1)).hasMessageContaining("the client was closed");
    }

    private String threadOfCallbacks(HeliographClient of) throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        of.subscribe(
                SubscriptionRequest.fromLatest(),
                batch -> name.complete(Thread.currentThread().getName()));
        signals.stream().batch(true, 1);
        return name.get(10, TimeUnit.SECONDS);
    }

    private static List<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("heliograph-client"))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Serves. */
    private static final class FakeAdmin extends AdminServiceImplBase {
        @Override
        public void createSnapshot(CreateSnapshotRequest request, StreamObserver<CreateSnapshotResponse> responses) {
            responses.onNext(CreateSnapshotResponse.newBuilder()
                    .setCoreSnapshot(CoreSnapshot.newBuilder().setEventSequence(7))
                    .build());
            responses.onCompleted();
        }

        @Override
        public void getEngineStatus(GetEngineStatusRequest request, StreamObserver<GetEngineStatusResponse> responses) {
            responses.onNext(GetEngineStatusResponse.newBuilder()
                    .setEngineStatus(EngineStatus.newBuilder().setState(EngineState.ENGINE_STATE_SERVING))
                    .build());
            responses.onCompleted();
        }
    }

    /** Has two strategies on two pages, and finds the same problem in every text. */
    private static final class FakeStrategies extends StrategyServiceImplBase {
        @Override
        public void listStrategies(ListStrategiesRequest request, StreamObserver<ListStrategiesResponse> responses) {
            boolean first = request.getPageToken().isEmpty();
            responses.onNext(ListStrategiesResponse.newBuilder()
                    .addStrategies(Strategy.newBuilder().setStrategyId(first ? "momentum" : "trend"))
                    .setNextPageToken(first ? "second" : "")
                    .build());
            responses.onCompleted();
        }

        @Override
        public void getStrategy(GetStrategyRequest request, StreamObserver<GetStrategyResponse> responses) {
            responses.onNext(GetStrategyResponse.newBuilder()
                    .setStrategy(Strategy.newBuilder().setText("id = " + request.getStrategyId()))
                    .build());
            responses.onCompleted();
        }

        @Override
        public void removeStrategy(RemoveStrategyRequest request, StreamObserver<RemoveStrategyResponse> responses) {
            responses.onNext(
                    RemoveStrategyResponse.newBuilder().setEffectiveSequence(12).build());
            responses.onCompleted();
        }

        @Override
        public void applyStrategy(ApplyStrategyRequest request, StreamObserver<ApplyStrategyResponse> responses) {
            if (request.getValidateOnly()) {
                responses.onNext(
                        ApplyStrategyResponse.newBuilder().addProblems(PROBLEM).build());
                responses.onCompleted();
            } else {
                StrategyProblems problems =
                        StrategyProblems.newBuilder().addProblems(PROBLEM).build();
                responses.onError(FakeEngine.error(
                        Status.Code.INVALID_ARGUMENT, "STRATEGY_INVALID", Map.of(), "buy:14:1", problems));
            }
        }
    }
}
