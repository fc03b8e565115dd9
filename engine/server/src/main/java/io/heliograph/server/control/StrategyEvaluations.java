package io.heliograph.server.control;

import io.grpc.ServerMethodDefinition;
import io.grpc.stub.StreamObserver;
import io.heliograph.core.SignalCore;
import io.heliograph.core.StrategyStanding;
import io.heliograph.core.StrategyTable;
import io.heliograph.core.instrument.InstrumentTable;
import io.heliograph.server.rpc.JoinedService;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.Workers;
import io.heliograph.server.sequencer.Asking;
import io.heliograph.server.sequencer.Desk;
import io.heliograph.v1.ErrorReason;
import io.heliograph.v1.EvaluateStrategiesRequest;
import io.heliograph.v1.EvaluateStrategiesResponse;
import io.heliograph.v1.SignalServiceGrpc;
import io.heliograph.v1.StrategyEvaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers how strategies stand on symbols now: the sequencer copies the standing of some pairs at a time between two groups
 * of events, the rest is done on a worker. Changes nothing.
 */
public final class StrategyEvaluations implements SignalServiceGrpc.AsyncService {
    static final int MOST_SYMBOLS = 1_000;
    static final int MOST_STRATEGIES = 256;
    static final int MOST_PAIRS = 10_000;

    /** So long as one question may keep the sequencer: some hundred microseconds. */
    private static final int PAIRS_AT_ONCE = 32;

    private final Desk desk;
    private final Workers workers;

    /** A pair that was asked for, and what the core said of it. */
    private record Answer(String symbol, String strategyId, StrategyStanding standing, Rejection why, long event) {}

    /** The head and the strategies in force when a request began. */
    private record Begin(long output, List<String> strategies) {}

    public StrategyEvaluations(Desk desk, Workers workers) {
        this.desk = desk;
        this.workers = workers;
    }

    /** The methods of the signal service that are answered here. */
    public List<ServerMethodDefinition<?, ?>> methods() {
        return JoinedService.only(SignalServiceGrpc.bindService(this), "EvaluateStrategies");
    }

    @Override
    public void evaluateStrategies(
            EvaluateStrategiesRequest request, StreamObserver<EvaluateStrategiesResponse> caller) {
        check(request);
        workers.answer(caller, () -> answer(request));
    }

    private EvaluateStrategiesResponse answer(EvaluateStrategiesRequest request) {
        boolean isNamed = request.getStrategyIdsCount() > 0;
        Begin begin = Asking.ask(
                desk,
                bench -> new Begin(
                        bench.core().outputSequence(), idsOf(bench.core().strategies())));
        List<String> ids = isNamed ? request.getStrategyIdsList() : begin.strategies();
        if ((long) request.getSymbolsCount() * ids.size() > MOST_PAIRS) {
            throw tooMany(request.getSymbolsCount(), ids.size());
        }
        List<Answer> pairs = new ArrayList<>(request.getSymbolsCount() * ids.size());
        for (String symbol : request.getSymbolsList()) {
            ids.forEach(id -> pairs.add(new Answer(symbol, id, null, null, 0)));
        }
        List<Answer> answers = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i += PAIRS_AT_ONCE) {
            List<Answer> some = pairs.subList(i, Math.min(i + PAIRS_AT_ONCE, pairs.size()));
            answers.addAll(Asking.ask(desk, bench -> {
                List<Answer> said = new ArrayList<>(some.size());
                some.forEach(pair -> said.add(ask(bench.core(), pair)));
                return said;
            }));
        }
        EvaluateStrategiesResponse.Builder response =
                EvaluateStrategiesResponse.newBuilder().setAsOf(begin.output());
        for (Answer answer : answers) {
            if (isNamed || answer.why() == null || !isNoPlace(answer.why())) {
                response.addEvaluations(toProto(answer));
            }
        }
        return response.build();
    }

    private static List<String> idsOf(StrategyTable strategies) {
        List<String> ids = new ArrayList<>(strategies.count());
        for (int i = 0; i < strategies.count(); i++) {
            ids.add(strategies.at(i).id());
        }
        return ids;
    }

    /** On the sequencer's thread. */
    private static Answer ask(SignalCore core, Answer pair) {
        String symbol = pair.symbol();
        String id = pair.strategyId();
        int instrument = core.instruments().numberOf(symbol);
        Rejection why = null;
        StrategyStanding standing = null;
        if (instrument == InstrumentTable.MISSING) {
            why = new Rejection(
                            ErrorReason.ERROR_REASON_INSTRUMENT_NOT_FOUND, "expected a known symbol: symbol=" + symbol)
                    .with("symbol", symbol);
        } else if (core.strategies().find(id) == null) {
            why = new Rejection(
                            ErrorReason.ERROR_REASON_STRATEGY_NOT_FOUND,
                            "expected a strategy in force, found none: strategy_id=" + id)
                    .with("strategy_id", id);
        } else {
            standing = core.standing(instrument, id);
            why = standing == null
                    ? refusal(
                            ErrorReason.ERROR_REASON_STRATEGY_NOT_APPLICABLE,
                            "expected a strategy for this symbol",
                            pair)
                    : standing.hasFailed()
                            ? refusal(
                                    ErrorReason.ERROR_REASON_STRATEGY_FAILED,
                                    "expected a strategy that runs, found one that failed and waits to be applied again",
                                    pair)
                            : null;
        }
        return new Answer(symbol, id, standing, why, core.eventSequence());
    }

    private static Rejection refusal(ErrorReason reason, String message, Answer pair) {
        return new Rejection(reason, message + ": strategy_id=" + pair.strategyId() + " symbol=" + pair.symbol())
                .with("strategy_id", pair.strategyId())
                .with("symbol", pair.symbol());
    }

    /** Whether nobody asked for this pair by name, and it has nothing to say. */
    private static boolean isNoPlace(Rejection why) {
        return why.reason() == ErrorReason.ERROR_REASON_STRATEGY_NOT_APPLICABLE
                || why.reason() == ErrorReason.ERROR_REASON_STRATEGY_NOT_FOUND;
    }

    private static StrategyEvaluation toProto(Answer answer) {
        return answer.why() == null
                ? EvaluationMapper.toProto(answer.symbol(), answer.standing(), answer.event())
                : EvaluationMapper.toProto(answer.symbol(), answer.strategyId(), answer.why());
    }

    private static void check(EvaluateStrategiesRequest request) {
        int symbols = request.getSymbolsCount();
        int strategies = request.getStrategyIdsCount();
        Rejection rejection = new Rejection(
                ErrorReason.ERROR_REASON_REQUEST_INVALID,
                "expected 1 to " + MOST_SYMBOLS + " symbols and at most " + MOST_STRATEGIES + " strategies: symbols="
                        + symbols + " strategy_ids=" + strategies);
        if (symbols < 1 || symbols > MOST_SYMBOLS) {
            rejection.withField("symbols", "expected 1 to " + MOST_SYMBOLS + " symbols, found " + symbols);
        }
        if (strategies > MOST_STRATEGIES) {
            rejection.withField("strategy_ids", "expected at most " + MOST_STRATEGIES + ", found " + strategies);
        }
        if (!rejection.violations().isEmpty()) {
            throw rejection;
        }
        if ((long) symbols * strategies > MOST_PAIRS) {
            throw tooMany(symbols, strategies);
        }
    }

    private static Rejection tooMany(int symbols, int strategies) {
        return Rejection.invalid(
                "symbols",
                "expected at most " + MOST_PAIRS + " pairs of symbol and strategy, found symbols=" + symbols
                        + " strategies=" + strategies);
    }
}
