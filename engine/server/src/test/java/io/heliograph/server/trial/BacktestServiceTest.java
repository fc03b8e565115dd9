package io.heliograph.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.backtest.JournalRun;
import io.heliograph.server.backtest.RunOptions;
import io.heliograph.server.backtest.StrategyPlan;
import io.heliograph.server.backtest.SyntheticTrades;
import io.heliograph.server.backtest.WatchedBars;
import io.heliograph.server.cli.Shell;
import io.heliograph.server.engine.RunningEngine;
import io.heliograph.server.whatif.Diff;
import io.heliograph.server.whatif.QuietRun;
import io.heliograph.server.whatif.WhatIf;
import io.heliograph.server.whatif.WhatIfRun;
import io.heliograph.v1.BacktestResult;
import io.heliograph.v1.BacktestServiceGrpc;
import io.heliograph.v1.EngineStatus;
import io.heliograph.v1.ListWhatIfChangesRequest;
import io.heliograph.v1.ListWhatIfChangesResponse;
import io.heliograph.v1.OperationPriority;
import io.heliograph.v1.OperationProgress;
import io.heliograph.v1.OperationState;
import io.heliograph.v1.RunBacktestRequest;
import io.heliograph.v1.RunRange;
import io.heliograph.v1.RunWhatIfRequest;
import io.heliograph.v1.SignalChange;
import io.heliograph.v1.StrategyDocument;
import io.heliograph.v1.WhatIfResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running engine is asked over its port what other strategies would have made of its journal. */
class BacktestServiceTest {
    private static final int TRADES = 20_000;
    private static final Map<String, Double> OTHER = Map.of("shift", 0.02);
    private static final String CROSSING = """
            id = crossing
            timeframe = 1m
            symbols = ["*"]
            params { shift = 0.0 }
            buy = "cross_above(close, sma(4) + shift)"
            sell = "cross_below(close, sma(4) - shift)"
            confidence = "0.5"
            expires = 10 bars
            """;

    @TempDir
    private static Path folder;

    private static Path data;
    private static RunningEngine engine;
    private static EngineStatus status;

    @BeforeAll
    static void startAnEngine() throws IOException {
        data = folder.resolve("data");
        engine = RunningEngine.start(data);
        String target = "127.0.0.1:" + engine.engine().grpcPort();
        String document =
                Files.writeString(folder.resolve("crossing.conf"), CROSSING).toString();
        ran("strategy", "apply", document, "--target", target);
        ran("ingest", "--target", target, SyntheticTrades.file(folder, TRADES).toString());
        status = engine.status();
    }

    @AfterAll
    static void stopIt() {
        engine.close();
    }

    @Test
    void shouldAnswerTheDiffThatAnOfflineRunFinds() throws Exception {
        WhatIf offline = new WhatIfRun(data, List.of(compiled(OTHER)), Diff.MOVED_WITHIN, RunOptions.all(false))
                .run(new QuietRun());

        Operation operation = ended(whatIf().setMaxChanges(7));
        WhatIfResult result = operation.getResponse().unpack(WhatIfResult.class);

        assertThat(result.getJournalId()).isEqualTo(status.getJournalId());
        assertThat(result.getFirstEvent()).isEqualTo(1);
        assertThat(result.getLastEvent()).isEqualTo(status.getEventSequence());
        assertThat(result.getJournaledDigest())
                .isEqualTo(status.getContentDigest())
                .isEqualTo(offline.journaled().contentDigest());
        assertThat(result.getOtherDigest()).isEqualTo(offline.other().contentDigest());
        assertThat(result.getChangesTotal())
                .isEqualTo(result.getChangesKept())
                .isEqualTo(offline.diff().changes().size())
                .isGreaterThan(7);
        assertThat(result.getReplaced(0).getStrategyId()).isEqualTo("crossing");
        assertThat(result.getKeptList()).containsExactlyElementsOf(offline.kept());
        assertThat(result.getCountsList()).hasSize(offline.diff().counts().size());
        assertThat(all(operation.getName(), 3))
                .isEqualTo(TrialMapper.whatIf("", offline, 1).rows());
        assertThat(result.getChangesList())
                .isEqualTo(all(operation.getName(), 1_000).subList(0, 7));
        OperationProgress progress = operation.getMetadata().unpack(OperationProgress.class);
        assertThat(progress.getKind()).isEqualTo("RunWhatIf");
        assertThat(progress.getState()).isEqualTo(OperationState.OPERATION_STATE_SUCCEEDED);
        assertThat(progress.getEventsDone())
                .isEqualTo(progress.getEventsTotal())
                .isEqualTo(2 * status.getEventSequence());
        assertThat(progress.getEventsPerSecond()).isPositive();
    }

    @Test
    void shouldFindNoDifferenceWithTheStrategiesInForce() throws Exception {
        WhatIfResult result = whatIf(RunWhatIfRequest.newBuilder().addStrategyIds("crossing"));

        assertThat(result.getChangesTotal()).isZero();
        assertThat(result.getOtherDigest()).isEqualTo(status.getContentDigest());
        assertThat(result.getReplacedCount()).isEqualTo(1);
    }

