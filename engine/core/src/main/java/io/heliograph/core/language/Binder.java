package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives every name of an expression its meaning, checks the types, and writes the steps.
 *
 * <p>A definition is bound where it is used, on the timeframe of that place ({@link Definitions}). The first mistake ends
 * an expression with a {@link LanguageException}.
 */
final class Binder {
    private final StepWriter steps;
    private final Timeframe own;
    private final Definitions definitions;
    private final CallBinder calls;

    Binder(StepWriter steps, Timeframe own, Definitions definitions) {
        this.steps = steps;
        this.own = own;
        this.definitions = definitions;
        this.calls = new CallBinder(steps, this);
    }

    /** Binds an expression in its scope. */
    Bound bind(Expr expr, Scope scope) {
        if (expr instanceof Expr.Literal literal) {
            return new Bound.Constant(literal.value());
        } else if (expr instanceof Expr.Truth truth) {
            return steps.truth(truth.value());
        } else if (expr instanceof Expr.Name name) {
            return name(name, scope);
        } else if (expr instanceof Expr.Call call) {
            return calls.bind(call, scope);
        } else if (expr instanceof Expr.Group group) {
            return bind(group.inner(), scope);
        } else if (expr instanceof Expr.Binary binary) {
            return chain(binary, scope);
        } else if (expr instanceof Expr.Sign sign) {
            return sign(sign, scope);
        } else if (expr instanceof Expr.Not not) {
            Bound operand = bind(not.operand(), scope);
            Types.requireCondition(operand, not.operand().at(), "right of 'not'");
            return steps.not(operand, scope.timeframe());
        } else if (expr instanceof Expr.Output output) {
            return output(output, scope);
        } else if (expr instanceof Expr.History history) {
            return history(history, scope);
        } else if (expr instanceof Expr.Larger larger) {
            return larger(larger, scope);
        }
        throw new IllegalStateException("no such expression: " + expr.getClass());
    }

    /** Refuses values of the context where something remembers them. */
    void refuseContext(Bound bound, int at, String place) {
        if (bound instanceof Bound.Constant || bound instanceof Bound.Outputs) {
            return;
        }
        if (steps.step(steps.slot(bound)).isContext()) {
            throw new LanguageException(
                    at, "side, entry and bars_held are never remembered: they may not stand " + place);
        }
    }

    private Bound name(Expr.Name name, Scope scope) {
        String word = name.name();
        if (definitions.isParameter(word)) {
            return new Bound.Constant(definitions.parameter(word));
        } else if (definitions.isDefinition(word)) {
            return definitions.use(name, scope, this);
        }
        Series series = Series.of(word);
        if (series != null) {
            return steps.series(series, scope.timeframe());
        }
        Context context = Context.of(word);
        if (context != null) {
            return context(name, context, scope);
        }
        throw new LanguageException(name.at(), unknown(word));
    }

    private Bound context(Expr.Name name, Context context, Scope scope) {
        String where = context == Context.SIDE ? "exit*, confidence, stop and target" : "exit*";
        if (scope.root() == null) {
            throw new LanguageException(
                    name.at(), "'" + context.word() + "' stands only in " + where + ", never inside let");
        } else if (!scope.root().knows(context)) {
            throw new LanguageException(
                    name.at(),
                    "'" + context.word() + "' stands only in " + where + ": found in "
                            + scope.root().key());
        }
        return steps.context(context, own);
    }

    private Bound chain(Expr.Binary top, Scope scope) {
        Deque<Expr.Binary> chain = new ArrayDeque<>();
        Expr first = top;
        while (first instanceof Expr.Binary binary) {
            chain.push(binary);
            first = binary.left();
        }
        Bound left = bind(first, scope);
        while (!chain.isEmpty()) {
            Expr.Binary binary = chain.pop();
            left = binary(binary, left, bindRight(binary, left, scope), scope);
        }
        return left;
    }

    /** The left operand is judged first, so that the first mistake from the left is the one reported. */
    private Bound bindRight(Expr.Binary binary, Bound left, Scope scope) {
        String place = "left of '" + binary.operator() + "'";
        if (isLogic(binary)) {
            Types.requireCondition(left, binary.left().at(), place);
        } else {
            Types.requireNumber(left, binary.left().at(), place);
        }
        return bind(binary.right(), scope);
    }

    private Bound binary(Expr.Binary binary, Bound left, Bound right, Scope scope) {
        String place = "right of '" + binary.operator() + "'";
        Operation operation = operation(binary.operator());
        if (isLogic(binary)) {
            Types.requireCondition(right, binary.right().at(), place);
        } else {
            Types.requireNumber(right, binary.right().at(), place);
        }
        boolean isCondition = isLogic(binary) || operation.compares();
        if (!isCondition && left instanceof Bound.Constant a && right instanceof Bound.Constant b) {
            return constant(binary, operation, a.value(), b.value());
        }
        return steps.binary(operation, binary.operator(), left, right, isCondition, scope.timeframe());
    }

