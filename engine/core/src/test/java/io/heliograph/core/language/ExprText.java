package io.heliograph.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes an expression out again, with parentheses around every operation and definitions in place of their names. */
final class ExprText {
    private ExprText() {}

    static String of(Expr expr, Map<String, Expr> definitions) {
        if (expr instanceof Expr.Literal literal) {
            return Numbers.text(literal.value());
        } else if (expr instanceof Expr.Truth truth) {
            return Boolean.toString(truth.value());
        } else if (expr instanceof Expr.Name name) {
            Expr definition = definitions.get(name.name());
            return definition == null ? name.name() : "(" + of(definition, definitions) + ")";
        } else if (expr instanceof Expr.Group group) {
            return of(group.inner(), definitions);
        } else if (expr instanceof Expr.Binary binary) {
            return "(" + of(binary.left(), definitions) + " " + binary.operator() + " "
                    + of(binary.right(), definitions) + ")";
        } else if (expr instanceof Expr.Sign sign) {
            return "(" + (sign.negative() ? "-" : "+") + of(sign.operand(), definitions) + ")";
        } else if (expr instanceof Expr.Not not) {
            return "(not " + of(not.operand(), definitions) + ")";
        } else if (expr instanceof Expr.Output output) {
            return "(" + of(output.base(), definitions) + ")." + output.name();
        } else if (expr instanceof Expr.History history) {
            return "(" + of(history.base(), definitions) + ")[" + of(history.bars(), definitions) + "]";
        } else if (expr instanceof Expr.Larger larger) {
            return "(" + of(larger.base(), definitions) + " @ " + larger.timeframe() + ")";
        }
        Expr.Call call = (Expr.Call) expr;
        List<String> arguments = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            boolean isName = argument.bare() && argument.name() != null && !definitions.containsKey(word(argument));
            String value = isName ? word(argument) : of(argument.value(), definitions);
            arguments.add(argument.name() == null ? value : argument.name() + " = " + value);
        }
        return call.name() + "(" + String.join(", ", arguments) + ")";
    }

    private static String word(Argument argument) {
        return ((Expr.Name) argument.value()).name();
    }
}
