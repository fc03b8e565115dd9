package io.heliograph.server.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.heliograph.client.HeliographClient;
import io.heliograph.core.language.IndicatorCatalogue;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.v1.Bar;
import io.heliograph.v1.ComputeIndicatorsRequest;
import io.heliograph.v1.ComputeIndicatorsResponse;
import io.heliograph.v1.ComputedColumn;
import io.heliograph.v1.ComputedValue;
import io.heliograph.v1.GivenBars;
import io.heliograph.v1.Indicator;
import io.heliograph.v1.IndicatorServiceGrpc;
import io.heliograph.v1.ListIndicatorsRequest;
import io.heliograph.v1.ListIndicatorsResponse;
import io.heliograph.v1.StoredBars;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real port, without a store. */
final class IndicatorServiceTest {
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
    void shouldListTheWholeCatalogueInPages() {
        ListIndicatorsResponse first = indicators()
                .listIndicators(
                        ListIndicatorsRequest.newBuilder().setPageSize(30).build());
        ListIndicatorsResponse second = indicators()
                .listIndicators(ListIndicatorsRequest.newBuilder()
                        .setPageToken(first.getNextPageToken())
                        .build());
        List<Indicator> all = new ArrayList<>(first.getIndicatorsList());
        all.addAll(second.getIndicatorsList());

        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(all)
                .extracting(Indicator::getName)
                .containsExactlyElementsOf(IndicatorCatalogue.all().stream()
                        .map(io.heliograph.core.language.Indicator::name)
                        .toList());
    }

    @Test
    void shouldDescribeAnIndicator() {
        Indicator rsi = indicators()
                .listIndicators(
                        ListIndicatorsRequest.newBuilder().setName("rsi").build())
                .getIndicators(0);

        assertThat(rsi.getSignature()).isEqualTo("rsi(n, smoothing = wilder, of = close)");
        assertThat(rsi.getFlat()).isEqualTo("50");
        assertThat(rsi.getParameters(1).getWordsList()).containsExactly("wilder", "cutler");
        assertThat(rsi.getVariants(0).getSemanticId()).isEqualTo("rsi/wilder/1");
        assertThat(rsi.getVariants(0).getOutputs(0).getReadyBars()).isEqualTo(15);
        assertThat(rsi.getVariants(0).getOutputs(0).getConvergedBars()).isEqualTo(202);
        assertThat(violations(() -> indicators()
                        .listIndicators(ListIndicatorsRequest.newBuilder()
                                .setName("rsy")
                                .build())))
                .singleElement()
                .asString()
                .contains("rsi");
    }

    @Test
    void shouldComputeOverGivenBarsExactlyAndLeaveOutWhatIsUndefined() {
        ComputeIndicatorsResponse response = compute(given(1, 2, 4)
                .addExpressions("sma(2)")
                .addExpressions("close / 3 > limit")
                .addExpressions("d")
                .putParams("limit", 0.5)
                .putLet("d", "donchian(1)"));

        assertThat(response.getColumnsList())
                .extracting(ComputedColumn::getName)
                .containsExactly("sma(2)", "close / 3 > limit", "d.upper", "d.middle", "d.lower");
        assertThat(response.getColumns(0).getReadyBars()).isEqualTo(2);
        assertThat(response.getColumns(1).getCondition()).isTrue();
        assertThat(response.getColumns(4).getExpression()).isEqualTo(2);
        assertThat(response.getBars(0).getValues(0)).isEqualTo(ComputedValue.getDefaultInstance());
        assertThat(response.getBars(2).getValues(0).getValue()).isEqualTo(3.0);
        assertThat(response.getBarsList())
                .extracting(bar -> bar.getValues(1).getValue())
                .containsExactly(0.0, 1.0, 1.0);
        assertThat(response.getBars(2).getStartTime()).isEqualTo(time(120));
        assertThat(response.getAsOf()).isZero();
    }

    @Test
    void shouldSayWhereAValueIsNeutral() {
        ComputeIndicatorsResponse response =
                compute(given(5, 5, 5).addExpressions("rsi(2)").addExpressions("rsi(2) > 1"));

        assertThat(response.getBars(2).getValues(0).getValue()).isEqualTo(50.0);
        assertThat(response.getBars(2).getValues(0).getFlat()).isTrue();
        assertThat(response.getBars(2).getValues(1).hasValue()).isFalse();
    }

    @Test
    void shouldMoveTheDayWhereItIsAskedTo() {
        ComputeIndicatorsRequest.Builder request = given(1, 3, 5).addExpressions("vwap()");

        ComputeIndicatorsResponse atMidnight = compute(request);
        ComputeIndicatorsResponse moved =
                compute(request.setDayStart(Duration.newBuilder().setSeconds(120)));

        assertThat(atMidnight.getBars(2).getValues(0).getValue()).isEqualTo(3.0);
        assertThat(moved.getBars(2).getValues(0).getValue()).isEqualTo(5.0);
    }

    @Test
    void shouldTellAllMistakesOfExpressionsAndBarsAtOnceWithPlaceAndCaret() {
        ComputeIndicatorsRequest.Builder expressions = given(1).addExpressions("rsi(")
                .addExpressions("close")
                .addExpressions("side")
                .putLet("a", "b");
        ComputeIndicatorsRequest.Builder bars = given(1, 2).addExpressions("close");
        bars.getGivenBuilder().getBarsBuilder(1).setHigh(1).clearStartTime();

        assertThat(violations(() -> compute(expressions)))
                .hasSize(3)
                .anyMatch(each -> each.startsWith("expressions[0] 1:5: ") && each.endsWith("\n  rsi(\n      ^"))
                .anyMatch(each -> each.startsWith("expressions[2] 1:1: 'side'"))
                .anyMatch(each -> each.startsWith("let.a 1:1: "));
        assertThat(violations(() -> compute(bars)))
                .singleElement()
                .asString()
                .startsWith("given.bars[1] BAR_INCONSISTENT");
    }

