package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.List;

/** An expression as it was written; {@code at} is the index of its first character. */
sealed interface Expr {

    int at();

    record Literal(int at, double value) implements Expr {}

    record Truth(int at, boolean value) implements Expr {}

    record Name(int at, String name) implements Expr {}

    record Call(int at, String name, List<Argument> arguments) implements Expr {}

    /** {@code base.name}, one output of an indicator. */
    record Output(int at, Expr base, String name, int nameAt) implements Expr {}

    /** {@code base[bars]}. */
    record History(int at, Expr base, Expr bars, int bracketAt) implements Expr {}

    /** {@code base @ timeframe}. */
    record Larger(int at, Expr base, Timeframe timeframe, int signAt) implements Expr {}

    record Sign(int at, boolean negative, Expr operand) implements Expr {}

    record Not(int at, Expr operand) implements Expr {}

    /** Two operands; chains lean to the left. */
    record Binary(int at, String operator, Expr left, Expr right) implements Expr {}

    /** Parentheses, kept so that a caret can stand at them. */
    record Group(int at, Expr inner) implements Expr {}

    /** The expression inside all parentheses around it. */
    static Expr bare(Expr expr) {
        Expr inner = expr;
        while (inner instanceof Group group) {
            inner = group.inner();
        }
        return inner;
    }
}
