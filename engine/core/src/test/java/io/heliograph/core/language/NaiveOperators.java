package io.heliograph.core.language;

import static io.heliograph.core.language.NaiveColumn.FALSE;
import static io.heliograph.core.language.NaiveColumn.TRUE;
import static io.heliograph.core.language.NaiveColumn.UNKNOWN;

import java.util.List;

/** Operators and functions over whole columns, by the tables of the language page. */
final class NaiveOperators {
    private final boolean evaluatesFlat;

    NaiveOperators(boolean evaluatesFlat) {
        this.evaluatesFlat = evaluatesFlat;
    }

    /** What an operator makes of two columns. */
    NaiveColumn binary(String operator, NaiveColumn x, NaiveColumn y, int length) {
        boolean isNumber = "+-*/%".contains(operator);
        NaiveColumn column = new NaiveColumn(length, !isNumber);
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

    private byte compare(String operator, NaiveColumn x, NaiveColumn y, int i) {
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

    private boolean comparable(NaiveColumn x, int i) {
        return x.isDefined(i) && (evaluatesFlat || x.flags[i] != 1);
    }

    private static byte and(byte a, byte b) {
        return a == FALSE || b == FALSE ? FALSE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : TRUE;
    }

    private static byte or(byte a, byte b) {
        return a == TRUE || b == TRUE ? TRUE : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : FALSE;
    }

    /** What a function that is no indicator makes of its arguments. */
    NaiveColumn function(String name, List<NaiveColumn> columns, int length) {
        Definition definition = Catalogue.find(name);
        boolean isCondition = definition.result() == Definition.Result.CONDITION
                || definition.result() == Definition.Result.BRANCHES && columns.get(1).isCondition;
        NaiveColumn column = new NaiveColumn(length, isCondition);
        NaiveColumn x = columns.get(0);
        NaiveColumn y = columns.size() > 1 ? columns.get(1) : null;
        int n = y == null ? 1 : length == 0 ? 1 : (int) y.values[0];
        double remembered = Double.NaN;
        byte rememberedFlag = 0;
        for (int i = 0; i < length; i++) {
            switch (name) {
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
                case "cross_above", "cross_below", "cross" -> column.put(i, cross(name, x, y, i));
                case "rising", "falling" -> column.put(i, run(name.equals("rising"), x, i, n));
                case "within", "always" -> {
                    byte all = x.code(i);
                    for (int j = 1; j < n; j++) {
                        byte next = x.code(i - j);
                        all = name.equals("within") ? or(all, next) : and(all, next);
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
                default -> arithmetic(name, columns, column, i);
            }
        }
        return column;
    }

    private static void arithmetic(String name, List<NaiveColumn> columns, NaiveColumn column, int i) {
        boolean flat = false;
        for (NaiveColumn each : columns) {
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

    private byte cross(String name, NaiveColumn x, NaiveColumn y, int i) {
        if (i == 0 || !comparable(x, i) || !comparable(y, i) || !comparable(x, i - 1) || !comparable(y, i - 1)) {
            return UNKNOWN;
        }
        boolean above = x.values[i] > y.values[i] && x.values[i - 1] <= y.values[i - 1];
        boolean below = x.values[i] < y.values[i] && x.values[i - 1] >= y.values[i - 1];
        boolean truth = name.equals("cross_above") ? above : name.equals("cross_below") ? below : above || below;
        return truth ? TRUE : FALSE;
    }

    private byte run(boolean rising, NaiveColumn x, int i, int n) {
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
}
