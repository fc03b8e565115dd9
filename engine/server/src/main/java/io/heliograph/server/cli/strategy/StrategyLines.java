package io.heliograph.server.cli.strategy;

import io.heliograph.server.cli.console.JsonLine;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import io.heliograph.v1.Strategy;
import io.heliograph.v1.StrategyProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an engine says of a strategy, in lines for people and as members of a JSON object. */
final class StrategyLines {
    private static final long NANOS = 1_000_000_000L;

    private StrategyLines() {}

    /** One fact a line, its name first. */
    static List<String> text(Strategy strategy) {
        List<String> lines = new ArrayList<>();
        lines.add("id          " + strategy.getStrategyId());
        lines.add("description " + strategy.getDescription());
        lines.add("hash        " + strategy.getStrategyHash());
        lines.add("timeframe   " + strategy.getTimeframe());
        lines.add("symbols     " + String.join(" ", strategy.getSymbolsList()));
        params(strategy).forEach((name, value) -> lines.add("param       " + name + " = " + NumberText.of(value)));
        lines.add("ready       at bar " + readyBar(strategy) + ", set by "
                + strategy.getReadiness().getReadyNode());
        lines.add("converged   " + (convergedBar(strategy) < 0 ? "never" : "at bar " + convergedBar(strategy))
                + ", set by " + strategy.getReadiness().getConvergedNode());
        lines.add("nodes       " + strategy.getNodes());
        if (strategy.getEffectiveSequence() > 0) {
            lines.add("in force    from event " + strategy.getEffectiveSequence() + ", " + applied(strategy));
            lines.add("instruments " + strategy.getInstruments() + ", failed " + strategy.getFailedInstruments());
        }
        return lines;
    }

    /** The same as members; bars are counted from 0, as {@code strategy check} counts them. */
    static void put(JsonLine line, Strategy strategy) {
        line.put("id", strategy.getStrategyId())
                .put("description", strategy.getDescription())
                .put("hash", strategy.getStrategyHash())
                .put("timeframe", strategy.getTimeframe())
                .put("symbols", strategy.getSymbolsList());
        params(strategy).forEach((name, value) -> line.put("params." + name, value));
        line.put("ready_bar", readyBar(strategy))
                .put("ready_set_by", strategy.getReadiness().getReadyNode())
                .put("converged_bar", convergedBar(strategy))
                .put("converged_set_by", strategy.getReadiness().getConvergedNode())
                .put("nodes", strategy.getNodes());
        if (strategy.getEffectiveSequence() > 0) {
            line.put("effective_sequence", strategy.getEffectiveSequence())
                    .put("apply_time", applied(strategy))
                    .put("instruments", strategy.getInstruments())
                    .put("failed_instruments", strategy.getFailedInstruments());
        }
    }

    /** {@code key:line:column: message}, the line, a caret; only what the engine knows of these. */
    static String text(StrategyProblem problem) {
        String place = problem.getKey().isEmpty()
                ? ""
                : problem.getKey() + ":" + problem.getLine() + ":" + problem.getColumn() + ": ";
        return place + problem.getMessage() + (problem.getCaret().isEmpty() ? "" : "\n" + problem.getCaret());
    }

    private static int readyBar(Strategy strategy) {
        return strategy.getReadiness().getReadyBars() - 1;
    }

    private static int convergedBar(Strategy strategy) {
        return strategy.getReadiness().getConvergedBars() - 1;
    }

    private static Map<String, Double> params(Strategy strategy) {
        return new TreeMap<>(strategy.getParamsMap());
    }

    private static String applied(Strategy strategy) {
        return TimeText.of(strategy.getApplyTime().getSeconds() * NANOS
                + strategy.getApplyTime().getNanos());
    }
}
