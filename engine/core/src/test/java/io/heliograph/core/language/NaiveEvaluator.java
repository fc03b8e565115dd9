package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates an expression over whole series at once, by the tables of the language page and nothing else.
 *
 * <p>It shares the parser with the engine and neither the binder, nor the plan, nor any node, nor any kernel. An
 * indicator is worked out anew from the whole series of its input ({@link NaiveIndicators}) and held against the engine's
 * own answers, which must be as near as rounding allows; what is made of it goes on from the engine's answers, so that
 * everything else can be compared bit for bit.
 */
public final class NaiveEvaluator {
    private final Map<Timeframe, List<ClosedBar>> bars;
    private final Timeframe own;
    private final NaiveOperators operators;
    private final Engine engine;
    private final Map<String, Expr> definitions = new TreeMap<>();
    private final Map<String, Double> constants = new TreeMap<>();
    private final Map<String, Map<String, NaiveColumn>> indicators = new TreeMap<>();
    private final NaiveAgreement agreement = new NaiveAgreement();

    private int heldFrom;

    /** Where the answers of the engine to one call of an indicator come from. */
    public interface Engine {
        /** The outputs by name over all bars of a timeframe; {@code value} where there is one. */
        Map<String, NaiveColumn> indicator(String call, List<String> outputs, Timeframe timeframe);
    }

    /** {@code bars}: all closed bars of each timeframe, in order. */
    public NaiveEvaluator(Map<Timeframe, List<ClosedBar>> bars, Timeframe own, boolean evaluatesFlat, Engine engine) {
        this.bars = bars;
        this.own = own;
        this.operators = new NaiveOperators(evaluatesFlat);
        this.engine = engine;
    }

    /** A definition of the document. */
    public void define(String name, String expression) {
        definitions.put(name, Parser.parse(expression));
    }

    /** A param of the document, or a value of the context. */
    public void define(String name, double value) {
        constants.put(name, value);
    }

    /** The bar of the open signal, from which {@code bars_held} counts. */
    public void held(int from) {
        heldFrom = from;
    }

    /** How many answers of indicators were held against the engine's. */
    public long compared() {
        return agreement.compared();
    }

    /** How many could not be, because rounding decides. */
    public long unsure() {
        return agreement.unsure();
    }

    public NaiveColumn evaluate(String expression) {
        return at(Parser.parse(expression), own);
    }

    /** The first bar on which the expression is ready, beyond the series where it never is. */
    public int firstReady(String expression) {
        return new NaiveReadiness(bars, definitions, constants).first(Parser.parse(expression), own);
    }

    private NaiveColumn at(Expr expr, Timeframe timeframe) {
        int length = bars.get(timeframe).size();
        if (expr instanceof Expr.Literal literal) {
            return constant(length, literal.value());
        } else if (expr instanceof Expr.Truth truth) {
            NaiveColumn column = new NaiveColumn(length, true);
            for (int i = 0; i < length; i++) {
                column.put(i, truth.value() ? NaiveColumn.TRUE : NaiveColumn.FALSE);
            }
            return column;
        } else if (expr instanceof Expr.Group group) {
            return at(group.inner(), timeframe);
        } else if (expr instanceof Expr.Name name) {
            return name(name.name(), timeframe);
        } else if (expr instanceof Expr.Sign sign) {
            NaiveColumn x = at(sign.operand(), timeframe);
            NaiveColumn column = new NaiveColumn(length, false);
            for (int i = 0; i < length; i++) {
                column.put(i, sign.negative() ? -x.values[i] : x.values[i], x.flags[i] == 1);
            }
            return column;
        } else if (expr instanceof Expr.Not not) {
            NaiveColumn x = at(not.operand(), timeframe);
            NaiveColumn column = new NaiveColumn(length, true);
            for (int i = 0; i < length; i++) {
                column.put(i, x.flags[i] == NaiveColumn.UNKNOWN ? NaiveColumn.UNKNOWN : (byte) (1 - x.flags[i]));
            }
            return column;
        } else if (expr instanceof Expr.Binary binary) {
            return operators.binary(
                    binary.operator(), at(binary.left(), timeframe), at(binary.right(), timeframe), length);
        } else if (expr instanceof Expr.History history) {
            NaiveColumn x = at(history.base(), timeframe);
            int k = (int) at(history.bars(), timeframe).values[0];
            NaiveColumn column = new NaiveColumn(length, x.isCondition);
            for (int i = 0; i < length; i++) {
                column.copy(i, x, i - k);
            }
            return column;
        } else if (expr instanceof Expr.Larger larger && NaiveArguments.isConstant(larger.base(), constants)) {
            return at(larger.base(), timeframe);
        } else if (expr instanceof Expr.Larger larger) {
            return larger(at(larger.base(), larger.timeframe()), larger.timeframe(), timeframe);
        } else if (expr instanceof Expr.Output output) {
            return indicator(record(output.base()), output.name(), timeframe);
        }
        Expr.Call call = (Expr.Call) expr;
        return Catalogue.find(call.name()).isIndicator()
                ? indicator(call, "value", timeframe)
                : operators.function(call.name(), arguments(call, timeframe), length);
    }

