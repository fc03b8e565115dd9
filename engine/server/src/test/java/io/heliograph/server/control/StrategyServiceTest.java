package io.heliograph.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.heliograph.core.language.HouseStrategies;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.sequencer.Harness;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.ApplyStrategyResponse;
import io.heliograph.v1.GetStrategyRequest;
import io.heliograph.v1.ListStrategiesRequest;
import io.heliograph.v1.ListStrategiesResponse;
import io.heliograph.v1.ProblemSeverity;
import io.heliograph.v1.RemoveStrategyRequest;
import io.heliograph.v1.Strategy;
import io.heliograph.v1.StrategyProblems;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StrategyServiceTest {
    private static final String TEXT = """
            id = crossing
            description = "two averages"
            timeframe = 5m
            symbols = ["SPY", "B*"]
            params { fast = 9 }
            buy = "cross_above(ema(fast), ema(21))"
            sell = "cross_below(ema(fast), ema(21))"
            """;

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
    void shouldSayWhenAStrategyIsReadyWhenItIsConvergedAndWhenItWasApplied() {
        long before = System.currentTimeMillis() / 1_000 - 1;
        Strategy averages = apply("id = zz-averages, timeframe = 1m, buy = \"ema(9) > ema(21)\"");
        Strategy sums = apply("id = zz-sums, timeframe = 1m, buy = \"close > vwap_cum()\"");

        assertThat(averages.getApplyTime().getSeconds()).isBetween(before, System.currentTimeMillis() / 1_000 + 1);
        assertThat(averages.getReadiness().getReadyBars()).isEqualTo(21);
        assertThat(averages.getReadiness().getReadyNode()).isEqualTo("ema(21)");
        assertThat(averages.getReadiness().getConvergedBars())
                .as("(1 - 2/22)^n < 1e-6 behind the seed's 21 bars")
                .isBetween(145, 21 + 145 + 1);
        assertThat(averages.getReadiness().getConvergedNode()).isEqualTo("ema(21)");
        assertThat(sums.getReadiness().getConvergedBars())
                .as("a running sum never forgets")
                .isZero();
        assertThat(sums.getReadiness().getConvergedNode()).startsWith("vwap_cum");
    }

    private static Strategy apply(String text) {
        return engine.strategies()
                .applyStrategy(ApplyStrategyRequest.newBuilder().setText(text).build())
                .getStrategy();
    }

    @Test
    void shouldListTheHouseStrategiesPageByPage() {
        ListStrategiesResponse first = engine.strategies()
                .listStrategies(
                        ListStrategiesRequest.newBuilder().setPageSize(2).build());
        ListStrategiesResponse second = engine.strategies()
                .listStrategies(ListStrategiesRequest.newBuilder()
                        .setPageSize(1_000_000)
                        .setPageToken(first.getNextPageToken())
                        .build());

        assertThat(first.getStrategiesList())
                .extracting(Strategy::getStrategyId)
                .isEqualTo(HouseStrategies.names().subList(0, 2));
        assertThat(second.getStrategiesList())
                .extracting(Strategy::getStrategyId)
                .containsAll(HouseStrategies.names().subList(2, 5));
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(first.getStrategies(0).getText()).isEmpty();
        assertThat(first.getStrategies(0).getReadiness().getReadyBars()).isPositive();
    }

    @Test
    void shouldRefusePagesThatCannotBe() {
        assertThat(refused(() -> engine.strategies()
                        .listStrategies(ListStrategiesRequest.newBuilder()
                                .setPageSize(-1)
                                .build())))
                .isEqualTo("INVALID_ARGUMENT PAGE_SIZE_INVALID");
        assertThat(refused(() -> engine.strategies()
                        .listStrategies(ListStrategiesRequest.newBuilder()
                                .setPageToken("bm9uc2Vuc2U")
                                .build())))
                .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN_INVALID");
    }

    @Test
    void shouldApplyAStrategyOnceAndTakeItOutAgain() {
        ApplyStrategyRequest request = ApplyStrategyRequest.newBuilder()
                .setText(TEXT)
                .putParams("fast", 10)
                .build();

        ApplyStrategyResponse checked = engine.strategies()
                .applyStrategy(request.toBuilder().setValidateOnly(true).build());
        ApplyStrategyResponse applied = engine.strategies().applyStrategy(request);
        ApplyStrategyResponse again = engine.strategies().applyStrategy(request);
        Strategy got = engine.strategies()
                .getStrategy(GetStrategyRequest.newBuilder()
                        .setStrategyId("crossing")
                        .build())
                .getStrategy();
        long removed = engine.strategies()
                .removeStrategy(RemoveStrategyRequest.newBuilder()
                        .setStrategyId("crossing")
                        .build())
                .getEffectiveSequence();

        assertThat(checked.getEffectiveSequence()).isZero();
        assertThat(checked.getStrategy().getStrategyHash())
                .isEqualTo(applied.getStrategy().getStrategyHash());
        assertThat(applied.getEffectiveSequence()).isPositive();
        assertThat(applied.getUnchanged()).isFalse();
        assertThat(again.getUnchanged()).isTrue();
        assertThat(again.getEffectiveSequence()).isEqualTo(applied.getEffectiveSequence());
        assertThat(got.getText()).isEqualTo(TEXT);
        assertThat(got.getSymbolsList()).containsExactly("SPY", "B*");
        assertThat(got.getParamsMap()).containsEntry("fast", 10.0);
        assertThat(got.getTimeframe()).isEqualTo("5m");
        assertThat(removed).isGreaterThan(applied.getEffectiveSequence());
        assertThat(refused(() -> engine.strategies()
                        .removeStrategy(RemoveStrategyRequest.newBuilder()
                                .setStrategyId("crossing")
                                .build())))
                .isEqualTo("NOT_FOUND STRATEGY_NOT_FOUND");
    }

    @Test
    void shouldTellEveryProblemOfATextAndAnswerOkWhereItOnlyChecks() throws InvalidProtocolBufferException {
        ApplyStrategyRequest request = ApplyStrategyRequest.newBuilder()
                .setText("id = wrong, timeframe = 5m, buy = \"rsi(14) <\", sell = \"nonsense(3) > 1\"")
                .build();

        ApplyStrategyResponse checked = engine.strategies()
                .applyStrategy(request.toBuilder().setValidateOnly(true).build());
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> engine.strategies().applyStrategy(request));

        assertThat(checked.getProblemsCount()).isGreaterThanOrEqualTo(2);
        assertThat(checked.getProblemsList())
                .allMatch(problem -> problem.getSeverity() == ProblemSeverity.PROBLEM_SEVERITY_ERROR);
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(Harness.reasonOf(refused)).isEqualTo("STRATEGY_INVALID");
        assertThat(StatusProto.fromThrowable(refused).getDetails(1).unpack(StrategyProblems.class))
                .isEqualTo(StrategyProblems.newBuilder()
                        .addAllProblems(checked.getProblemsList())
                        .build());
    }

    @Test
    void shouldAnswerATextFullOfProblemsWithAStatusThatAClientCanRead() {
        StringBuilder text = new StringBuilder("id = wrong, timeframe = 5m, buy = \"true\", let {\n");
        for (int i = 0; i < 400; i++) {
            text.append("a").append(i).append(" = \"nonsense(").append(i).append(")\"\n");
        }

        String refused = refused(() -> engine.strategies()
                .applyStrategy(ApplyStrategyRequest.newBuilder()
                        .setText(text.append("}").toString())
                        .build()));

        assertThat(refused).isEqualTo("INVALID_ARGUMENT STRATEGY_INVALID");
    }

    @Test
    void shouldRefuseATimeframeThatCannotBeBuilt() {
        String refused = refused(() -> engine.strategies()
                .applyStrategy(ApplyStrategyRequest.newBuilder()
                        .setText("id = odd, timeframe = 30s, buy = \"close > open\"")
                        .build()));

        assertThat(refused).isEqualTo("INVALID_ARGUMENT TIMEFRAME_NOT_AVAILABLE");
    }

    static String refused(Supplier<?> call) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::get);
        return refused.getStatus().getCode() + " " + Harness.reasonOf(refused);
    }
}
