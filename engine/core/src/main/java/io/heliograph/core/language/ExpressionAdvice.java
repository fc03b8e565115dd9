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
    private static final int UNKNOWN = -1;

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

    /** An expression on its timeframe; its slot where the expression around it knows it, else {@link #UNKNOWN}. */
    private record Place(Expr expr, Scope scope, int slot) {}

    /** Looks at every condition of a bound expression. */
    void give(String path, String text, Expr expr, Scope scope) {
        this.path = path;
        this.text = text;
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(expr, scope, UNKNOWN));
        while (!open.isEmpty() && warnings.size() < MOST_WARNINGS) {
            Place place = open.pop();
            if (place.expr instanceof Expr.Group group) {
                open.push(new Place(group.inner(), place.scope, place.slot));
            } else if (place.expr instanceof Expr.Binary binary && isLogic(binary)) {
                Step step = logic(binary, place);
                open.push(new Place(binary.right(), place.scope, step.input(1)));
                open.push(new Place(binary.left(), place.scope, step.input(0)));
            } else {
                judge(place);
                pushParts(place, open);
            }
        }
    }

    private static void pushParts(Place place, Deque<Place> open) {
        Scope inside = place.expr instanceof Expr.Larger larger ? place.scope.larger(larger.timeframe()) : place.scope;
        Deque<Expr> parts = new ArrayDeque<>();
        Definitions.pushAll(place.expr, parts);
        parts.forEach(part -> open.push(new Place(part, inside, UNKNOWN)));
    }

    private void judge(Place place) {
        if (place.expr instanceof Expr.Binary binary) {
            if (Parser.RELATIONS.contains(binary.operator())) {
                comparison(binary, step(place));
            }
        } else if (place.expr instanceof Expr.Call call) {
            switch (Catalogue.find(call.name()).operation()) {
                case CROSS, CROSS_ABOVE, CROSS_BELOW, RISING, FALLING -> warn(call.at(), comparisons.call(step(place)));
                default -> {}
            }
        }
    }

    private void comparison(Expr.Binary binary, Step step) {
        boolean isConstant = steps.step(step.input(0)).operation() == Operation.NUMBER
                && steps.step(step.input(1)).operation() == Operation.NUMBER;
        if (!isConstant || !definitions.namesParameter(binary)) {
            warn(binary.at(), comparisons.comparison(step, binary.operator()));
        }
    }

    /** Only what follows from neither side alone. */
    private Step logic(Expr.Binary binary, Place place) {
        Step step = step(place);
        boolean isOpen = verdicts.of(step.input(0)) == Verdict.OPEN && verdicts.of(step.input(1)) == Verdict.OPEN;
        if (isOpen && verdicts.of(step.slot()) == Verdict.NEVER) {
            warn(binary.at(), "never true: the two sides of '" + binary.operator() + "' exclude each other");
        }
        return step;
    }

    /** What is not bound yet is bound here, once for a whole chain: else a long one would take the square of its length. */
    private Step step(Place place) {
        int slot = place.slot == UNKNOWN ? steps.slot(binder.bind(place.expr, place.scope)) : place.slot;
        return steps.step(slot);
    }

    private static boolean isLogic(Expr.Binary binary) {
        return binary.operator().equals("and") || binary.operator().equals("or");
    }

    private void warn(int at, String message) {
        if (message != null) {
            warnings.add(reader.at(path, at, message, text));
        }
    }
}
