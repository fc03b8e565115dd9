package io.heliograph.core.language;

import io.heliograph.core.Timeframe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of a document: its params, and its definitions, each bound once for every timeframe on which it is used.
 *
 * <p>Definitions are bound in the order of their dependence, so a chain of them never goes deep.
 */
final class Definitions {
    private final SortedMap<String, Double> parameters;
    private final SortedMap<String, Expr> expressions;
    private final Set<String> broken;
    private final SortedMap<String, Set<String>> uses = new TreeMap<>();
    private final List<String> order;
    private final Map<Place, Object> bound = new LinkedHashMap<>();

    private record Place(String name, Timeframe timeframe, boolean isInsideLarger) {}

    /** {@code broken}: definitions that could not be parsed, whose use is answered silently. */
    Definitions(SortedMap<String, Double> parameters, SortedMap<String, Expr> expressions, Set<String> broken) {
        this.parameters = parameters;
        this.expressions = expressions;
        this.broken = broken;
        expressions.forEach((name, expr) -> uses.put(name, used(expr)));
        this.order = order();
    }

    boolean isParameter(String name) {
        return parameters.containsKey(name);
    }

    double parameter(String name) {
        return parameters.get(name);
    }

    boolean isDefinition(String name) {
        return expressions.containsKey(name) || broken.contains(name);
    }

    /** Whether the definition could be parsed. */
    boolean isParsed(String name) {
        return expressions.containsKey(name);
    }

    /** All names that an expression may use, params and definitions first. */
    List<String> names() {
        List<String> names = new ArrayList<>(parameters.keySet());
        names.addAll(expressions.keySet());
        names.addAll(Catalogue.names());
        return names;
    }

    /** The definitions that do not depend on themselves, each after those that it uses. */
    List<String> inOrder() {
        return order;
    }

    /** The way from a definition back to itself, {@code a -> b -> a}; null where it does not depend on itself. */
    String cycle(String name) {
        if (order.contains(name)) {
            return null;
        }
        List<String> way = new ArrayList<>();
        String at = name;
        while (!way.contains(at)) {
            way.add(at);
            at = firstUnordered(at);
        }
        return at.equals(name) ? String.join(" -> ", way) + " -> " + name : null;
    }

    /** Binds a definition for a scope, or answers what it was bound to before; throws its problem again. */
    Bound bind(String name, Scope scope, Binder binder) {
        Place place = new Place(name, scope.timeframe(), scope.isInsideLarger());
        Object known = bound.get(place);
        if (known == null) {
            known = attempt(name, scope, binder);
            bound.put(place, known);
        }
        if (known instanceof RuntimeException problem) {
            throw problem;
        }
        return (Bound) known;
    }

    /** The value of a definition where it is named; a problem that only this use has stands at the name. */
    Bound use(Expr.Name name, Scope scope, Binder binder) {
        if (!order.contains(name.name())) {
            throw new BrokenDefinition();
        }
        try {
            return bind(name.name(), scope, binder);
        } catch (LanguageException problem) {
            if (!scope.isInsideLarger()) {
                throw new BrokenDefinition();
            }
            throw new LanguageException(name.at(), "in definition '" + name.name() + "': " + problem.getMessage());
        }
    }

    /** Binds all definitions that an expression needs on another timeframe, the deepest first. */
    void prepare(Expr expr, Scope scope, Binder binder) {
        Set<String> needed = new LinkedHashSet<>(used(expr));
        for (int i = order.size() - 1; i >= 0; i--) {
            if (needed.contains(order.get(i))) {
                needed.addAll(uses.get(order.get(i)));
            }
        }
        for (String name : order) {
            if (needed.contains(name)) {
                Place place = new Place(name, scope.timeframe(), scope.isInsideLarger());
                if (!bound.containsKey(place)) {
                    bound.put(place, attempt(name, scope, binder));
                }
            }
        }
    }

    /** Binds all definitions on the strategy's own timeframe, each after those that it uses. */
    void prepareAll(Scope scope, Binder binder) {
        for (String name : order) {
            Place place = new Place(name, scope.timeframe(), scope.isInsideLarger());
            if (!bound.containsKey(place)) {
                bound.put(place, attempt(name, scope, binder));
            }
        }
    }

    Expr expression(String name) {
        return expressions.get(name);
    }

    /** The definitions that the expressions need, through others too. */
    Set<String> reachable(Collection<Expr> roots) {
        Set<String> reached = new TreeSet<>();
        roots.forEach(expr -> reached.addAll(used(expr)));
        for (int i = order.size() - 1; i >= 0; i--) {
            if (reached.contains(order.get(i))) {
                reached.addAll(uses.get(order.get(i)));
            }
        }
        return reached;
    }

