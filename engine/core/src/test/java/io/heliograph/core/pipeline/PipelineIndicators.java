package io.heliograph.core.pipeline;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.Documents;
import io.heliograph.core.language.NaiveColumn;
import io.heliograph.core.language.NaiveEvaluator.Engine;
import io.heliograph.core.strategy.StrategyView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The engine's answers to one call of an indicator, from a pipeline of its own over the bars of one timeframe. */
final class PipelineIndicators implements Engine {
    private final Map<Timeframe, List<ClosedBar>> bars;
    private final boolean evaluatesFlat;

    PipelineIndicators(Map<Timeframe, List<ClosedBar>> bars, boolean evaluatesFlat) {
        this.bars = bars;
        this.evaluatesFlat = evaluatesFlat;
    }

    @Override
    public Map<String, NaiveColumn> indicator(String call, List<String> outputs, Timeframe timeframe) {
        StringBuilder let = new StringBuilder();
        List<String> sorted = outputs.stream().sorted().toList();
        for (String output : sorted) {
            String selector = output.equals("value") && outputs.size() == 1 ? "" : "." + output;
            let.append("v_")
                    .append(output)
                    .append(" = \"")
                    .append(call)
                    .append(selector)
                    .append("\"\n");
        }
        CompiledStrategy strategy = Documents.strategy("id = a\ntimeframe = " + timeframe + "\nlet {\n" + let
                + "}\nbuy = true\nflat = " + (evaluatesFlat ? "evaluate" : "unknown"));
        Pipeline pipeline = new Pipeline();
        StrategyView view = pipeline.add(strategy, new BarHistory(1));
        List<ClosedBar> all = bars.get(timeframe);
        Map<String, NaiveColumn> columns = new TreeMap<>();
        sorted.forEach(output -> columns.put(output, new NaiveColumn(all.size(), false)));
        for (int i = 0; i < all.size(); i++) {
            pipeline.onBar(timeframe, all.get(i));
            for (int j = 0; j < sorted.size(); j++) {
                columns.get(sorted.get(j)).put(i, view.value(j), view.isValueFlat(j));
            }
        }
        return columns;
    }
}
