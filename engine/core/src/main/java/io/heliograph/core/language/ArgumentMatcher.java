package io.heliograph.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays the arguments of a call beside the parameters of its row. */
final class ArgumentMatcher {
    static final int MOST_REPEATED = 16;

    private final Definition definition;
    private final Expr.Call call;
    private final Map<String, Argument> byName = new LinkedHashMap<>();

    private ArgumentMatcher(Definition definition, Expr.Call call) {
        this.definition = definition;
        this.call = call;
    }

    /**
     * The arguments by parameter, given ones only.
     *
     * @param takesInput whether the first argument is the input of an indicator
     */
    static Map<String, Argument> match(Definition definition, Expr.Call call, boolean takesInput) {
        ArgumentMatcher matcher = new ArgumentMatcher(definition, call);
        List<Parameter> order = new ArrayList<>(definition.positional());
        if (takesInput) {
            order.add(0, definition.input());
        }
        matcher.assign(order);
        matcher.refuseMissing();
        return matcher.byName;
    }

    /** The arguments of {@code min} and {@code max}: 2 to 16, all by position. */
    static List<Argument> repeated(Definition definition, Expr.Call call) {
        int count = call.arguments().size();
        for (Argument argument : call.arguments()) {
            if (argument.name() != null) {
                throw new LanguageException(
                        argument.at(),
                        definition.name() + " takes its arguments by position: found " + argument.name());
            }
        }
        if (count < definition.parameters().size() || count > MOST_REPEATED) {
            throw new LanguageException(
                    call.at(), definition.name() + " takes 2 to " + MOST_REPEATED + " arguments: found " + count);
        }
        return call.arguments();
    }

    /** Whether the argument is a word of the parameter, or can be nothing else. */
    static boolean isWord(Argument argument, Parameter parameter) {
        if (!parameter.takesWords() || !argument.bare()) {
            return false;
        }
        return !parameter.takesNumbers() || parameter.words().contains(word(argument));
    }

    static String word(Argument argument) {
        return ((Expr.Name) argument.value()).name();
    }

    private void assign(List<Parameter> order) {
        int position = 0;
        boolean named = false;
        for (Argument argument : call.arguments()) {
            Parameter parameter;
            if (argument.name() != null) {
                named = true;
                parameter = named(argument);
            } else if (named) {
                throw new LanguageException(argument.at(), "positional arguments come before named ones");
            } else if (position == order.size()) {
                throw tooMany(argument);
            } else {
                parameter = order.get(position++);
            }
            if (byName.put(parameter.name(), argument) != null) {
                throw new LanguageException(argument.at(), "'" + parameter.name() + "' is given twice");
            }
        }
    }

    private Parameter named(Argument argument) {
        Parameter parameter = definition.parameter(argument.name());
        if (parameter == null) {
            List<String> names = new ArrayList<>();
            definition.parameters().forEach(each -> names.add(each.name()));
            throw new LanguageException(
                    argument.at(),
                    definition.name() + " has no parameter '" + argument.name() + "'"
                            + Nearest.hint(argument.name(), names) + ": expected " + definition.signature());
        }
        return parameter;
    }

    private LanguageException tooMany(Argument argument) {
        if (argument.bare()) {
            for (Parameter parameter : definition.parameters()) {
                if (parameter.words().contains(word(argument))) {
                    return new LanguageException(
                            argument.at(), "a word goes by name: write " + parameter.name() + " = " + word(argument));
                }
            }
        }
        return new LanguageException(argument.at(), "too many arguments: expected " + definition.signature());
    }

    private void refuseMissing() {
        for (Parameter parameter : definition.parameters()) {
            if (parameter.fallback() == null && !byName.containsKey(parameter.name())) {
                throw new LanguageException(
                        call.at(), "missing '" + parameter.name() + "': expected " + definition.signature());
            }
        }
    }
}
