package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import java.util.ArrayList;
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
    private static final byte FALSE = 0;
    private static final byte TRUE = 1;
    private static final byte UNKNOWN = 2;

    private final Map<Timeframe, List<ClosedBar>> bars;
    private final Timeframe own;
    private final boolean evaluatesFlat;
    private final Engine engine;
    private final Map<String, Expr> definitions = new TreeMap<>();
    private final Map<String, Double> constants = new TreeMap<>();
    private final Map<String, Map<String, Column>> indicators = new TreeMap<>();

    private long compared;
    private long unsure;
    private int heldFrom;

    /** Where the answers of the engine to one call of an indicator come from. */
    public interface Engine {
        /** The outputs by name over all bars of a timeframe; {@code value} where there is one. */
        Map<String, Column> indicator(String call, List<String> outputs, Timeframe timeframe);
    }

    /** {@code bars}: all closed bars of each timeframe, in order. */
    public NaiveEvaluator(Map<Timeframe, List<ClosedBar>> bars, Timeframe own, boolean evaluatesFlat, Engine engine) {
        this.bars = bars;
        this.own = own;
        this.evaluatesFlat = evaluatesFlat;
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
        return compared;
    }

    /** How many could not be, because rounding decides. */
    public long unsure() {
        return unsure;
    }

    /** One answer a bar: numbers with NaN for undefined and 1 in {@code flags} for FLAT, or codes in {@code flags}. */
    public static final class Column {
        public final double[] values;
        public final byte[] flags;
        public final boolean isCondition;

        public Column(int length, boolean isCondition) {
            this.values = new double[length];
            this.flags = new byte[length];
            this.isCondition = isCondition;
        }

        public void put(int i, double value, boolean flat) {
            boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
            values[i] = finite ? value : Double.NaN;
            flags[i] = (byte) (finite && flat ? 1 : 0);
        }

        void put(int i, byte code) {
            flags[i] = code;
        }

        void copy(int i, Column from, int j) {
            values[i] = j < 0 ? Double.NaN : from.values[j];
            flags[i] = j < 0 ? (isCondition ? UNKNOWN : 0) : from.flags[j];
        }

        boolean isDefined(int i) {
            return i >= 0 && !Double.isNaN(values[i]);
        }

        byte code(int i) {
            return i < 0 ? UNKNOWN : flags[i];
        }
    }

    public Column evaluate(String expression) {
        return at(Parser.parse(expression), own);
    }

    /** The first bar on which the expression is ready, beyond the series where it never is. */
    public int firstReady(String expression) {
        return new NaiveReadiness(bars, definitions, constants).first(Parser.parse(expression), own);
    }

    private Column at(Expr expr, Timeframe timeframe) {
        int length = bars.get(timeframe).size();
        if (expr instanceof Expr.Literal literal) {
            return constant(length, literal.value());
        } else if (expr instanceof Expr.Truth truth) {
            Column column = new Column(length, true);
            for (int i = 0; i < length; i++) {
                column.put(i, truth.value() ? TRUE : FALSE);
            }
            return column;
        } else if (expr instanceof Expr.Group group) {
            return at(group.inner(), timeframe);
        } else if (expr instanceof Expr.Name name) {
            return name(name.name(), timeframe);
        } else if (expr instanceof Expr.Sign sign) {
            Column x = at(sign.operand(), timeframe);
            Column column = new Column(length, false);
            for (int i = 0; i < length; i++) {
                column.put(i, sign.negative() ? -x.values[i] : x.values[i], x.flags[i] == 1);
            }
            return column;
        } else if (expr instanceof Expr.Not not) {
            Column x = at(not.operand(), timeframe);
            Column column = new Column(length, true);
            for (int i = 0; i < length; i++) {
                column.put(i, x.flags[i] == UNKNOWN ? UNKNOWN : (byte) (1 - x.flags[i]));
            }
            return column;
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary.operator(), at(binary.left(), timeframe), at(binary.right(), timeframe), length);
        } else if (expr instanceof Expr.History history) {
            Column x = at(history.base(), timeframe);
            int k = (int) at(history.bars(), timeframe).values[0];
            Column column = new Column(length, x.isCondition);
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
                : function(call, timeframe, length);
    }

    private Column larger(Column x, Timeframe larger, Timeframe timeframe) {
        List<ClosedBar> small = bars.get(timeframe);
        List<ClosedBar> big = bars.get(larger);
        Column column = new Column(small.size(), x.isCondition);
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

    private Column name(String name, Timeframe timeframe) {
        int length = bars.get(timeframe).size();
        if (constants.containsKey(name)) {
            return constant(length, constants.get(name));
        } else if (definitions.containsKey(name)) {
            return at(definitions.get(name), timeframe);
        } else if (name.equals("bars_held")) {
            Column column = new Column(length, false);
            for (int i = 0; i < length; i++) {
                column.put(i, heldFrom < 0 ? Double.NaN : i - heldFrom, false);
            }
            return column;
        }
        return series(name, timeframe);
    }

    private static Column constant(int length, double value) {
        Column column = new Column(length, false);
        for (int i = 0; i < length; i++) {
            column.put(i, value, false);
        }
        return column;
    }

    private Column series(String name, Timeframe timeframe) {
        List<ClosedBar> list = bars.get(timeframe);
        Column column = new Column(list.size(), false);
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

    private Column binary(String operator, Column x, Column y, int length) {
        boolean isNumber = "+-*/%".contains(operator);
        Column column = new Column(length, !isNumber);
        for (int i = 0; i < length; i++) {
            double a = x.values[i];
            double b = y.values[i];
            boolean flat = !x.isCondition && (x.flags[i] == 1 || y.flags[i] == 1);
            switch (operator) {
                case "+" -> column.put(i, a + b, flat);
                case "-" -> column.put(i, a - b, flat);
                case "*" -> column.put(i, a * b, flat);
                case "/" -> column.put(i, a / b, flat);
                case "%" -> column.put(i, a % b, flat);
                case "and" -> column.put(i, and(x.flags[i], y.flags[i]));
                case "or" -> column.put(i, or(x.flags[i], y.flags[i]));
                default -> column.put(i, compare(operator, x, y, i));
            }
        }
        return column;
    }

    private byte compare(String operator, Column x, Column y, int i) {
        if (!comparable(x, i) || !comparable(y, i)) {
            return UNKNOWN;
        }
        double a = x.values[i];
        double b = y.values[i];
        boolean truth = switch (operator) {
            case "<" -> a < b;
            case "<=" -> a <= b;
            case ">" -> a > b;
            case ">=" -> a >= b;
            case "==" -> a == b;
            case "!=" -> a != b;
            default -> throw new IllegalArgumentException(operator);
        };
        return truth ? TRUE : FALSE;
    }

    private boolean comparable(Column x, int i) {
        return x.isDefined(i) && (evaluatesFlat || x.flags[i] != 1);
    }

    private static byte and(byte a, byte b) {
        return a == FALSE || b == FALSE ? FALSE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : TRUE;
    }

    private static byte or(byte a, byte b) {
        return a == TRUE || b == TRUE ? TRUE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : FALSE;
    }

    private Column function(Expr.Call call, Timeframe timeframe, int length) {
        List<Column> columns = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            columns.add(at(argument.value(), timeframe));
        }
        Definition definition = Catalogue.find(call.name());
        boolean isCondition = definition.result() == Definition.Result.CONDITION
                || definition.result() == Definition.Result.BRANCHES && columns.get(1).isCondition;
        Column column = new Column(length, isCondition);
        Column x = columns.get(0);
        Column y = columns.size() > 1 ? columns.get(1) : null;
        int n = y == null ? 1 : length == 0 ? 1 : (int) y.values[0];
        double remembered = Double.NaN;
        byte rememberedFlag = 0;
        for (int i = 0; i < length; i++) {
            switch (call.name()) {
                case "if" -> {
                    if (x.flags[i] == UNKNOWN) {
                        column.copy(i, x, -1);
                    } else {
                        column.copy(i, x.flags[i] == TRUE ? y : columns.get(2), i);
                    }
                }
                case "coalesce" -> column.copy(i, x.isDefined(i) ? x : y, i);
                case "defined" -> column.put(i, x.isDefined(i) ? TRUE : FALSE);
                case "flat" -> column.put(i, x.isDefined(i) && x.flags[i] == 1 ? TRUE : FALSE);
                case "cross_above", "cross_below", "cross" -> column.put(i, cross(call.name(), x, y, i));
                case "rising", "falling" -> column.put(i, run(call.name().equals("rising"), x, i, n));
                case "within", "always" -> {
                    byte all = x.code(i);
                    for (int j = 1; j < n; j++) {
                        byte next = x.code(i - j);
                        all = call.name().equals("within") ? or(all, next) : and(all, next);
                    }
                    column.put(i, all);
                }
                case "count" -> {
                    double count = 0;
                    for (int j = 0; j < n; j++) {
                        byte code = x.code(i - j);
                        count = code == UNKNOWN ? Double.NaN : count + code;
                    }
                    column.put(i, count, false);
                }
                case "bars_since" -> {
                    remembered = x.flags[i] == TRUE ? 0 : remembered + 1;
                    column.put(i, remembered, false);
                }
                case "value_when" -> {
                    remembered = x.flags[i] == TRUE ? y.values[i] : remembered;
                    rememberedFlag = x.flags[i] == TRUE ? y.flags[i] : rememberedFlag;
                    column.put(i, remembered, rememberedFlag == 1);
                }
                case "sum" -> {
                    double sum = 0;
                    boolean flat = false;
                    for (int j = n - 1; j >= 0; j--) {
                        sum = i - j < 0 ? Double.NaN : sum + x.values[i - j];
                        flat |= i - j >= 0 && x.flags[i - j] == 1;
                    }
                    column.put(i, sum, flat);
                }
                case "change" -> {
                    boolean there = i - n >= 0;
                    column.put(
                            i,
                            there ? x.values[i] - x.values[i - n] : Double.NaN,
                            there && (x.flags[i] == 1 || x.flags[i - n] == 1));
                }
                default -> arithmetic(call.name(), columns, column, i);
            }
        }
        return column;
    }

    private static void arithmetic(String name, List<Column> columns, Column column, int i) {
        boolean flat = false;
        for (Column each : columns) {
            flat |= each.flags[i] == 1;
            if (!each.isDefined(i)) {
                column.put(i, Double.NaN, false);
                return;
            }
        }
        double x = columns.get(0).values[i];
        double y = columns.size() > 1 ? columns.get(1).values[i] : 0;
        double value = switch (name) {
            case "abs" -> Math.abs(x);
            case "sign" -> x > 0 ? 1 : x < 0 ? -1 : 0;
            case "sqrt" -> Math.sqrt(x);
            case "log" -> x <= 0 ? Double.NaN : StrictMath.log(x);
            case "exp" -> StrictMath.exp(x);
            case "floor" -> Math.floor(x);
            case "ceil" -> Math.ceil(x);
            case "round" -> Math.rint(x);
            case "pow" -> StrictMath.pow(x, y);
            case "clamp" -> Math.min(Math.max(x, y), columns.get(2).values[i]);
            case "min" ->
                columns.stream()
                        .mapToDouble(each -> each.values[i])
                        .reduce(Math::min)
                        .getAsDouble();
            case "max" ->
                columns.stream()
                        .mapToDouble(each -> each.values[i])
                        .reduce(Math::max)
                        .getAsDouble();
            default -> throw new IllegalArgumentException(name);
        };
        column.put(i, value, flat);
    }

    private byte cross(String name, Column x, Column y, int i) {
        if (i == 0 || !comparable(x, i) || !comparable(y, i) || !comparable(x, i - 1) || !comparable(y, i - 1)) {
            return UNKNOWN;
        }
        boolean above = x.values[i] > y.values[i] && x.values[i - 1] <= y.values[i - 1];
        boolean below = x.values[i] < y.values[i] && x.values[i - 1] >= y.values[i - 1];
        boolean truth = name.equals("cross_above") ? above : name.equals("cross_below") ? below : above || below;
        return truth ? TRUE : FALSE;
    }

    private byte run(boolean rising, Column x, int i, int n) {
        for (int j = 0; j <= n; j++) {
            if (!comparable(x, i - j)) {
                return UNKNOWN;
            }
        }
        for (int j = 0; j < n; j++) {
            double newer = x.values[i - j];
            double older = x.values[i - j - 1];
            if (rising ? !(newer > older) : !(newer < older)) {
                return FALSE;
            }
        }
        return TRUE;
    }

    private Column indicator(Expr.Call call, String output, Timeframe timeframe) {
        Map<String, Expr> replaced = new TreeMap<>(definitions);
        constants.forEach((name, value) -> replaced.put(name, new Expr.Literal(0, value)));
        String text = ExprText.of(call, replaced);
        String key = text + " @ " + timeframe;
        Map<String, Column> known = indicators.get(key);
        if (known == null) {
            known = compare(call, text, timeframe);
            indicators.put(key, known);
        }
        return known.get(output);
    }

    private Map<String, Column> compare(Expr.Call call, String text, Timeframe timeframe) {
        List<ClosedBar> all = bars.get(timeframe);
        NaiveArguments arguments = NaiveArguments.of(call, constants);
        Column input = arguments.input() == null ? null : at(arguments.input(), timeframe);
        List<ClosedBar> fed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (input == null || input.isDefined(i)) {
                fed.add(all.get(i));
                places.add(i);
            }
        }
        NaiveLine x = input == null ? null : new NaiveLine(fed.size());
        for (int j = 0; x != null && j < fed.size(); j++) {
            x.set(j, input.values[places.get(j)], input.flags[places.get(j)] == 1, 0.0);
        }
        Map<String, NaiveLine> expected = NaiveIndicators.of(call.name(), fed, x, arguments);
        Map<String, Column> found = engine.indicator(text, List.copyOf(expected.keySet()), timeframe);
        expected.forEach((output, line) -> compare(text + "." + output, line, places, found.get(output)));
        return found;
    }

    private void compare(String what, NaiveLine expected, List<Integer> places, Column found) {
        int j = 0;
        for (int i = 0; i < found.values.length; i++) {
            boolean isFed = j < places.size() && places.get(j) == i;
            double value = isFed ? expected.x[j] : Double.NaN;
            boolean flat = isFed && expected.flat[j];
            double slack = isFed ? expected.slack[j] : 0.0;
            j += isFed ? 1 : 0;
            compared++;
            if (Double.isInfinite(slack) || Double.isNaN(slack)) {
                unsure++;
                continue;
            }
            double actual = found.values[i];
            boolean isSame =
                    Double.isNaN(value) ? Double.isNaN(actual) : value == actual || Math.abs(value - actual) <= slack;
            if (!isSame || flat != (found.flags[i] == 1)) {
                throw new AssertionError(what + " bar=" + i + " expected=" + value + (flat ? "*" : "") + " found="
                        + actual + (found.flags[i] == 1 ? "*" : "") + " slack=" + slack);
            }
        }
    }
}
