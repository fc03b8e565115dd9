package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import java.util.List;
import java.util.Map;

/** The first bar on which an expression is ready, by the rules of the language page; {@link #NEVER} beyond the series. */
final class NaiveReadiness {
    static final int NEVER = Integer.MAX_VALUE / 2;

    private final Map<Timeframe, List<ClosedBar>> bars;
    private final Map<String, Expr> definitions;
    private final Map<String, Double> constants;

    NaiveReadiness(Map<Timeframe, List<ClosedBar>> bars, Map<String, Expr> definitions, Map<String, Double> constants) {
        this.bars = bars;
        this.definitions = definitions;
        this.constants = constants;
    }

    /** Number of the bar among those of the timeframe. */
    int first(Expr expr, Timeframe timeframe) {
        if (expr instanceof Expr.Group group) {
            return first(group.inner(), timeframe);
        } else if (expr instanceof Expr.Sign sign) {
            return first(sign.operand(), timeframe);
        } else if (expr instanceof Expr.Not not) {
            return first(not.operand(), timeframe);
        } else if (expr instanceof Expr.Binary binary) {
            return Math.max(first(binary.left(), timeframe), first(binary.right(), timeframe));
        } else if (expr instanceof Expr.Name name) {
            Expr definition = constants.containsKey(name.name()) ? null : definitions.get(name.name());
            return definition == null ? 0 : first(definition, timeframe);
        } else if (expr instanceof Expr.History history) {
            return first(history.base(), timeframe) + (int) number(history.bars());
        } else if (expr instanceof Expr.Larger larger) {
            return larger(larger, timeframe);
        } else if (expr instanceof Expr.Output output) {
            return call(record(output.base()), output.name(), timeframe);
        } else if (expr instanceof Expr.Call call) {
            return call(call, "value", timeframe);
        }
        return 0;
    }

    private int larger(Expr.Larger larger, Timeframe timeframe) {
        if (NaiveArguments.isConstant(larger.base(), constants)) {
            return 0;
        }
        int needed = first(larger.base(), larger.timeframe());
        List<ClosedBar> big = bars.get(larger.timeframe());
        List<ClosedBar> own = bars.get(timeframe);
        for (int i = 0; i < own.size() && needed < big.size(); i++) {
            if (big.get(needed).end() <= own.get(i).end()) {
                return i;
            }
        }
        return NEVER;
    }

    private Expr.Call record(Expr expr) {
        Expr bare = Expr.bare(expr);
        return bare instanceof Expr.Name name ? record(definitions.get(name.name())) : (Expr.Call) bare;
    }

    private int call(Expr.Call call, String output, Timeframe timeframe) {
        List<Argument> arguments = call.arguments();
        int x = arguments.isEmpty() ? 0 : first(arguments.get(0).value(), timeframe);
        int most = x;
        for (Argument argument : arguments) {
            most = Math.max(most, argument.bare() && argument.name() != null ? 0 : first(argument.value(), timeframe));
        }
        return switch (call.name()) {
            case "defined" -> 0;
            case "coalesce" -> Math.min(x, first(arguments.get(1).value(), timeframe));
            case "cross", "cross_above", "cross_below" -> most + 1;
            case "within", "always", "count", "sum" ->
                x + (int) number(arguments.get(1).value()) - 1;
            case "rising", "falling" -> x + (int) number(arguments.get(1).value());
            case "change" ->
                x + (arguments.size() > 1 ? (int) number(arguments.get(1).value()) : 1);
            case "if", "bars_since", "value_when", "flat", "abs", "sign", "sqrt", "log", "exp", "floor", "ceil" -> most;
            case "round", "min", "max", "clamp", "pow" -> most;
            default -> indicator(call, output, timeframe);
        };
    }

    private int indicator(Expr.Call call, String output, Timeframe timeframe) {
        NaiveArguments arguments = NaiveArguments.of(call, constants);
        int input = arguments.input() == null ? 0 : first(arguments.input(), timeframe);
        return input + lookBack(call.name(), output, arguments);
    }

    private static int lookBack(String name, String output, NaiveArguments p) {
        return switch (name) {
            case "sma", "wma", "smma", "median", "stdev", "zscore", "highest", "lowest", "linreg", "bbands", "vwma" ->
                p.whole("n") - 1;
            case "donchian", "willr", "cci" -> p.whole("n") - 1;
            case "ema" -> p.is("seed", "first") ? 0 : p.whole("n") - 1;
            case "dema" -> 2 * (p.whole("n") - 1);
            case "tema" -> 3 * (p.whole("n") - 1);
            case "trix" -> 3 * (p.whole("n") - 1) + 1;
            case "hma" -> p.whole("n") - 2 + (int) Math.floor(Math.sqrt(p.whole("n")));
            case "kama", "mom", "roc", "rsi", "natr", "mfi", "aroon", "supertrend" -> p.whole("n");
            case "stochrsi" -> p.whole("rsi") + p.whole("stoch") - 1 + smoothed(output, p);
            case "stoch" -> p.whole("k") - 1 + smoothed(output, p);
            case "macd" -> p.whole("slow") - 1 + (output.equals("line") ? 0 : p.whole("signal") - 1);
            case "tr", "psar" -> 1;
            case "atr" -> p.is("first", "range") ? p.whole("n") - 1 : p.whole("n");
            case "adx" -> output.equals("adx") ? 2 * p.whole("n") - 1 : p.whole("n");
            case "keltner" -> Math.max(p.whole("n") - 1, p.whole("atr"));
            case "obv", "vwap_cum" -> 0;
            case "vwap" -> p.is("n", "none") ? 0 : p.whole("n") - 1;
            case "dynamic_bands" -> {
                boolean isBase = p.is("warmup", "base") && !output.equals("ratio");
                yield isBase ? 0 : p.whole("atr") + p.whole("mean") - 1;
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int smoothed(String output, NaiveArguments p) {
        return switch (output) {
            case "raw" -> 0;
            case "k" -> p.whole("smooth") - 1;
            default -> p.whole("smooth") + p.whole("d") - 2;
        };
    }

    private double number(Expr expr) {
        return NaiveArguments.number(expr, constants);
    }
}
