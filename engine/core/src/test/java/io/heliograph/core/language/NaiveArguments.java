package io.heliograph.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of one call of an indicator, laid beside the naive table of signatures: numbers and words as text, and
 * the input, null for an indicator over bars.
 */
record NaiveArguments(Map<String, String> values, Expr input) {

    /** Of a call; {@code constants} are the params of the document. */
    static NaiveArguments of(Expr.Call call, Map<String, Double> constants) {
        Map<String, String> values = NaiveIndicators.parameters(call.name());
        String fallback = values.remove("of");
        List<String> positions = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value == null || value.matches("[0-9.]+|none") && !name.equals("warmup")) {
                positions.add(name);
            }
        });
        Map<String, String> given = new LinkedHashMap<>();
        Expr input = null;
        int position = 0;
        for (Argument argument : call.arguments()) {
            if ("of".equals(argument.name()) || argument.name() == null && !isConstant(argument.value(), constants)) {
                input = argument.value();
            } else if (argument.bare() && argument.name() != null && !constants.containsKey(word(argument))) {
                given.put(argument.name(), word(argument));
            } else {
                String name = argument.name() == null ? positions.get(position++) : argument.name();
                given.put(name, Double.toString(number(argument.value(), constants)));
            }
        }
        if ("seed".equals(given.get("profile"))) {
            values.put("lower", "35");
            values.put("upper", "100");
        }
        values.putAll(given);
        boolean isDefault = input == null && fallback != null;
        return new NaiveArguments(values, isDefault ? new Expr.Name(0, fallback) : input);
    }

    int whole(String name) {
        return (int) Double.parseDouble(values.get(name));
    }

    double real(String name) {
        return Double.parseDouble(values.get(name));
    }

    boolean is(String name, String word) {
        return word.equals(values.get(name));
    }

    /** The value of an expression of constants. */
    static double number(Expr expr, Map<String, Double> constants) {
        Expr bare = Expr.bare(expr);
        if (bare instanceof Expr.Literal literal) {
            return literal.value();
        } else if (bare instanceof Expr.Name name) {
            return constants.get(name.name());
        } else if (bare instanceof Expr.Sign sign) {
            return (sign.negative() ? -1.0 : 1.0) * number(sign.operand(), constants);
        }
        Expr.Binary binary = (Expr.Binary) bare;
        double left = number(binary.left(), constants);
        double right = number(binary.right(), constants);
        return switch (binary.operator()) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> left % right;
        };
    }

    static boolean isConstant(Expr expr, Map<String, Double> constants) {
        Expr bare = Expr.bare(expr);
        if (bare instanceof Expr.Binary binary) {
            return isConstant(binary.left(), constants) && isConstant(binary.right(), constants);
        }
        return bare instanceof Expr.Literal
                || bare instanceof Expr.Sign sign && isConstant(sign.operand(), constants)
                || bare instanceof Expr.Name name && constants.containsKey(name.name());
    }

    private static String word(Argument argument) {
        return ((Expr.Name) argument.value()).name();
    }
}
