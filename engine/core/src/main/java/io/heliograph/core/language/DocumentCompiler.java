package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import io.heliograph.core.strategy.StrategyRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parses and binds the expressions of one document, checks its limits, and makes the strategy. */
final class DocumentCompiler {
    static final int MAX_NODES = 512;
    static final long MAX_STATE = 65_536;

    /** In the place of a timeframe that is wrong; it divides every other, so no {@code @} is refused because of it. */
    private static final Timeframe STAND_IN = Timeframe.ofNanos(Timeframe.SECOND);

    private final Document document;
    private final DocumentReader reader;
    private final List<Problem> problems;
    private final List<Problem> warnings;
    private final PlanBuilder plan = new PlanBuilder();
    private final Timeframe own;
    private final StepWriter steps;
    private final Map<Root, Expr> parsed = new EnumMap<>(Root.class);
    private final Map<Root, Integer> roots = new EnumMap<>(Root.class);
    private final List<Plan.Value> values = new ArrayList<>();

    private Definitions definitions;
    private Binder binder;

    DocumentCompiler(Document document, DocumentReader reader, List<Problem> problems, List<Problem> warnings) {
        this.document = document;
        this.reader = reader;
        this.problems = problems;
        this.warnings = warnings;
        this.own = document.timeframe == null ? STAND_IN : document.timeframe;
        this.steps = new StepWriter(plan, document.evaluatesFlat);
    }

    /** The strategy, or null where a problem was added. */
    CompiledStrategy compile(String text) {
        parse();
        binder = new Binder(steps, own, definitions);
        try {
            document.lets.keySet().forEach(this::bindDefinition);
            parsed.forEach(this::bindRoot);
        } catch (PlanTooLong e) {
            reader.problem("document", "a strategy has at most " + MAX_NODES + " nodes: nodes=more than " + MAX_NODES);
        }
        if (!problems.isEmpty()) {
            return null;
        }
        return assemble(text);
    }

    private void parse() {
        SortedMap<String, Expr> expressions = new TreeMap<>();
        Set<String> broken = new TreeSet<>(document.broken);
        document.lets.forEach((name, expression) -> {
            Expr expr = parse("let." + name, expression);
            if (expr == null) {
                broken.add(name);
            } else {
                expressions.put(name, expr);
            }
        });
        document.expressions.forEach((root, expression) -> {
            Expr expr = parse(root.key(), expression);
            if (expr != null) {
                parsed.put(root, expr);
            }
        });
        definitions = new Definitions(document.params, expressions, broken);
    }

    private Expr parse(String path, String expression) {
        try {
            return Parser.parse(expression);
        } catch (LanguageException e) {
            reader.problem(path, e.at(), e.getMessage(), expression);
            return null;
        }
    }

    private void bindDefinition(String name) {
        String path = "let." + name;
        if (!definitions.inOrder().contains(name)) {
            String cycle = definitions.isParsed(name) ? definitions.cycle(name) : null;
            if (cycle != null) {
                reader.problem(path, "a definition may not depend on itself: " + cycle);
            }
            return;
        }
        Scope scope = new Scope(own, false, null);
        try {
            definitions.prepareAll(scope, binder);
            values.add(value(name, definitions.bind(name, scope, binder)));
        } catch (LanguageException e) {
            reader.problem(path, e.at(), e.getMessage(), document.lets.get(name));
        } catch (BrokenDefinition e) {
            // The definition that it uses has its own problem, which is on the list.
        }
    }

    private Plan.Value value(String name, Bound bound) {
        if (bound instanceof Bound.Outputs outputs) {
            return new Plan.Value(name, outputs.step().slot(), Plan.Type.RECORD);
        }
        Plan.Type type = bound instanceof Bound.Condition
                ? Plan.Type.CONDITION
                : bound instanceof Bound.Constant ? Plan.Type.CONSTANT : Plan.Type.NUMBER;
        return new Plan.Value(name, steps.slot(bound), type);
    }

    private void bindRoot(Root root, Expr expr) {
        try {
            Bound bound = binder.bind(expr, new Scope(own, false, root));
            if (root.isCondition()) {
                Types.requireCondition(bound, expr.at(), root.key());
            } else {
                Types.requireNumber(bound, expr.at(), root.key());
            }
            roots.put(root, steps.slot(bound));
        } catch (LanguageException e) {
            reader.problem(root.key(), e.at(), e.getMessage(), document.expressions.get(root));
        } catch (BrokenDefinition e) {
            // As above.
        }
    }

