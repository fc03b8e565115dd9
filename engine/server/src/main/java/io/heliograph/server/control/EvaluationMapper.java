package io.heliograph.server.control;

import com.google.rpc.Status;
import io.heliograph.core.StrategyStanding;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.strategy.OpenSignal;
import io.heliograph.core.strategy.Proposal;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.server.rpc.Rejection;
import io.heliograph.server.rpc.StatusMapper;
import io.heliograph.v1.Readiness;
import io.heliograph.v1.Side;
import io.heliograph.v1.SignalClaim;
import io.heliograph.v1.StrategyEvaluation;
import io.heliograph.v1.Truth;
import java.util.HexFormat;
import java.util.Locale;

/** Makes messages of what the core says about strategies. */
final class EvaluationMapper {
    private EvaluationMapper() {}

    /** A pair without an answer. */
    static StrategyEvaluation toProto(String symbol, String strategyId, Rejection why) {
        return StrategyEvaluation.newBuilder()
                .setSymbol(symbol)
                .setStrategyId(strategyId)
                .setStatus(StatusMapper.toMessage(why))
                .setError(StatusMapper.toErrorInfo(why))
                .build();
    }

    static StrategyEvaluation toProto(String symbol, StrategyStanding standing, long event) {
        CompiledStrategy strategy = standing.strategy().compiled();
        StrategyEvaluation.Builder evaluation = StrategyEvaluation.newBuilder()
                .setSymbol(symbol)
                .setStrategyId(standing.strategy().id())
                .setStatus(Status.getDefaultInstance())
                .setAsOfEvent(event)
                .setStrategyHash(HexFormat.of().formatHex(strategy.hash()))
                .setTimeframe(strategy.rules().timeframe().toString())
                .setStance(side(standing))
                .setBuy(truth(standing.buy()))
                .setSell(truth(standing.sell()))
                .setExitBuy(truth(standing.exitBuy()))
                .setExitSell(truth(standing.exitSell()))
                .setReadiness(readiness(standing))
                .setBarsNeeded((strategy.requiresConverged() ? strategy.convergedBar() : strategy.readyBar()) + 1L);
        if (standing.barEnd() != StrategyStanding.NO_BAR) {
            evaluation.setBarEndTime(Times.timestamp(standing.barEnd())).setBarsSeen(standing.barsSeen());
        }
        if (standing.open() != null) {
            add(standing.open(), evaluation);
        }
        if (standing.ifBought() != null) {
            evaluation.setIfBought(claim(standing.ifBought())).setIfSold(claim(standing.ifSold()));
        }
        return evaluation.build();
    }

    private static void add(OpenSignal open, StrategyEvaluation.Builder evaluation) {
        evaluation
                .setSinceTime(Times.timestamp(open.barEnd()))
                .setSignalId(open.signalId())
                .setSignalSequence(open.sequence())
                .setEntryPrice(open.entry())
                .setBarsHeld(open.barsHeld());
    }

    private static SignalClaim claim(Proposal proposal) {
        SignalClaim.Builder claim = SignalClaim.newBuilder();
        if (proposal.faultyLevel() != null) {
            claim.setFault(proposal.faultyLevel().name().toLowerCase(Locale.ROOT) + ": " + proposal.found());
        } else {
            claim.setConfidence(proposal.confidence());
        }
        if (!Double.isNaN(proposal.stop())) {
            claim.setStop(proposal.stop());
        }
        if (!Double.isNaN(proposal.target())) {
            claim.setTarget(proposal.target());
        }
        return claim.build();
    }

    private static Side side(StrategyStanding standing) {
        return switch (standing.stance()) {
            case HOLD, NULL_VAL -> Side.SIDE_HOLD;
            case BUY -> Side.SIDE_BUY;
            case SELL -> Side.SIDE_SELL;
        };
    }

    private static Truth truth(int value) {
        return switch (value) {
            case StrategyView.FALSE -> Truth.TRUTH_FALSE;
            case StrategyView.TRUE -> Truth.TRUTH_TRUE;
            default -> Truth.TRUTH_UNKNOWN;
        };
    }

    private static Readiness readiness(StrategyStanding standing) {
        if (standing.isConverged()) {
            return Readiness.READINESS_CONVERGED;
        }
        boolean isReady = standing.isReady() && !standing.strategy().compiled().requiresConverged();
        return isReady ? Readiness.READINESS_READY : Readiness.READINESS_NOT_READY;
    }
}