    @Test
    void shouldCountOnlyTheSignalsOfARangeAsIfTheRestWereNotAskedFor() throws Exception {
        List<SignalChange> everything = all(ended(whatIf()).getName(), 1_000);
        Timestamp middle = everything.get(everything.size() / 2).hasJournaled()
                ? everything
                        .get(everything.size() / 2)
                        .getJournaled()
                        .getSignal()
                        .getBarEndTime()
                : everything.get(everything.size() / 2).getOther().getSignal().getBarEndTime();
        long half = status.getEventSequence() / 2;

        WhatIfResult before =
                whatIf(whatIf().setMovedWithin(0).setRange(RunRange.newBuilder().setEndTime(middle)));
        WhatIfResult after =
                whatIf(whatIf().setMovedWithin(0).setRange(RunRange.newBuilder().setStartTime(middle)));
        WhatIfResult first =
                whatIf(whatIf().setMovedWithin(0).setRange(RunRange.newBuilder().setLastEvent(half)));
        WhatIfResult second =
                whatIf(whatIf().setMovedWithin(0).setRange(RunRange.newBuilder().setFirstEvent(half + 1)));
        WhatIfResult whole = whatIf(whatIf().setMovedWithin(0));

        assertThat(before.getChangesTotal()).isPositive();
        assertThat(after.getChangesTotal()).isPositive();
        assertThat(before.getChangesTotal() + after.getChangesTotal()).isEqualTo(whole.getChangesTotal());
        assertThat(after.getJournaledDigest()).isEqualTo(status.getContentDigest());
        assertThat(first.getLastEvent()).isEqualTo(half);
        assertThat(first.getJournaledDigest()).isNotEqualTo(status.getContentDigest());
        assertThat(first.getChangesTotal()).isPositive();
        assertThat(first.getChangesTotal() + second.getChangesTotal()).isEqualTo(whole.getChangesTotal());
    }

    @Test
    void shouldBacktestTheseStrategiesAlone() throws Exception {
        CompiledStrategy strategy = compiled(OTHER);
        var offline = new JournalRun(
                        data, StrategyPlan.only(List.of(strategy)), RunOptions.all(false), WatchedBars.none())
                .run(new QuietRun());
        var request = RunBacktestRequest.newBuilder()
                .addStrategies(document(CROSSING))
                .setMaxSignals(3);

        Operation operation = awaited(backtests().runBacktest(request.build()).getOperation());
        BacktestResult result = operation.getResponse().unpack(BacktestResult.class);

        assertThat(result.getContentDigest()).isEqualTo(offline.contentDigest());
        assertThat(result.getMarketEvents()).isEqualTo(TRADES);
        assertThat(result.getBars()).isEqualTo(offline.barCount());
        assertThat(result.getSignalsTotal()).isEqualTo(offline.signals().size());
        assertThat(result.getSignalsList())
                .containsExactlyElementsOf(offline.signals().stream()
                        .limit(3)
                        .map(RunSignalMapper::map)
                        .toList());
        assertThat(result.getStatisticsList()).hasSize(1);
        assertThat(result.getStatistics(0).getEntries())
                .isEqualTo(offline.statistics().get(0).entries())
                .isPositive();
        assertThat(changesOf(operation.getName())).isEqualTo("OPERATION_NOT_FOUND");
    }

    @Test
    void shouldRefuseWithThePathOfTheField() {
        assertRefused("strategies", RunWhatIfRequest.newBuilder());
        assertRefused("moved_within", whatIf().setMovedWithin(1_001));
        assertRefused("moved_within", whatIf().setMovedWithin(-1));
        assertRefused("max_changes", whatIf().setMaxChanges(-1));
        assertRefused(
                "range.first_event", whatIf().setRange(RunRange.newBuilder().setFirstEvent(-1)));
        assertRefused(
                "range.last_event",
                whatIf().setRange(RunRange.newBuilder().setFirstEvent(5).setLastEvent(4)));
        assertRefused(
                "range.start_time",
                whatIf().setRange(RunRange.newBuilder()
                        .setStartTime(Timestamp.newBuilder().setSeconds(1L << 40))));
        assertRefused(
                "range.end_time",
                whatIf().setRange(RunRange.newBuilder()
                        .setStartTime(Timestamp.newBuilder().setSeconds(5))
                        .setEndTime(Timestamp.newBuilder().setSeconds(5))));
        assertRefused("strategies[1].text", whatIf().addStrategies(document(CROSSING)));
        assertRefused("strategies[1].text", whatIf().addStrategies(document("id = x")));
        assertRefused(
                "strategies[1].timeframe",
                whatIf().addStrategies(StrategyDocument.newBuilder().setTimeframe("never")));
        assertRefused("priority", whatIf().setPriorityValue(77));
        assertThat(reason(failure(whatIf().addStrategyIds("nobody")))).isEqualTo("STRATEGY_NOT_FOUND");
        assertThat(reason(failure(whatIf().addStrategies(document("id = x"))))).isEqualTo("STRATEGY_INVALID");
    }