    /** Adds what can hardly be meant to the warnings; of a document that was compiled without a problem. */
    void advise() {
        Scope scope = new Scope(own, false, null);
        ExpressionAdvice advice = new ExpressionAdvice(steps, binder, definitions, reader, warnings);
        for (String name : definitions.inOrder()) {
            advice.give("let." + name, document.lets.get(name), definitions.expression(name), scope);
        }
        parsed.forEach((root, expr) ->
                advice.give(root.key(), document.expressions.get(root), expr, new Scope(own, false, root)));
        new StanceAdvice(document, roots, steps, own, reader, warnings).give();
        new NameAdvice(document, definitions, parsed.values(), reader, warnings).give();
        warnings.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    }

    private CompiledStrategy assemble(String text) {
        Plan whole = new Plan(plan.steps(), plan.slots(), roots, List.copyOf(values));
        Readiness readiness = new Readiness(document.timeframe, whole.steps(), whole.slots());
        CompiledStrategy.ReadyBar ready = readyBar(whole, readiness);
        if (whole.nodeCount() > MAX_NODES) {
            reader.problem("document", "a strategy has at most " + MAX_NODES + " nodes: nodes=" + whole.nodeCount());
        }
        if (whole.stateDoubles() > MAX_STATE) {
            reader.problem(
                    "document",
                    "windows and histories have at most " + MAX_STATE + " doubles: doubles=" + whole.stateDoubles());
        }
        String canonical = document.canonical();
        if (canonical.length() > DocumentReader.MAX_CANONICAL_BYTES) {
            reader.problem(
                    "description",
                    "the canonical form has at most " + DocumentReader.MAX_CANONICAL_BYTES
                            + " bytes, a character beyond ASCII six of them: bytes=" + canonical.length());
        }
        byte[] hash = PlanBuilder.sha256().digest(canonical.getBytes(StandardCharsets.UTF_8));
        StrategyRules rules = new StrategyRules(
                document.id,
                hash,
                document.timeframe,
                document.hold,
                document.rearm,
                document.cooldownBars,
                document.expiresBars,
                document.expiresNs,
                document.emitEvery);
        return new CompiledStrategy(
                document,
                rules,
                whole,
                text,
                canonical,
                ready,
                convergedBar(whole, readiness),
                convergence(whole, readiness));
    }

    private CompiledStrategy.ReadyBar readyBar(Plan whole, Readiness readiness) {
        boolean isConverged = document.requiresConverged;
        int most = -1;
        String setBy = "";
        for (Root root : Root.values()) {
            int slot = whole.root(root);
            if (slot == Plan.NONE) {
                continue;
            }
            int bars = readiness.bars(slot, isConverged);
            if (bars == Readiness.NEVER) {
                reader.problem(
                        root.key(),
                        "ready = CONVERGED is never reached: " + readiness.setBy(slot, true)
                                + " never forgets its start");
            } else if (bars > most) {
                most = bars;
                setBy = readiness.setBy(slot, isConverged);
            }
        }
        return new CompiledStrategy.ReadyBar(Math.max(0, most), setBy);
    }

    private static CompiledStrategy.ReadyBar convergedBar(Plan whole, Readiness readiness) {
        CompiledStrategy.ReadyBar latest = new CompiledStrategy.ReadyBar(0, "");
        for (Root root : Root.values()) {
            int slot = whole.root(root);
            if (slot == Plan.NONE) {
                continue;
            }
            int bars = readiness.bars(slot, true);
            if (bars == Readiness.NEVER) {
                return new CompiledStrategy.ReadyBar(CompiledStrategy.NEVER, readiness.setBy(slot, true));
            } else if (latest.setBy().isEmpty() || bars > latest.bars()) {
                latest = new CompiledStrategy.ReadyBar(bars, readiness.setBy(slot, true));
            }
        }
        return latest;
    }

    private static List<CompiledStrategy.Convergence> convergence(Plan whole, Readiness readiness) {
        List<CompiledStrategy.Convergence> all = new ArrayList<>();
        for (Step step : whole.steps()) {
            for (int i = 0; i < step.outputs(); i++) {
                if (step.settling(i) != 0) {
                    all.add(new CompiledStrategy.Convergence(step.text(i), readiness.bars(step.slot() + i, true)));
                }
            }
        }
        return all;
    }
}