    /** Whether an expression, or a definition that it needs, names a param. */
    boolean namesParameter(Expr expr) {
        Set<String> names = new TreeSet<>(named(expr));
        for (String definition : reachable(List.of(expr))) {
            names.addAll(named(expressions.get(definition)));
        }
        names.retainAll(parameters.keySet());
        return !names.isEmpty();
    }

    /** The params that the expressions and the definitions name. */
    Set<String> parametersUsed(Collection<Expr> roots) {
        Set<String> used = new TreeSet<>();
        roots.forEach(expr -> used.addAll(named(expr)));
        expressions.values().forEach(expr -> used.addAll(named(expr)));
        used.retainAll(parameters.keySet());
        return used;
    }

    /** The timeframes after every {@code @} of an expression, and where it stands; those of definitions at their name. */
    SortedMap<Timeframe, Integer> timeframesIn(Expr expr) {
        SortedMap<Timeframe, Integer> found = new TreeMap<>();
        walk(expr, -1, found, new TreeSet<>());
        return found;
    }

    /** {@code at}: the place of the definition's name, where the walk is inside of one; -1 outside. */
    private void walk(Expr expr, int at, SortedMap<Timeframe, Integer> found, Set<String> seen) {
        Deque<Expr> open = new ArrayDeque<>();
        open.push(expr);
        while (!open.isEmpty()) {
            Expr next = open.pop();
            if (next instanceof Expr.Larger larger) {
                found.putIfAbsent(larger.timeframe(), at < 0 ? larger.signAt() : at);
            } else if (next instanceof Expr.Name name && uses.containsKey(name.name()) && seen.add(name.name())) {
                walk(expressions.get(name.name()), at < 0 ? name.at() : at, found, seen);
            }
            if (next instanceof Expr.Call call) {
                pushArguments(call, open);
            } else {
                pushParts(next, open);
            }
        }
    }

    private Object attempt(String name, Scope scope, Binder binder) {
        try {
            return binder.bind(expressions.get(name), scope.definition());
        } catch (LanguageException | BrokenDefinition problem) {
            return problem;
        }
    }

    private List<String> order() {
        List<String> sorted = new ArrayList<>();
        boolean hasMore = true;
        while (hasMore) {
            hasMore = false;
            for (Map.Entry<String, Set<String>> entry : uses.entrySet()) {
                Set<String> needed = new LinkedHashSet<>(entry.getValue());
                needed.removeAll(broken);
                if (!sorted.contains(entry.getKey()) && sorted.containsAll(needed)) {
                    sorted.add(entry.getKey());
                    hasMore = true;
                }
            }
        }
        return Collections.unmodifiableList(sorted);
    }

    private String firstUnordered(String name) {
        Set<String> unordered = new LinkedHashSet<>(uses.get(name));
        unordered.removeAll(order);
        unordered.removeAll(broken);
        return unordered.iterator().next();
    }

    private Set<String> used(Expr expr) {
        Set<String> names = named(expr);
        names.removeIf(name -> isParameter(name) || !isDefinition(name));
        return names;
    }

    /** The names in an expression; words of a call's parameters are not names. */
    private static Set<String> named(Expr expr) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Expr> open = new ArrayDeque<>();
        open.push(expr);
        while (!open.isEmpty()) {
            Expr next = open.pop();
            if (next instanceof Expr.Name name) {
                names.add(name.name());
            }
            pushAll(next, open);
        }
        return names;
    }

    /** Adds what an expression is made of; words of a call's parameters are no expressions. */
    static void pushAll(Expr expr, Deque<Expr> open) {
        if (expr instanceof Expr.Call call) {
            pushArguments(call, open);
        } else {
            pushParts(expr, open);
        }
    }

    private static void pushArguments(Expr.Call call, Deque<Expr> open) {
        Definition definition = Catalogue.find(call.name());
        for (Argument argument : call.arguments()) {
            Parameter parameter = definition == null ? null : definition.parameter(argument.name());
            if (parameter == null || !ArgumentMatcher.isWord(argument, parameter)) {
                open.push(argument.value());
            }
        }
    }

    private static void pushParts(Expr expr, Deque<Expr> open) {
        if (expr instanceof Expr.Group group) {
            open.push(group.inner());
        } else if (expr instanceof Expr.Binary binary) {
            open.push(binary.left());
            open.push(binary.right());
        } else if (expr instanceof Expr.Sign sign) {
            open.push(sign.operand());
        } else if (expr instanceof Expr.Not not) {
            open.push(not.operand());
        } else if (expr instanceof Expr.Output output) {
            open.push(output.base());
        } else if (expr instanceof Expr.History history) {
            open.push(history.base());
            open.push(history.bars());
        } else if (expr instanceof Expr.Larger larger) {
            open.push(larger.base());
        }
    }
}