    @Test
    void shouldFailTheOperationWhereTheRunCannotBeMade() throws Exception {
        StrategyDocument odd = document(CROSSING).toBuilder().setTimeframe("7m").build();
        Operation notBuilt = ended(RunWhatIfRequest.newBuilder().addStrategies(odd));
        Operation future = ended(whatIf().setRange(RunRange.newBuilder().setFirstEvent(1L << 40)));

        assertThat(notBuilt.getError().getMessage()).contains("refused=TIMEFRAME_NOT_AVAILABLE");
        assertThat(reason(notBuilt)).isEqualTo("REQUEST_INVALID");
        assertThat(reason(future)).isEqualTo("SEQUENCE_IN_FUTURE");
    }

    @Test
    void shouldAnswerAboutOperationsAsTheStandardHasIt() throws Exception {
        Operation ended = ended(whatIf().setPriority(OperationPriority.OPERATION_PRIORITY_LOW));

        Operation got = operations().getOperation(b -> b.setName(ended.getName()));
        List<String> listed = operations().listed();
        operations().delete(ended.getName());

        assertThat(got).isEqualTo(ended);
        assertThat(listed).contains(ended.getName());
        assertThat(operations().listed()).doesNotContain(ended.getName());
        assertThat(changesOf(ended.getName())).isEqualTo("OPERATION_NOT_FOUND");
        assertThat(changesOf("operations/none")).isEqualTo("OPERATION_NOT_FOUND");
    }

    private static void ran(String... arguments) {
        Shell.Answer answer = Shell.run(arguments);
        assertThat(answer.exitCode()).as(answer.said()).isZero();
    }

    private static OperationCalls operations() {
        return new OperationCalls(engine.channel());
    }

    private static RunWhatIfRequest.Builder whatIf() {
        return RunWhatIfRequest.newBuilder().addStrategies(document(CROSSING));
    }

    private static StrategyDocument document(String text) {
        StrategyDocument.Builder document = StrategyDocument.newBuilder().setText(text);
        return text.equals(CROSSING) ? document.putAllParams(OTHER).build() : document.build();
    }

    private static CompiledStrategy compiled(Map<String, Double> params) {
        return StrategyCompiler.compile(CROSSING, params, Optional.empty()).strategy();
    }

    private static WhatIfResult whatIf(RunWhatIfRequest.Builder request) throws Exception {
        return ended(request).getResponse().unpack(WhatIfResult.class);
    }

    private static Operation ended(RunWhatIfRequest.Builder request) {
        return awaited(backtests().runWhatIf(request.build()).getOperation());
    }

    private static Operation awaited(Operation operation) {
        Operation ended = OperationsGrpc.newBlockingStub(engine.channel())
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .waitOperation(WaitOperationRequest.newBuilder()
                        .setName(operation.getName())
                        .setTimeout(Duration.newBuilder().setSeconds(60))
                        .build());
        assertThat(ended.getDone()).isTrue();
        return ended;
    }

    private static List<SignalChange> all(String operation, int pageSize) {
        List<SignalChange> changes = new ArrayList<>();
        String token = "";
        do {
            ListWhatIfChangesResponse page = backtests()
                    .listWhatIfChanges(ListWhatIfChangesRequest.newBuilder()
                            .setOperation(operation)
                            .setPageSize(pageSize)
                            .setPageToken(token)
                            .build());
            changes.addAll(page.getChangesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return changes;
    }

    private static String changesOf(String operation) {
        return reason(catchThrowableOfType(StatusRuntimeException.class, () -> all(operation, 0)));
    }

    private static StatusRuntimeException failure(RunWhatIfRequest.Builder request) {
        return catchThrowableOfType(
                StatusRuntimeException.class, () -> backtests().runWhatIf(request.build()));
    }

    private static void assertRefused(String field, RunWhatIfRequest.Builder request) {
        StatusRuntimeException failure = failure(request);

        assertThat(failure).as(field).isNotNull();
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        List<String> fields = new ArrayList<>();
        for (Any detail : StatusProto.fromThrowable(failure).getDetailsList()) {
            if (detail.is(BadRequest.class)) {
                OperationCalls.unpack(detail, BadRequest.class)
                        .getFieldViolationsList()
                        .forEach(each -> fields.add(each.getField()));
            }
        }
        assertThat(fields).containsExactly(field);
    }

    private static String reason(StatusRuntimeException failure) {
        return reason(StatusProto.fromThrowable(failure).getDetailsList());
    }

    private static String reason(Operation operation) {
        return reason(operation.getError().getDetailsList());
    }

    private static String reason(List<Any> details) {
        return details.stream()
                .filter(each -> each.is(ErrorInfo.class))
                .map(each -> OperationCalls.unpack(each, ErrorInfo.class).getReason())
                .findFirst()
                .orElse("");
    }

    private static BacktestServiceGrpc.BacktestServiceBlockingStub backtests() {
        return BacktestServiceGrpc.newBlockingStub(engine.channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
    }
}
