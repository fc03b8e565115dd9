package io.heliograph.core.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Warns of conditions inside expressions that can only be TRUE, or never: what the current bar makes impossible, ranges
 * that are never reached, contradictions, constants, equality of computed numbers.
 *
 * <p>Comparisons of constants alone are warned of only where no param is among them: {@code use_trend == 1} is a switch.
 */
final class ExpressionAdvice {
    private static final int MOST_WARNINGS = 100;

    private final StepWriter steps;
    private final Binder binder;
    private final Definitions definitions;
    private final DocumentReader reader;
    private final List<Problem> warnings;
    private final Verdicts verdicts;
    private final ComparisonAdvice comparisons;

    private String path;
    private String text;

    ExpressionAdvice(
            StepWriter steps, Binder binder, Definitions definitions, DocumentReader reader, List<Problem> warnings) {
        this.steps = steps;
        this.binder = binder;
        this.definitions = definitions;
        this.reader = reader;
        this.warnings = warnings;
        this.verdicts = new Verdicts(steps, new Range(-1.0, 1.0));
        this.comparisons = new ComparisonAdvice(steps, verdicts);
    }

    private record Place(Expr expr, Scope scope) {}

    /** Looks at every condition of a bound expression. */
    void give(String path, String text, Expr expr, Scope scope) {
        this.path = path;
        this.text = text;
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(expr, scope));
        while (!open.isEmpty() && warnings.size() < MOST_WARNINGS) {
            Place place = open.pop();
            judge(place.expr, place.scope);
            Scope inside =
                    place.expr instanceof Expr.Larger larger ? place.scope.larger(larger.timeframe()) : place.scope;
            Deque<Expr> parts = new ArrayDeque<>();
            Definitions.pushAll(place.expr, parts);
            parts.forEach(part -> open.push(new Place(part, inside)));
        }
    }

    private void judge(Expr expr, Scope scope) {
        if (expr instanceof Expr.Binary binary) {
            switch (binary.operator()) {
                case "<", "<=", ">", ">=", "==", "!=" -> comparison(binary, scope);
                case "and", "or" -> logic(binary, scope);
                default -> {}
            }
        } else if (expr instanceof Expr.Call call) {
            Definition definition = Catalogue.find(call.name());
            switch (definition.operation()) {
                case CROSS, CROSS_ABOVE, CROSS_BELOW, RISING, FALLING ->
                    warn(call.at(), comparisons.call(step(call, scope)));
                default -> {}
            }
        }
    }

    private void comparison(Expr.Binary binary, Scope scope) {
        Bound left = binder.bind(binary.left(), scope);
        Bound right = binder.bind(binary.right(), scope);
        boolean isConstant = left instanceof Bound.Constant && right instanceof Bound.Constant;
        if (isConstant && definitions.namesParameter(binary)) {
            return;
        }
        warn(binary.at(), comparisons.comparison(step(binary, scope), binary.operator()));
    }

    /** Only what follows from neither side alone. */
    private void logic(Expr.Binary binary, Scope scope) {
        Step step = step(binary, scope);
        Verdict verdict = verdicts.of(step.slot());
        boolean isOpen = verdicts.of(step.input(0)) == Verdict.OPEN && verdicts.of(step.input(1)) == Verdict.OPEN;
        if (verdict == Verdict.NEVER && isOpen) {
            warn(binary.at(), "never true: the two sides of '" + binary.operator() + "' exclude each other");
        }
    }

    private Step step(Expr expr, Scope scope) {
        return steps.step(steps.slot(binder.bind(expr, scope)));
    }

    private void warn(int at, String message) {
        if (message != null) {
            warnings.add(reader.at(path, at, message, text));
        }
    }
}
