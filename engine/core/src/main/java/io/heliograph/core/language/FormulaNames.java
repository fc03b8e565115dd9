package io.heliograph.core.language;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The params and definitions that expressions outside of a strategy may use, checked as those of a document are. */
final class FormulaNames {
    private final SortedMap<String, Double> params;
    private final SortedMap<String, String> let;
    private final SortedSet<String> broken = new TreeSet<>();

    FormulaNames(SortedMap<String, Double> params, SortedMap<String, String> let) {
        this.params = new TreeMap<>(params);
        this.let = new TreeMap<>(let);
    }

    /** Refuses names that are none, and values that are no numbers. */
    void check(List<Problem> problems) {
        count("params", params.size(), problems);
        count("let", let.size(), problems);
        for (String name : params.keySet()) {
            check("params." + name, name, problems);
            double value = params.get(name);
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                problems.add(Problem.at("params." + name, 1, 1, "expected a finite number: found " + value, ""));
            }
        }
        for (String name : let.keySet()) {
            check("let." + name, name, problems);
            if (params.containsKey(name)) {
                String message = "'" + name + "' is a name of params too: choose another";
                problems.add(Problem.at("let." + name, 1, 1, message, ""));
            }
        }
    }

    /** An expression's tree; null where a problem was added. */
    Expr parse(String key, String expression, List<Problem> problems) {
        try {
            return Parser.parse(expression);
        } catch (LanguageException e) {
            problems.add(Problem.at(key, 1, e.at() + 1, e.getMessage(), expression));
            return null;
        }
    }

    /** All names for a binder; definitions that cannot be parsed are problems. */
    Definitions definitions(List<Problem> problems) {
        SortedMap<String, Expr> parsed = new TreeMap<>();
        let.forEach((name, expression) -> {
            Expr expr = parse("let." + name, expression, problems);
            if (expr == null) {
                broken.add(name);
            } else {
                parsed.put(name, expr);
            }
        });
        return new Definitions(params, parsed, broken);
    }

    /** Binds every definition, so that each mistake is told once and where it stands. */
    void bindDefinitions(Definitions definitions, Binder binder, Scope scope, List<Problem> problems) {
        definitions.prepareAll(scope, binder);
        for (String name : let.keySet()) {
            String key = "let." + name;
            if (!definitions.inOrder().contains(name)) {
                String cycle = definitions.isParsed(name) ? definitions.cycle(name) : null;
                if (cycle != null) {
                    String message = "a definition may not depend on itself: " + cycle;
                    problems.add(Problem.at(key, 1, 1, message, let.get(name)));
                }
                continue;
            }
            try {
                definitions.bind(name, scope, binder);
            } catch (LanguageException e) {
                problems.add(Problem.at(key, 1, e.at() + 1, e.getMessage(), let.get(name)));
            } catch (BrokenDefinition e) {
                // The definition that it uses has its own problem, which is on the list.
            }
        }
    }

    private static void count(String key, int found, List<Problem> problems) {
        if (found > DocumentReader.MAX_NAMES) {
            String message = "at most " + DocumentReader.MAX_NAMES + " names: found " + found;
            problems.add(Problem.at(key, 1, 1, message, ""));
        }
    }

    private static void check(String key, String name, List<Problem> problems) {
        String message = DocumentReader.nameProblem(name);
        if (message != null) {
            problems.add(Problem.at(key, 1, 1, message, name));
        }
    }
}
