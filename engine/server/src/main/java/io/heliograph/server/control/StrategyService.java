package io.heliograph.server.control;

import io.grpc.stub.StreamObserver;
import io.heliograph.codec.event.Refusal;
import io.heliograph.core.AppliedStrategy;
import io.heliograph.core.StrategyTable;
import io.heliograph.core.language.Compilation;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Problem;
import io.heliograph.core.language.StrategyCompiler;
import io.heliograph.server.rpc.NamePages;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Asking;
import io.heliograph.server.sequencer.Bench;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.ApplyStrategyRequest;
import io.heliograph.v1.ApplyStrategyResponse;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.GetStrategyRequest;
import io.heliograph.v1.GetStrategyResponse;
import io.heliograph.v1.ListStrategiesRequest;
import io.heliograph.v1.ListStrategiesResponse;
import io.heliograph.v1.ProblemSeverity;
import io.heliograph.v1.RemoveStrategyRequest;
import io.heliograph.v1.RemoveStrategyResponse;
import io.heliograph.v1.StrategyServiceGrpc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the strategies in force. */
public final class StrategyService extends StrategyServiceGrpc.StrategyServiceImplBase {
    private final Desk desk;
    private final Workers workers;
    private final Supplier<String> journalId;

    public StrategyService(Desk desk, Workers workers, Supplier<String> journalId) {
        this.desk = desk;
        this.workers = workers;
        this.journalId = journalId;
    }

    @Override
    public void listStrategies(ListStrategiesRequest request, StreamObserver<ListStrategiesResponse> caller) {
        int size = NamePages.size(request.getPageSize());
        workers.answer(caller, () -> list(size, request.getPageToken()));
    }

    private ListStrategiesResponse list(int size, String token) {
        NamePages pages = new NamePages(journalId.get(), "strategies");
        return Asking.ask(desk, bench -> {
            StrategyTable table = bench.core().strategies();
            List<AppliedStrategy> strategies = new ArrayList<>();
            for (int i = 0; i < table.count(); i++) {
                strategies.add(table.at(i));
            }
            strategies.sort(Comparator.comparing(AppliedStrategy::id));
            NamePages.Page<AppliedStrategy> page = pages.cut(strategies, AppliedStrategy::id, size, token);
            ListStrategiesResponse.Builder response = ListStrategiesResponse.newBuilder()
                    .setNextPageToken(page.nextToken())
                    .setAsOfEvent(bench.core().eventSequence());
            page.items().forEach(each -> response.addStrategies(StrategyMapper.toProto(each, bench.core())));
            return response.build();
        });
    }

    @Override
    public void getStrategy(GetStrategyRequest request, StreamObserver<GetStrategyResponse> caller) {
        workers.answer(
                caller,
                () -> Asking.ask(desk, bench -> {
                    AppliedStrategy strategy = find(bench, request.getStrategyId());
                    return GetStrategyResponse.newBuilder()
                            .setStrategy(StrategyMapper.toProto(strategy, bench.core())
                                    .setText(strategy.text()))
                            .setAsOfEvent(bench.core().eventSequence())
                            .build();
                }));
    }

    @Override
    public void applyStrategy(ApplyStrategyRequest request, StreamObserver<ApplyStrategyResponse> caller) {
        workers.answer(caller, () -> apply(request));
    }

    private ApplyStrategyResponse apply(ApplyStrategyRequest request) {
        Compilation compilation = StrategyCompiler.compile(request.getText(), request.getParamsMap(), Optional.empty());
        ApplyStrategyResponse.Builder response = ApplyStrategyResponse.newBuilder();
        compilation
                .warnings()
                .forEach(warning -> response.addProblems(
                        StrategyMapper.toProto(warning, ProblemSeverity.PROBLEM_SEVERITY_WARNING)));
        CompiledStrategy compiled = compilation.strategy();
        if (compiled == null) {
            return problems(compilation.problems(), request.getValidateOnly(), response);
        }
        return Asking.ask(desk, bench -> apply(bench, compiled, request, response));
    }

    private static ApplyStrategyResponse problems(
            List<Problem> problems, boolean validateOnly, ApplyStrategyResponse.Builder response) {
        if (!validateOnly) {
            Problem first = problems.get(0);
            throw new Rejection(
                            ErrorReason.ERROR_REASON_STRATEGY_INVALID,
                            "expected a strategy without errors, found problems=" + problems.size() + ", the first at "
                                    + first)
                    .withDetail(StrategyMapper.detail(problems));
        }
        problems.forEach(problem ->
                response.addProblems(StrategyMapper.toProto(problem, ProblemSeverity.PROBLEM_SEVERITY_ERROR)));
        return response.build();
    }

    private static ApplyStrategyResponse apply(
            Bench bench,
            CompiledStrategy compiled,
            ApplyStrategyRequest request,
            ApplyStrategyResponse.Builder response) {
        String id = compiled.rules().id();
        Refusal check = bench.core().checkStrategy(compiled);
        if (check != Refusal.ACCEPTED && check != Refusal.UNCHANGED) {
            throw Refused.by(check, "strategy_id=" + id).with("strategy_id", id);
        }
        if (check == Refusal.UNCHANGED) {
            AppliedStrategy known = find(bench, id);
            return response.setUnchanged(true)
                    .setEffectiveSequence(request.getValidateOnly() ? 0 : known.sequence())
                    .setStrategy(StrategyMapper.toProto(known, bench.core()))
                    .build();
        }
        if (request.getValidateOnly()) {
            return response.setStrategy(StrategyMapper.toProto(compiled)).build();
        }
        Bench.Journaled journaled = bench.journal((encoder, buffer, time) ->
                encoder.strategyApplied(buffer, 0, time, compiled.hash(), id, compiled.canonical(), request.getText()));
        if (journaled.refusal() != Refusal.ACCEPTED) {
            throw Refused.by(journaled.refusal(), "strategy_id=" + id);
        }
        return response.setEffectiveSequence(journaled.sequence())
                .setStrategy(StrategyMapper.toProto(find(bench, id), bench.core()))
                .build();
    }

    @Override
    public void removeStrategy(RemoveStrategyRequest request, StreamObserver<RemoveStrategyResponse> caller) {
        workers.answer(
                caller,
                () -> Asking.ask(desk, bench -> {
                    String id = find(bench, request.getStrategyId()).id();
                    Bench.Journaled journaled =
                            bench.journal((encoder, buffer, time) -> encoder.strategyRemoved(buffer, 0, time, id));
                    return RemoveStrategyResponse.newBuilder()
                            .setEffectiveSequence(journaled.sequence())
                            .build();
                }));
    }

    private static AppliedStrategy find(Bench bench, String id) {
        AppliedStrategy strategy = bench.core().strategies().find(id);
        if (strategy == null) {
            throw new Rejection(
                            ErrorReason.ERROR_REASON_STRATEGY_NOT_FOUND,
                            "expected a strategy in force, found none: strategy_id=" + id)
                    .with("strategy_id", id);
        }
        return strategy;
    }
}