    @Test
    void shouldRefuseADayThatStartsWhereNoneDoes() {
        ComputeIndicatorsRequest.Builder late = given(1).addExpressions("vwap()")
                .setDayStart(Duration.newBuilder().setSeconds(86_399).setNanos(1_999_999_999));

        assertThat(violations(() -> compute(late)))
                .singleElement()
                .asString()
                .startsWith("day_start expected 0 s to less than 24 h");
    }

    @Test
    void shouldTellSoManyMistakesThatAClientCanReadThem() {
        ComputeIndicatorsRequest.Builder request = given(1);
        for (int i = 0; i < 64; i++) {
            request.addExpressions("nonsense" + "x".repeat(1_000) + "(" + i + ")");
        }

        assertThat(violations(() -> compute(request))).hasSizeBetween(1, 63);
    }

    @Test
    void shouldRefuseBarsThatAreOutOfOrder() {
        ComputeIndicatorsRequest.Builder request = given(1, 2).addExpressions("close");
        request.getGivenBuilder().getBarsBuilder(1).setStartTime(time(0));

        assertThat(violations(() -> compute(request)))
                .singleElement()
                .asString()
                .startsWith("given.bars[1].start_time ");
    }

    @Test
    void shouldRefuseWhatIsTooMuchOrMissing() {
        ComputeIndicatorsRequest.Builder many =
                given(new double[10_000]).addExpressions("1").clearExpressions();
        for (int i = 0; i < 10_000; i++) {
            many.getGivenBuilder().setBars(i, bar(i, 1));
        }
        for (int i = 0; i < 6; i++) {
            many.addExpressions("close + " + i);
        }

        assertThat(reason(() -> compute(many))).isEqualTo("INVALID_ARGUMENT BATCH_TOO_LARGE");
        assertThat(violations(
                        () -> compute(ComputeIndicatorsRequest.newBuilder().addExpressions("close"))))
                .singleElement()
                .asString()
                .startsWith("bars ");
        assertThat(violations(() -> compute(given(1))))
                .singleElement()
                .asString()
                .startsWith("expressions expected 1 to 64");
        assertThat(violations(() -> compute(given().addExpressions("close"))))
                .singleElement()
                .asString()
                .startsWith("given.bars ");
        assertThat(violations(() -> compute(ComputeIndicatorsRequest.newBuilder()
                        .addExpressions("close")
                        .setGiven(GivenBars.newBuilder().setTimeframe("90").addBars(bar(0, 1))))))
                .singleElement()
                .asString()
                .startsWith("given.timeframe ");
    }

    @Test
    void shouldSayThatThereIsNoStore() {
        ComputeIndicatorsRequest.Builder request = ComputeIndicatorsRequest.newBuilder()
                .addExpressions("close")
                .setStored(StoredBars.newBuilder().setSymbol("SPY").setTimeframe("1m"));

        assertThat(reason(() -> compute(request))).isEqualTo("FAILED_PRECONDITION STORE_DISABLED");
    }

    @Test
    void shouldAnswerTheClient() {
        try (HeliographClient client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build()) {
            ComputeIndicatorsResponse response =
                    client.indicators().compute("1m", List.of(bar(0, 1), bar(1, 3)), List.of("change(close)"));

            assertThat(client.indicators().all())
                    .hasSize(IndicatorCatalogue.all().size());
            assertThat(response.getBars(1).getValues(0).getValue()).isEqualTo(2.0);
        }
    }

    private static ComputeIndicatorsResponse compute(ComputeIndicatorsRequest.Builder request) {
        return indicators().computeIndicators(request.build());
    }

    private static IndicatorServiceGrpc.IndicatorServiceBlockingStub indicators() {
        return IndicatorServiceGrpc.newBlockingStub(engine.channel()).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    private static ComputeIndicatorsRequest.Builder given(double... closes) {
        GivenBars.Builder bars = GivenBars.newBuilder().setTimeframe("1m");
        for (int i = 0; i < closes.length; i++) {
            bars.addBars(bar(i, closes[i]));
        }
        return ComputeIndicatorsRequest.newBuilder().setGiven(bars);
    }

    private static Bar bar(int minute, double close) {
        return Bar.newBuilder()
                .setStartTime(time(60L * minute))
                .setOpen(close)
                .setHigh(close)
                .setLow(close)
                .setClose(close)
                .setVolume(10)
                .build();
    }

    private static Timestamp time(long seconds) {
        return Timestamp.newBuilder().setSeconds(1_704_153_600L + seconds).build();
    }

    private static String reason(Runnable call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(refused).isNotNull();
        return refused.getStatus().getCode() + " "
                + detail(refused, ErrorInfo.class).getReason();
    }

    private static List<String> violations(Runnable call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(refused).isNotNull();
        assertThat(detail(refused, ErrorInfo.class).getReason()).isEqualTo("REQUEST_INVALID");
        return detail(refused, BadRequest.class).getFieldViolationsList().stream()
                .map(each -> each.getField() + " " + each.getDescription())
                .toList();
    }

    private static <T extends Message> T detail(StatusRuntimeException refused, Class<T> kind) {
        for (Any any : StatusProto.fromThrowable(refused).getDetailsList()) {
            try {
                if (any.is(kind)) {
                    return any.unpack(kind);
                }
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no detail of this kind: " + kind + " in " + refused);
    }
}
