package io.heliograph.server.report;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.formula.FormulaRun;
import io.heliograph.core.language.CompiledFormulas;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.language.ExpressionCompiler;
import io.heliograph.core.language.FormulaCompilation;
import io.heliograph.server.backtest.BacktestResult;
import io.heliograph.server.backtest.BarRow;
import io.heliograph.server.backtest.StrategyDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that the strategies of a run define by {@code let}, computed again over its bars.
 *
 * <p>Conditions are no lines. Definitions that need a signal ({@code side}, {@code entry}) have no value of their own and
 * are left out. The bars are fed from the first one on, as to a strategy that was in force from the first event.
 */
public final class StrategyLines {
    private StrategyLines() {}

    /** Lines of every strategy over every symbol that it is for, on its own timeframe. */
    public static List<ChartLines> of(BacktestResult result) {
        List<ChartLines> lines = new ArrayList<>();
        for (SeriesRows rows : SeriesRows.of(result, List.of()).values()) {
            for (StrategyDocument document : result.strategies()) {
                CompiledStrategy strategy = document.compiled();
                Timeframe timeframe = strategy.rules().timeframe();
                if (timeframe.equals(rows.key().timeframe())
                        && strategy.matches(rows.key().symbol())) {
                    lines.add(new ChartLines(
                            rows.key().symbol(), timeframe, document.id(), linesOf(strategy, rows.bars())));
                }
            }
        }
        return lines;
    }

    private static List<ChartLines.Line> linesOf(CompiledStrategy strategy, List<BarRow> bars) {
        List<String> names = definable(strategy);
        if (names.isEmpty()) {
            return List.of();
        }
        CompiledFormulas formulas = ExpressionCompiler.compile(names, strategy).formulas();
        double[][] values = values(formulas, bars, bars.size(), 1);
        double[][] doubled = values(formulas, bars, Math.min(bars.size(), Overlays.LOOKED_AT), 2);
        List<ChartLines.Line> lines = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            CompiledFormulas.Column column = formulas.columns().get(i);
            if (!column.isCondition()) {
                lines.add(new ChartLines.Line(column.name(), Overlays.isPrice(values[i], doubled[i], bars), values[i]));
            }
        }
        return lines;
    }

    /** The definitions that stand on bars alone. */
    private static List<String> definable(CompiledStrategy strategy) {
        return strategy.let().keySet().stream()
                .filter(name -> {
                    FormulaCompilation alone = ExpressionCompiler.compile(List.of(name), strategy);
                    return alone.problems().isEmpty();
                })
                .toList();
    }

    /** Every column at each of the first bars, with all prices multiplied. */
    private static double[][] values(CompiledFormulas formulas, List<BarRow> bars, int count, double times) {
        double[][] values = new double[formulas.columns().size()][count];
        FormulaRun run = new FormulaRun(formulas);
        ClosedBar bar = new ClosedBar();
        for (int i = 0; i < count; i++) {
            BarRow row = bars.get(i);
            bar.time(row.startNs(), row.endNs(), row.ordinal(), run.grid().day(row.startNs()))
                    .prices(row.open() * times, row.high() * times, row.low() * times, row.close() * times)
                    .volume(row.volume(), row.wap() * times, row.trades(), row.flags());
            run.onBar(bar);
            for (int column = 0; column < values.length; column++) {
                values[column][i] = run.isReady(column) ? run.value(column) : Double.NaN;
            }
        }
        return values;
    }
}
