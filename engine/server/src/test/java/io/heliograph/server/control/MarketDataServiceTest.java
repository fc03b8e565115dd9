package io.heliograph.server.control;

import static io.heliograph.server.control.StrategyServiceTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.sequencer.Harness;
import io.heliograph.v1.Ack;
import io.heliograph.v1.ApplyInstrumentsRequest;
import io.heliograph.v1.ApplyInstrumentsResponse;
import io.heliograph.v1.BatchPublishMarketDataRequest;
import io.heliograph.v1.DurabilityLevel;
import io.heliograph.v1.GetSourceRequest;
import io.heliograph.v1.Instrument;
import io.heliograph.v1.InstrumentDeclaration;
import io.heliograph.v1.InstrumentSettings;
import io.heliograph.v1.ListInstrumentsRequest;
import io.heliograph.v1.ListInstrumentsResponse;
import io.heliograph.v1.MarketDataServiceGrpc;
import io.heliograph.v1.MarketEvent;
import io.heliograph.v1.Numbering;
import io.heliograph.v1.PublishMarketDataRequest;
import io.heliograph.v1.PublishMarketDataResponse;
import io.heliograph.v1.RefusalReason;
import io.heliograph.v1.RefusedEvent;
import io.heliograph.v1.Source;
import io.heliograph.v1.Trade;
import io.heliograph.v1.Watermark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarketDataServiceTest {
    private static final long START = 1_381_152_600L;

    @TempDir
    private static Path folder;

    private static RunningEngine engine;

    @BeforeAll
    static void start() {
        engine = RunningEngine.start(folder);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void shouldRefuseToMatchAPatternLongerThanAnySymbol() {
        ListInstrumentsRequest request = ListInstrumentsRequest.newBuilder()
                .setPattern("*a".repeat(1_000))
                .build();
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> engine.market().listInstruments(request));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused).hasMessageContaining("length=2000");
    }

    @Test
    void shouldPublishOnAStreamAndCompleteAfterTheLastAcknowledgement() throws InterruptedException {
        Answers answers = new Answers();
        StreamObserver<PublishMarketDataRequest> stream =
                MarketDataServiceGrpc.newStub(engine.channel()).publishMarketData(answers);

        PublishMarketDataRequest.Builder open = PublishMarketDataRequest.newBuilder();
        open.getOpenBuilder().setSourceId("stream").setAckLevel(DurabilityLevel.DURABILITY_LEVEL_DURABLE);
        stream.onNext(open.build());
        PublishMarketDataRequest.Builder batch = PublishMarketDataRequest.newBuilder();
        batch.getBatchBuilder().addEvents(trade(1, "STREAM", 1, 10)).addEvents(trade(2, "STREAM", 2, -10));
        stream.onNext(batch.build());
        stream.onCompleted();

        assertThat(answers.next().getOpened().getSourceEpoch()).isEqualTo(1);
        List<RefusedEvent> refused = new ArrayList<>();
        Ack last;
        do {
            last = answers.next().getAck();
            refused.addAll(last.getRefusedList());
        } while (last.getAnswered() < 2 || last.getDurableSequence() < last.getJournaledSequence());
        assertThat(last.getAnswered()).isEqualTo(2);
        assertThat(refused)
                .extracting(RefusedEvent::getReason)
                .containsExactly(RefusalReason.REFUSAL_REASON_PRICE_INVALID);
        assertThat(answers.end()).isEqualTo("completed");
    }

    @Test
    void shouldEndAStreamThatBreaksTheProtocolWithItsReason() throws InterruptedException {
        Answers answers = new Answers();
        StreamObserver<PublishMarketDataRequest> stream =
                MarketDataServiceGrpc.newStub(engine.channel()).publishMarketData(answers);

        PublishMarketDataRequest.Builder batch = PublishMarketDataRequest.newBuilder();
        batch.getBatchBuilder().addEvents(trade(1, "EARLY", 1, 10));
        stream.onNext(batch.build());

        assertThat(answers.end()).isEqualTo("STREAM_NOT_OPEN");
    }

    @Test
    void shouldTellASourceWhatWasAcceptedFromIt() {
        engine.market()
                .batchPublishMarketData(call("source")
                        .addEvents(trade(1, "SOURCE", 1, 10))
                        .addEvents(trade(2, "SOURCE", 2, 11))
                        .addEvents(trade(3, "SO URCE", 2, 11))
                        .addEvents(MarketEvent.newBuilder()
                                .setWatermark(Watermark.newBuilder()
                                        .setTime(Timestamp.newBuilder().setSeconds(START + 3))))
                        .build());

        Source source = engine.market()
                .getSource(GetSourceRequest.newBuilder().setSourceId("source").build())
                .getSource();

        assertThat(source.getJournaledThrough()).isEqualTo(3);
        assertThat(source.getAccepted()).isEqualTo(2);
        assertThat(source.getLastEvent()).isEqualTo(trade(2, "SOURCE", 2, 11));
        assertThat(source.getRefused(0).getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_SYMBOL_INVALID);
        assertThat(source.getWatermarkTime().getSeconds()).isEqualTo(START + 3);
        assertThat(source.getNumbering()).isEqualTo(Numbering.NUMBERING_DENSE);
        assertThat(source.getConnected()).isFalse();
        assertThat(refused(() -> engine.market()
                        .getSource(GetSourceRequest.newBuilder()
                                .setSourceId("nobody")
                                .build())))
                .isEqualTo("NOT_FOUND SOURCE_NOT_FOUND");
    }

    @Test
    void shouldDeclareInstrumentsAllOrNone() {
        InstrumentDeclaration good = declaration("DECL*", "5m");
        InstrumentDeclaration bad = declaration("DE CL", "banana").toBuilder()
                .setSettings(InstrumentSettings.newBuilder()
                        .setBase("banana")
                        .setLateness(Duration.newBuilder().setSeconds(-1)))
                .build();

        String refused = refused(() -> engine.market()
                .applyInstruments(ApplyInstrumentsRequest.newBuilder()
                        .addDeclarations(good)
                        .addDeclarations(bad)
                        .build()));
        ApplyInstrumentsResponse applied = engine.market()
                .applyInstruments(ApplyInstrumentsRequest.newBuilder()
                        .addDeclarations(good)
                        .build());
        ApplyInstrumentsResponse again = engine.market()
                .applyInstruments(ApplyInstrumentsRequest.newBuilder()
                        .addDeclarations(good)
                        .build());
        engine.market()
                .batchPublishMarketData(
                        call("").addEvents(trade(0, "DECLARED", 1, 10)).build());

        assertThat(refused).isEqualTo("INVALID_ARGUMENT REQUEST_INVALID");
        assertThat(applied.getEffectiveSequence()).isPositive();
        assertThat(again.getEffectiveSequence()).isZero();
        assertThat(list("DECL*").getInstruments(0).getSettings().getBase()).isEqualTo("5m");
        assertThat(refused(() -> engine.market()
                        .applyInstruments(ApplyInstrumentsRequest.newBuilder()
                                .addDeclarations(declaration("DECLARED", "1m"))
                                .build())))
                .isEqualTo("FAILED_PRECONDITION INSTRUMENT_SETTLED");
    }

    @Test
    void shouldListInstrumentsBySymbolPageByPage() {
        engine.market()
                .batchPublishMarketData(call("").addEvents(trade(0, "LIST.B", 1, 10))
                        .addEvents(trade(0, "LIST.A", 1, 10))
                        .addEvents(trade(0, "LIST.C", 1, 10))
                        .build());

        ListInstrumentsResponse first = engine.market()
                .listInstruments(ListInstrumentsRequest.newBuilder()
                        .setPattern("LIST.?")
                        .setPageSize(2)
                        .build());
        ListInstrumentsResponse second = engine.market()
                .listInstruments(ListInstrumentsRequest.newBuilder()
                        .setPattern("LIST.?")
                        .setPageToken(first.getNextPageToken())
                        .build());

        assertThat(first.getInstrumentsList()).extracting(Instrument::getSymbol).containsExactly("LIST.A", "LIST.B");
        assertThat(second.getInstrumentsList())
                .extracting(Instrument::getSymbol)
                .containsExactly("LIST.C");
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(first.getInstruments(0).getTimeframesList()).contains("1m", "1h");
        assertThat(refused(() -> engine.market()
                        .listInstruments(ListInstrumentsRequest.newBuilder()
                                .setPattern("OTHER*")
                                .setPageToken(first.getNextPageToken())
                                .build())))
                .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN_INVALID");
    }

    @Test
    void shouldRefuseADurationThatIsBeyondAllTime() {
        for (long seconds : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
            InstrumentDeclaration declaration = InstrumentDeclaration.newBuilder()
                    .setPattern("BEYOND")
                    .setSettings(InstrumentSettings.newBuilder()
                            .setLateness(Duration.newBuilder().setSeconds(seconds)))
                    .build();

            assertThat(refused(() -> engine.market()
                            .applyInstruments(ApplyInstrumentsRequest.newBuilder()
                                    .addDeclarations(declaration)
                                    .build())))
                    .isEqualTo("INVALID_ARGUMENT REQUEST_INVALID");
        }
    }

    @Test
    void shouldListMoreInstrumentsOnAPageThanAreShownAtOnce() {
        List<String> symbols =
                IntStream.range(100, 250).mapToObj(i -> "MANY." + i).toList();
        BatchPublishMarketDataRequest.Builder trades = call("");
        symbols.forEach(symbol -> trades.addEvents(trade(0, symbol, 1, 10)));
        engine.market().batchPublishMarketData(trades.build());

        ListInstrumentsResponse page = engine.market()
                .listInstruments(ListInstrumentsRequest.newBuilder()
                        .setPattern("MANY.*")
                        .setPageSize(1_000)
                        .build());

        assertThat(page.getInstrumentsList()).extracting(Instrument::getSymbol).containsExactlyElementsOf(symbols);
        assertThat(page.getInstrumentsList()).allMatch(Instrument::hasLastEventTime);
    }

    @Test
    void shouldRefuseCallsThatCannotBe() {
        assertThat(refused(
                        () -> engine.market().batchPublishMarketData(call("x").build())))
                .isEqualTo("INVALID_ARGUMENT REQUEST_INVALID");
        assertThat(refused(() -> engine.market()
                        .batchPublishMarketData(
                                call("bad id").addEvents(trade(1, "A", 1, 1)).build())))
                .isEqualTo("INVALID_ARGUMENT REQUEST_INVALID");
        assertThat(refused(() -> engine.market()
                        .batchPublishMarketData(call("x")
                                .addEvents(trade(1, "A", 1, 1))
                                .setWaitFor(DurabilityLevel.DURABILITY_LEVEL_STORED)
                                .build())))
                .isEqualTo("FAILED_PRECONDITION STORE_DISABLED");
        assertThat(refused(() -> engine.market()
                        .batchPublishMarketData(
                                call("x").addEvents(trade(7, "A", 1, 1)).build())))
                .isEqualTo("FAILED_PRECONDITION SEQUENCE_GAP");
    }

    private static ListInstrumentsResponse list(String pattern) {
        return engine.market()
                .listInstruments(
                        ListInstrumentsRequest.newBuilder().setPattern(pattern).build());
    }

    private static InstrumentDeclaration declaration(String pattern, String base) {
        return InstrumentDeclaration.newBuilder()
                .setPattern(pattern)
                .setSettings(InstrumentSettings.newBuilder().setBase(base))
                .build();
    }

    private static BatchPublishMarketDataRequest.Builder call(String source) {
        return BatchPublishMarketDataRequest.newBuilder().setSourceId(source);
    }

    private static MarketEvent trade(long sequence, String symbol, int second, double price) {
        return MarketEvent.newBuilder()
                .setSourceSequence(sequence)
                .setTrade(Trade.newBuilder()
                        .setSymbol(symbol)
                        .setTime(Timestamp.newBuilder().setSeconds(START + second))
                        .setPrice(price)
                        .setSize(1))
                .build();
    }

    /** What a stream answered. */
    private static final class Answers implements StreamObserver<PublishMarketDataResponse> {
        private final BlockingQueue<PublishMarketDataResponse> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

        PublishMarketDataResponse next() throws InterruptedException {
            PublishMarketDataResponse message = messages.poll(30, TimeUnit.SECONDS);
            assertThat(message).as("a message within 30 s; end=" + ends).isNotNull();
            return message;
        }

        String end() throws InterruptedException {
            return ends.poll(30, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(PublishMarketDataResponse message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(Harness.reasonOf(failure));
        }

        @Override
        public void onCompleted() {
            ends.add("completed");
        }
    }
}