    private static Bound constant(Expr.Binary binary, Operation operation, double a, double b) {
        double value = switch (operation) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
            default -> throw new IllegalStateException("operation=" + operation);
        };
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new LanguageException(
                    binary.at(),
                    "this constant is undefined: " + Numbers.text(a) + " " + binary.operator() + " " + Numbers.text(b));
        }
        return new Bound.Constant(value);
    }

    private Bound sign(Expr.Sign sign, Scope scope) {
        Bound operand = bind(sign.operand(), scope);
        Types.requireNumber(operand, sign.operand().at(), "right of '" + (sign.negative() ? "-" : "+") + "'");
        if (!sign.negative()) {
            return operand;
        } else if (operand instanceof Bound.Constant constant) {
            return new Bound.Constant(-constant.value());
        }
        return steps.negate(operand, scope.timeframe());
    }

    private Bound output(Expr.Output output, Scope scope) {
        Bound base = bind(output.base(), scope);
        if (!(base instanceof Bound.Outputs outputs)) {
            throw new LanguageException(
                    output.nameAt(), Types.name(base) + " has no outputs: found '." + output.name() + "'");
        }
        int index = outputs.definition().outputs().indexOf(output.name());
        if (index < 0) {
            Definition definition = outputs.definition();
            throw new LanguageException(
                    output.nameAt(),
                    definition.name() + " has no output '" + output.name() + "': choose one of "
                            + definition.outputList() + Nearest.hint(output.name(), definition.outputs()));
        }
        return new Bound.Number(outputs.step().slot() + index);
    }

    private Bound history(Expr.History history, Scope scope) {
        Bound base = bind(history.base(), scope);
        Types.requireOneOutput(base, history.base().at(), "left of '['");
        refuseContext(base, history.base().at(), "left of '['");
        Bound bars = bind(history.bars(), scope);
        int k = calls.whole(bars, history.bars().at(), "the number of bars in [ ]", 0, Parameter.LONGEST);
        return k == 0 ? base : steps.history(base, k, scope.timeframe());
    }

    private Bound larger(Expr.Larger larger, Scope scope) {
        Timeframe timeframe = larger.timeframe();
        if (scope.isInsideLarger()) {
            throw new LanguageException(larger.signAt(), "'@' may not stand inside another '@'");
        }
        refuseSmaller(larger, timeframe);
        Scope inside = scope.larger(timeframe);
        definitions.prepare(larger.base(), inside, this);
        Bound base = bind(larger.base(), inside);
        Types.requireOneOutput(base, larger.base().at(), "left of '@'");
        refuseContext(base, larger.base().at(), "left of '@'");
        if (base instanceof Bound.Constant || timeframe.equals(own)) {
            return base;
        }
        return steps.larger(base, own, timeframe);
    }

    private void refuseSmaller(Expr.Larger larger, Timeframe timeframe) {
        if (own.isTime() && timeframe.length() < own.length()) {
            throw new LanguageException(
                    larger.signAt(),
                    "'@' takes the strategy's timeframe or a larger one: found " + timeframe + ", smaller than " + own);
        }
        if (timeframe.length() > Timeframe.DAY && timeframe.length() % Timeframe.DAY != 0
                || timeframe.length() < Timeframe.DAY && Timeframe.DAY % timeframe.length() != 0) {
            throw new LanguageException(
                    larger.signAt(),
                    "a timeframe divides the day, or is a number of days or weeks: found " + timeframe);
        }
    }

    private String unknown(String word) {
        String ours = ForeignWords.ofName(word);
        if (ours != null) {
            return "no such name: '" + word + "': write " + ours;
        }
        Definition definition = Catalogue.find(word);
        if (definition != null) {
            return "'" + word + "' needs its arguments: write " + definition.signature();
        }
        return "no such name: '" + word + "'" + Nearest.hint(word, definitions.names());
    }

    private static boolean isLogic(Expr.Binary binary) {
        return binary.operator().equals("and") || binary.operator().equals("or");
    }

    private static Operation operation(String operator) {
        return switch (operator) {
            case "+" -> Operation.ADD;
            case "-" -> Operation.SUBTRACT;
            case "*" -> Operation.MULTIPLY;
            case "/" -> Operation.DIVIDE;
            case "%" -> Operation.REMAINDER;
            case "<" -> Operation.LESS;
            case "<=" -> Operation.LESS_OR_EQUAL;
            case ">" -> Operation.GREATER;
            case ">=" -> Operation.GREATER_OR_EQUAL;
            case "==" -> Operation.EQUAL;
            case "!=" -> Operation.NOT_EQUAL;
            case "and" -> Operation.AND;
            case "or" -> Operation.OR;
            default -> throw new IllegalStateException("operator=" + operator);
        };
    }
}
