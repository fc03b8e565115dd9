package io.heliograph.server.control;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.heliograph.core.AppliedStrategy;
import io.heliograph.core.SignalCore;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Problem;
import io.heliograph.v1.ProblemSeverity;
import io.heliograph.v1.Strategy;
import io.heliograph.v1.StrategyProblem;
import io.heliograph.v1.StrategyProblems;
import java.util.HexFormat;
import java.util.List;

/** Strategies and what is wrong with them, in the form of the wire. */
public final class StrategyMapper {
    /** Clients read at most 8 KiB of trailers, and base64 takes a third of it. */
    private static final int MOST_BYTES_OF_PROBLEMS = 4_500;

    private StrategyMapper() {}

    /** A strategy as compiled. */
    static Strategy.Builder toProto(CompiledStrategy compiled) {
        Strategy.Builder builder = Strategy.newBuilder()
                .setStrategyId(compiled.rules().id())
                .setStrategyHash(HexFormat.of().formatHex(compiled.hash()))
                .setDescription(compiled.description())
                .setTimeframe(compiled.rules().timeframe().toString())
                .setNodes(compiled.nodeCount());
        // Bars are counted from 0 there and from 1 here.
        builder.getReadinessBuilder()
                .setReadyBars(compiled.readyBar() + 1)
                .setReadyNode(compiled.readySetBy())
                .setConvergedBars(compiled.convergedBar() == CompiledStrategy.NEVER ? 0 : compiled.convergedBar() + 1)
                .setConvergedNode(compiled.convergedSetBy());
        Config canonical = ConfigFactory.parseString(compiled.canonical());
        if (canonical.hasPath("symbols")) {
            builder.addAllSymbols(canonical.getStringList("symbols"));
        }
        if (canonical.hasPath("params")) {
            canonical
                    .getConfig("params")
                    .entrySet()
                    .forEach(param -> builder.putParams(
                            param.getKey(), ((Number) param.getValue().unwrapped()).doubleValue()));
        }
        return builder;
    }

    /** A strategy in force; without its text. */
    static Strategy.Builder toProto(AppliedStrategy strategy, SignalCore core) {
        return toProto(strategy.compiled())
                .setEffectiveSequence(strategy.sequence())
                .setApplyTime(Times.timestamp(strategy.receiveTime()))
                .setInstruments(core.instrumentsOf(strategy.id()))
                .setFailedInstruments(core.failedInstrumentsOf(strategy.id()));
    }

    static StrategyProblem toProto(Problem problem, ProblemSeverity severity) {
        return StrategyProblem.newBuilder()
                .setSeverity(severity)
                .setKey(problem.key())
                .setLine(problem.line())
                .setColumn(problem.column())
                .setMessage(problem.message())
                .setCaret(problem.excerpt())
                .build();
    }

    /** As many of the problems as a status can carry. */
    public static StrategyProblems detail(List<Problem> problems) {
        StrategyProblems.Builder detail = StrategyProblems.newBuilder();
        int bytes = 0;
        for (Problem problem : problems) {
            StrategyProblem next = toProto(problem, ProblemSeverity.PROBLEM_SEVERITY_ERROR);
            bytes += next.getSerializedSize();
            if (bytes > MOST_BYTES_OF_PROBLEMS) {
                break;
            }
            detail.addProblems(next);
        }
        return detail.build();
    }
}