    private NaiveColumn larger(NaiveColumn x, Timeframe larger, Timeframe timeframe) {
        List<ClosedBar> small = bars.get(timeframe);
        List<ClosedBar> big = bars.get(larger);
        NaiveColumn column = new NaiveColumn(small.size(), x.isCondition);
        for (int i = 0; i < small.size(); i++) {
            int latest = -1;
            for (int j = 0; j < big.size(); j++) {
                latest = big.get(j).end() <= small.get(i).end() ? j : latest;
            }
            column.copy(i, x, latest);
        }
        return column;
    }

    private Expr.Call record(Expr expr) {
        Expr bare = Expr.bare(expr);
        return bare instanceof Expr.Name name ? record(definitions.get(name.name())) : (Expr.Call) bare;
    }

    private NaiveColumn name(String name, Timeframe timeframe) {
        int length = bars.get(timeframe).size();
        if (constants.containsKey(name)) {
            return constant(length, constants.get(name));
        } else if (definitions.containsKey(name)) {
            return at(definitions.get(name), timeframe);
        } else if (name.equals("bars_held")) {
            NaiveColumn column = new NaiveColumn(length, false);
            for (int i = 0; i < length; i++) {
                column.put(i, heldFrom < 0 ? Double.NaN : i - heldFrom, false);
            }
            return column;
        }
        return series(name, timeframe);
    }

    private static NaiveColumn constant(int length, double value) {
        NaiveColumn column = new NaiveColumn(length, false);
        for (int i = 0; i < length; i++) {
            column.put(i, value, false);
        }
        return column;
    }

    private NaiveColumn series(String name, Timeframe timeframe) {
        List<ClosedBar> list = bars.get(timeframe);
        NaiveColumn column = new NaiveColumn(list.size(), false);
        for (int i = 0; i < list.size(); i++) {
            ClosedBar bar = list.get(i);
            double value = switch (name) {
                case "open" -> bar.open();
                case "high" -> bar.high();
                case "low" -> bar.low();
                case "close" -> bar.close();
                case "volume" -> bar.volume();
                case "hl2" -> (bar.high() + bar.low()) / 2;
                case "hlc3" -> (bar.high() + bar.low() + bar.close()) / 3;
                case "ohlc4" -> (bar.open() + bar.high() + bar.low() + bar.close()) / 4;
                case "wap" -> bar.wap();
                case "trades" -> bar.trades() == -1 ? Double.NaN : bar.trades();
                case "utc_minute" -> bar.start() / 1_000_000_000L % 86_400 / 60;
                case "utc_weekday" ->
                    java.time.Instant.ofEpochSecond(bar.start() / 1_000_000_000L)
                            .atOffset(java.time.ZoneOffset.UTC)
                            .getDayOfWeek()
                            .getValue();
                default -> throw new IllegalArgumentException(name);
            };
            column.put(i, value, false);
        }
        return column;
    }

    private List<NaiveColumn> arguments(Expr.Call call, Timeframe timeframe) {
        return call.arguments().stream()
                .map(argument -> at(argument.value(), timeframe))
                .toList();
    }

    private NaiveColumn indicator(Expr.Call call, String output, Timeframe timeframe) {
        Map<String, Expr> replaced = new TreeMap<>(definitions);
        constants.forEach((name, value) -> replaced.put(name, new Expr.Literal(0, value)));
        String text = ExprText.of(call, replaced);
        String key = text + " @ " + timeframe;
        Map<String, NaiveColumn> known = indicators.get(key);
        if (known == null) {
            NaiveArguments arguments = NaiveArguments.of(call, constants);
            NaiveColumn input = arguments.input() == null ? null : at(arguments.input(), timeframe);
            known = agreement.check(
                    text,
                    call.name(),
                    arguments,
                    bars.get(timeframe),
                    input,
                    outputs -> engine.indicator(text, outputs, timeframe));
            indicators.put(key, known);
        }
        return known.get(output);
    }
}
