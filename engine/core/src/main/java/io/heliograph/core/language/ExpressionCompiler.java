package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarGrid;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes expressions outside of any strategy ready to run over given bars, or tells all of their problems.
 *
 * <p>Names, types, limits and steps are those of strategies, so an expression means here what it means there. Two things
 * differ: an indicator with several outputs may stand alone and answers all of them, and there is no signal, so there are
 * no {@code side}, {@code entry} and {@code bars_held}. No I/O, no state.
 */
public final class ExpressionCompiler {
    /** Expressions compiled together, at most. */
    public static final int MAX_EXPRESSIONS = 256;

    private static final BarGrid GRID = new BarGrid(0);

    private final List<String> expressions;
    private final Timeframe own;
    private final FormulaNames names;
    private final PlanBuilder plan = new PlanBuilder();
    private final StepWriter steps;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();

    private record Draft(String name, boolean isCondition, int slot, int expression) {}

    private ExpressionCompiler(List<String> expressions, Timeframe own, FormulaNames names, boolean evaluatesFlat) {
        this.expressions = expressions;
        this.own = own;
        this.names = names;
        this.steps = new StepWriter(plan, evaluatesFlat);
    }

    /**
     * Compiles expressions for bars of a timeframe.
     *
     * @param expressions 1 to {@link #MAX_EXPRESSIONS}, each as in a strategy or a record
     * @param timeframe of the bars that will be given; larger ones are made of them, where it is one of time
     * @param params constants by name, at most 64
     * @param let definitions by name, at most 64
     */
    public static FormulaCompilation compile(
            List<String> expressions, Timeframe timeframe, Map<String, Double> params, Map<String, String> let) {
        FormulaNames names = new FormulaNames(new TreeMap<>(params), new TreeMap<>(let));
        return new ExpressionCompiler(List.copyOf(expressions), timeframe, names, false).compile();
    }

    /** The same with the names of a strategy, on its timeframe, comparing FLAT values as it does. */
    public static FormulaCompilation compile(List<String> expressions, CompiledStrategy strategy) {
        FormulaNames names = new FormulaNames(strategy.params(), strategy.let());
        Timeframe timeframe = strategy.rules().timeframe();
        return new ExpressionCompiler(List.copyOf(expressions), timeframe, names, strategy.evaluatesFlat()).compile();
    }

    private FormulaCompilation compile() {
        if (expressions.isEmpty() || expressions.size() > MAX_EXPRESSIONS) {
            String found = "expected 1 to " + MAX_EXPRESSIONS + " expressions: expressions=" + expressions.size();
            return refused(List.of(Problem.at("expressions", 1, 1, found, "")));
        }
        names.check(problems);
        List<Expr> parsed = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            parsed.add(names.parse(key(i), expressions.get(i), problems));
        }
        try {
            bind(parsed);
        } catch (PlanTooLong e) {
            problems.add(tooMany("more than " + DocumentCompiler.MAX_NODES));
        }
        return problems.isEmpty() ? assemble() : refused(problems);
    }

    private void bind(List<Expr> parsed) {
        Definitions definitions = names.definitions(problems);
        Binder binder = new Binder(steps, own, definitions);
        names.bindDefinitions(definitions, binder, new Scope(own, false, null), problems);
        for (int i = 0; i < parsed.size(); i++) {
            Expr expr = parsed.get(i);
            if (expr == null) {
                continue;
            }
            try {
                bind(i, binder.bind(expr, new Scope(own, false, null)));
                refuseUnmade(i, definitions.timeframesIn(expr));
            } catch (LanguageException e) {
                problems.add(Problem.at(key(i), 1, e.at() + 1, e.getMessage(), expressions.get(i)));
            } catch (BrokenDefinition e) {
                // The definition that it uses has its own problem, which is on the list.
            }
        }
    }

    private void bind(int expression, Bound bound) {
        String text = expressions.get(expression).strip();
        if (bound instanceof Bound.Outputs outputs) {
            List<String> names = outputs.definition().outputs();
            for (int i = 0; i < names.size(); i++) {
                drafts.add(new Draft(
                        text + "." + names.get(i), false, outputs.step().slot() + i, expression));
            }
        } else {
            drafts.add(new Draft(text, bound instanceof Bound.Condition, steps.slot(bound), expression));
        }
    }

    /** A larger timeframe must be made of whole given bars. */
    private void refuseUnmade(int expression, Map<Timeframe, Integer> named) {
        named.forEach((timeframe, at) -> {
            if (timeframe.equals(own) || own.isTime() && GRID.isMadeOf(timeframe, own)) {
                return;
            }
            String advice = own.isTime()
                    ? "'@' takes a whole multiple of " + own + ", of which the bars are: found "
                    : "'@' needs bars of time, and these are of " + own + ": found ";
            throw new LanguageException(at, advice + timeframe);
        });
    }

    private FormulaCompilation assemble() {
        Plan whole = new Plan(plan.steps(), plan.slots(), new EnumMap<>(Root.class), List.of());
        if (whole.nodeCount() > DocumentCompiler.MAX_NODES) {
            problems.add(tooMany(Integer.toString(whole.nodeCount())));
        }
        if (whole.stateDoubles() > DocumentCompiler.MAX_STATE) {
            String found = "windows and histories have at most " + DocumentCompiler.MAX_STATE + " doubles: doubles="
                    + whole.stateDoubles();
            problems.add(Problem.at("expressions", 1, 1, found, ""));
        }
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        Readiness readiness = new Readiness(own, whole.steps(), whole.slots());
        List<CompiledFormulas.Column> columns = new ArrayList<>();
        for (Draft draft : drafts) {
            columns.add(new CompiledFormulas.Column(
                    draft.name(),
                    draft.isCondition(),
                    draft.slot(),
                    draft.expression(),
                    readiness.bars(draft.slot(), false),
                    readiness.bars(draft.slot(), true)));
        }
        return new FormulaCompilation(new CompiledFormulas(own, whole, columns), List.of());
    }

    private static Problem tooMany(String found) {
        String message = "expressions compiled together have at most " + DocumentCompiler.MAX_NODES
                + " nodes, equal ones counted once: nodes=" + found;
        return Problem.at("expressions", 1, 1, message, "");
    }

    private static FormulaCompilation refused(List<Problem> problems) {
        return new FormulaCompilation(null, List.copyOf(problems));
    }

    private static String key(int expression) {
        return "expressions[" + expression + "]";
    }
}
