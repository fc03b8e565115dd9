package io.heliograph.core.pipeline;

import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.NaiveColumn;
import io.heliograph.core.language.NaiveEvaluator;
import io.heliograph.core.strategy.NaiveScript;
import io.heliograph.core.strategy.StrategyRules;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.core.strategy.StrategyView.Condition;
import io.heliograph.core.strategy.StrategyView.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the expressions of a document say on every bar, each worked out over the whole series at once. */
final class NaiveDocument implements NaiveScript {
    private final StrategyRules rules;
    private final RandomDocument document;
    private final List<ClosedBar> bars;
    private final NaiveEvaluator naive;
    private final int firstBar;
    private final Map<String, NaiveColumn> columns = new TreeMap<>();

    NaiveDocument(StrategyRules rules, RandomDocument document, List<ClosedBar> bars, NaiveEvaluator naive) {
        this.rules = rules;
        this.document = document;
        this.bars = bars;
        this.naive = naive;
        document.params.forEach(naive::define);
        document.lets.forEach(naive::define);
        this.firstBar = document.expressions.values().stream()
                .mapToInt(naive::firstReady)
                .max()
                .orElseThrow();
    }

    @Override
    public StrategyRules rules() {
        return rules;
    }

    @Override
    public int bars() {
        return bars.size();
    }

    @Override
    public int firstBar() {
        return firstBar;
    }

    @Override
    public long start(int bar) {
        return bars.get(bar).start();
    }

    @Override
    public double[] prices(int bar) {
        ClosedBar each = bars.get(bar);
        return new double[] {each.open(), each.high(), each.low(), each.close()};
    }

    @Override
    public boolean isFilled(int bar) {
        return bars.get(bar).isFilled();
    }

    @Override
    public boolean declares(Level level) {
        return document.expressions.containsKey(key(level));
    }

    @Override
    public String describe(Level level) {
        return document.expressions.get(key(level));
    }

    @Override
    public int condition(int bar, Condition condition, int from) {
        return switch (condition) {
            case BUY -> code("buy", 1, -1, bar);
            case SELL -> code("sell", -1, -1, bar);
            case EXIT_BUY -> either(code("exit", 1, from, bar), code("exit_buy", 1, from, bar));
            case EXIT_SELL -> either(code("exit", -1, from, bar), code("exit_sell", -1, from, bar));
        };
    }

    @Override
    public double level(int bar, Level level, int side) {
        return declares(level) ? column(key(level), side, -1).values[bar] : Double.NaN;
    }

    private int code(String key, int side, int from, int bar) {
        return document.expressions.containsKey(key) ? column(key, side, from).flags[bar] : StrategyView.FALSE;
    }

    private NaiveColumn column(String key, int side, int from) {
        return columns.computeIfAbsent(key + " " + side + " " + from, each -> {
            naive.define("side", side);
            naive.define("entry", from < 0 ? Double.NaN : bars.get(from).close());
            naive.held(from);
            return naive.evaluate(document.expressions.get(key));
        });
    }

    private static int either(int a, int b) {
        if (a == StrategyView.TRUE || b == StrategyView.TRUE) {
            return StrategyView.TRUE;
        }
        return a == StrategyView.FALSE && b == StrategyView.FALSE ? StrategyView.FALSE : StrategyView.UNKNOWN;
    }

    private static String key(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
