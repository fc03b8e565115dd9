package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.kernels.Adx;
import io.heliograph.kernels.AdxSeed;
import io.heliograph.kernels.Atr;
import io.heliograph.kernels.AtrFirst;
import io.heliograph.kernels.Bar;
import io.heliograph.kernels.BarKernel;
import io.heliograph.kernels.BollingerBands;
import io.heliograph.kernels.Ema;
import io.heliograph.kernels.EmaSeed;
import io.heliograph.kernels.Kernel;
import io.heliograph.kernels.Macd;
import io.heliograph.kernels.MacdStart;
import io.heliograph.kernels.Rsi;
import io.heliograph.kernels.SeriesKernel;
import io.heliograph.kernels.Sma;
import io.heliograph.kernels.Smma;
import io.heliograph.kernels.StochRsi;
import io.heliograph.kernels.TrueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Evaluates an expression over whole series at once, by the tables of the language page and nothing else.
 *
 * <p>It shares the parser with the engine and neither the binder, nor the plan, nor any node. Indicators are fed by hand.
 */
public final class NaiveEvaluator {
    private static final byte FALSE = 0;
    private static final byte TRUE = 1;
    private static final byte UNKNOWN = 2;

    private final Map<Timeframe, List<ClosedBar>> bars;
    private final Timeframe own;
    private final boolean evaluatesFlat;

    /** {@code bars}: all closed bars of each timeframe, in order. */
    public NaiveEvaluator(Map<Timeframe, List<ClosedBar>> bars, Timeframe own, boolean evaluatesFlat) {
        this.bars = bars;
        this.own = own;
        this.evaluatesFlat = evaluatesFlat;
    }

    /** One answer a bar: numbers with NaN for undefined and 1 in {@code flags} for FLAT, or codes in {@code flags}. */
    public static final class Column {
        public final double[] values;
        public final byte[] flags;
        public final boolean isCondition;

        Column(int length, boolean isCondition) {
            this.values = new double[length];
            this.flags = new byte[length];
            this.isCondition = isCondition;
        }

        void put(int i, double value, boolean flat) {
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
            return series(name.name(), timeframe);
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
        } else if (expr instanceof Expr.Larger larger) {
            return larger(at(larger.base(), larger.timeframe()), larger.timeframe(), timeframe);
        } else if (expr instanceof Expr.Output output) {
            return indicator((Expr.Call) Expr.bare(output.base()), output.name(), timeframe);
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
        List<ClosedBar> list = bars.get(timeframe);
        List<Integer> numbers = new ArrayList<>();
        Column input = null;
        for (Argument argument : call.arguments()) {
            if (argument.value() instanceof Expr.Literal literal) {
                numbers.add((int) literal.value());
            } else {
                input = at(argument.value(), timeframe);
            }
        }
        Kernel kernel = kernel(call.name(), numbers);
        int index = 0;
        while (!kernel.outputName(index).equals(output)) {
            index++;
        }
        if (input == null) {
            input = series("close", timeframe);
        }
        Column column = new Column(list.size(), false);
        for (int i = 0; i < list.size(); i++) {
            if (kernel instanceof BarKernel overBars) {
                ClosedBar bar = list.get(i);
                overBars.update(new Bar()
                        .set(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.start(), bar.day()));
            } else if (input.isDefined(i)) {
                ((SeriesKernel) kernel).update(input.values[i], input.flags[i] == 1);
            } else {
                column.put(i, Double.NaN, false);
                continue;
            }
            column.put(i, kernel.value(index), kernel.isFlat(index));
        }
        return column;
    }

    private static Kernel kernel(String name, List<Integer> n) {
        return switch (name) {
            case "sma" -> new Sma(n.get(0));
            case "ema" -> new Ema(n.get(0), EmaSeed.SMA);
            case "smma" -> new Smma(n.get(0));
            case "rsi" -> new Rsi(n.get(0));
            case "tr" -> new TrueRange();
            case "atr" -> new Atr(n.get(0), AtrFirst.SKIP);
            case "adx" -> new Adx(n.get(0), AdxSeed.N);
            case "macd" -> new Macd(n.get(0), n.get(1), n.get(2), MacdStart.OWN);
            case "bbands" -> new BollingerBands(n.get(0), n.get(1), 0);
            case "stochrsi" -> new StochRsi(n.get(0), n.get(1), n.get(2), n.get(3));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
