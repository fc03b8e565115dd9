package io.heliograph.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.longrunning.Operation;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.HeliographException;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.JournalRun;
import io.heliograph.server.backtest.RunOptions;
import io.heliograph.server.backtest.SignalRow;
import io.heliograph.server.backtest.StrategyPlan;
import io.heliograph.server.backtest.WatchedBars;
import io.heliograph.server.whatif.QuietRun;
import io.heliograph.v1.BacktestResult;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.OperationState;
import io.heliograph.v1.RunBacktestRequest;
import io.heliograph.v1.StrategyDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest asked for by the Java client, on an engine that serves. */
final class ClientBacktestTest {
    private static final long SEED = 20_131_011;
    private static final int SECONDS = 6_000;
    private static final String CROSSING = """
            id = crossing
            timeframe = 1m
            symbols = ["*"]
            buy = "cross_above(close, sma(4))"
            sell = "cross_below(close, sma(4))"
            confidence = "0.5"
            expires = 10 bars
            """;
    private static final RunBacktestRequest REQUEST = RunBacktestRequest.newBuilder()
            .addStrategies(StrategyDocument.newBuilder().setText(CROSSING))
            .setMaxSignals(1_000)
            .build();

    @TempDir
    private static Path data;

    private static RunningEngine engine;
    private static HeliographClient client;

    @BeforeAll
    static void serve() throws Exception {
        engine = RunningEngine.start(data);
        EngineTest.publish(engine, RandomMarket.batches(SEED, SECONDS));
        client = HeliographClient.builder()
                .target("127.0.0.1:" + engine.engine().grpcPort())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        engine.close();
    }

    @Test
    void shouldAnswerWhatTheSameRunOnTheFilesConcludes() throws Exception {
        List<OperationProgress> told = new ArrayList<>();

        BacktestResult asked = client.backtests().backtest(REQUEST, told::add);

        CompiledStrategy strategy =
                StrategyCompiler.compile(CROSSING, Map.of(), Optional.empty()).strategy();
        var offline = new JournalRun(
                        data, StrategyPlan.only(List.of(strategy)), RunOptions.all(false), WatchedBars.none())
                .run(new QuietRun());
        assertThat(asked.getSignalsList())
                .isNotEmpty()
                .extracting(run -> run.getSignal().getSignalId())
                .containsExactlyElementsOf(
                        offline.signals().stream().map(SignalRow::signalId).toList());
        assertThat(asked.getContentDigest()).isEqualTo(offline.contentDigest());
        assertThat(asked.getStatisticsList()).hasSize(1);
        OperationProgress last = told.get(told.size() - 1);
        assertThat(last.getKind()).isEqualTo("RunBacktest");
        assertThat(last.getState()).isEqualTo(OperationState.OPERATION_STATE_SUCCEEDED);
        assertThat(last.getEventsDone()).isEqualTo(asked.getLastEvent());
    }

    @Test
    void shouldForgetAnOperationThatWasDeleted() {
        Operation kept = client.operations().await(client.backtests().runBacktest(REQUEST), told -> {});
        Operation deleted = client.operations().await(client.backtests().runBacktest(REQUEST), told -> {});

        client.operations().delete(deleted.getName());

        HeliographException gone = catchThrowableOfType(
                HeliographException.class, () -> client.operations().get(deleted.getName()));
        assertThat(gone.is(ErrorReason.ERROR_REASON_OPERATION_NOT_FOUND)).isTrue();
        assertThat(client.operations().get(kept.getName())).isEqualTo(kept);
        assertThat(client.operations().all())
                .extracting(Operation::getName)
                .contains(kept.getName())
                .doesNotContain(deleted.getName());
    }
}
