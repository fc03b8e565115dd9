package io.heliograph.core.language;

import io.heliograph.kernels.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Binds the calls of an expression: functions and indicators, by their rows of the {@link Catalogue}. */
final class CallBinder {
    private final StepWriter steps;
    private final Binder binder;

    CallBinder(StepWriter steps, Binder binder) {
        this.steps = steps;
        this.binder = binder;
    }

    Bound bind(Expr.Call call, Scope scope) {
        Definition definition = Catalogue.find(call.name());
        if (definition == null) {
            throw new LanguageException(call.at(), unknown(call.name()));
        }
        return definition.isIndicator() ? indicator(definition, call, scope) : function(definition, call, scope);
    }

    /** A constant whole number within limits. */
    int whole(Bound bound, int at, String what, int least, int most) {
        Types.requireNumber(bound, at, what);
        String range = what + " must be a constant whole number from " + least + " to " + most + ": found ";
        if (!(bound instanceof Bound.Constant constant)) {
            throw new LanguageException(at, range + "a number that is known only at a bar");
        }
        double value = constant.value();
        if (value != Math.rint(value) || value < least || value > most) {
            throw new LanguageException(at, range + Numbers.text(value));
        }
        return (int) value;
    }

    private Bound function(Definition definition, Expr.Call call, Scope scope) {
        Operation operation = definition.operation();
        List<Bound> inputs = new ArrayList<>();
        int n = 0;
        if (definition.repeats()) {
            for (Argument argument : ArgumentMatcher.repeated(definition, call)) {
                inputs.add(input(definition, definition.parameters().get(0), argument, scope));
            }
        } else {
            Map<String, Argument> given = ArgumentMatcher.match(definition, call, false);
            for (Parameter parameter : definition.parameters()) {
                Argument argument = given.get(parameter.name());
                if (parameter.kind() == Parameter.Kind.WHOLE) {
                    n = argument == null
                            ? Integer.parseInt(parameter.fallback())
                            : whole(definition, parameter, argument, scope);
                } else {
                    inputs.add(input(definition, parameter, argument, scope));
                }
            }
        }
        if (operation == Operation.CHANGE) {
            Bound before = steps.history(inputs.get(0), n, scope.timeframe());
            return steps.binary(Operation.SUBTRACT, "-", inputs.get(0), before, false, scope.timeframe());
        }
        boolean isCondition = switch (definition.result()) {
            case NUMBER -> false;
            case CONDITION -> true;
            case BRANCHES -> agree(call, inputs.get(1), inputs.get(2));
        };
        return steps.function(definition, inputs, n, isCondition, scope.timeframe());
    }

    private Bound input(Definition definition, Parameter parameter, Argument argument, Scope scope) {
        Bound bound = binder.bind(argument.value(), scope);
        int at = argument.value().at();
        String place = "argument " + parameter.name() + " of " + definition.name();
        switch (parameter.kind()) {
            case NUMBER -> Types.requireNumber(bound, at, place);
            case CONDITION -> Types.requireCondition(bound, at, place);
            default -> Types.requireOneOutput(bound, at, place);
        }
        if (definition.operation().hasMemory()) {
            binder.refuseContext(bound, at, "in " + definition.name());
        }
        return bound;
    }

    private int whole(Definition definition, Parameter parameter, Argument argument, Scope scope) {
        Bound bound = binder.bind(argument.value(), scope);
        String what = "'" + parameter.name() + "' of " + definition.name();
        return whole(bound, argument.value().at(), what, parameter.least(), parameter.most());
    }

    private static boolean agree(Expr.Call call, Bound a, Bound b) {
        boolean isCondition = b instanceof Bound.Condition;
        if (a instanceof Bound.Condition != isCondition) {
            throw new LanguageException(
                    call.arguments().get(2).value().at(),
                    "the branches of if must agree: a is " + Types.name(a) + ", b is " + Types.name(b));
        }
        return isCondition;
    }

    private Bound indicator(Definition definition, Expr.Call call, Scope scope) {
        Bound first = firstInput(definition, call, scope);
        Map<String, Argument> given = ArgumentMatcher.match(definition, call, first != null);
        KernelArguments arguments = constants(definition, given, scope);
        Kernel kernel = kernel(definition, arguments, call);
        List<String> texts = new ArrayList<>();
        StepDraft draft;
        if (definition.input() != null) {
            Bound input = series(definition, given.get("of"), first, scope);
            int slot = steps.slot(input);
            if (!isDefault(definition, slot)) {
                texts.add(steps.text(slot));
            }
            draft = draft(definition, arguments, texts, scope).inputs(inputs(definition, slot, scope));
        } else {
            draft = draft(definition, arguments, texts, scope);
        }
        describe(draft, definition, arguments, kernel);
        Step step = steps.add(draft);
        return definition.outputs().isEmpty() ? new Bound.Number(step.slot()) : new Bound.Outputs(step, definition);
    }

    private int[] inputs(Definition definition, int slot, Scope scope) {
        if (definition.operation() == Operation.WEIGHTED_KERNEL) {
            return new int[] {slot, steps.slot(steps.series(Series.VOLUME, scope.timeframe()))};
        }
        return new int[] {slot};
    }

    /**
     * The first argument by position where it is the input, else null.
     *
     * <p>It is bound here and nowhere else: bound twice at each level, a nest of calls would take for ever.
     */
    private Bound firstInput(Definition definition, Expr.Call call, Scope scope) {
        if (call.arguments().isEmpty() || call.arguments().get(0).name() != null) {
            return null;
        }
        Argument first = call.arguments().get(0);
        if (definition.positional().isEmpty() && definition.input() == null) {
            return null;
        }
        Bound bound = binder.bind(first.value(), scope);
        if (bound instanceof Bound.Constant) {
            return null;
        } else if (definition.input() == null) {
            throw new LanguageException(
                    first.at(),
                    definition.name() + " reads bars and takes no input: expected " + definition.signature());
        }
        return bound;
    }

    private KernelArguments constants(Definition definition, Map<String, Argument> given, Scope scope) {
        KernelArguments arguments = new KernelArguments(definition.parameters());
        for (Parameter parameter : definition.parameters()) {
            Argument argument = given.get(parameter.name());
            if (parameter.takesWords() && (argument == null || ArgumentMatcher.isWord(argument, parameter))) {
                arguments.word(parameter.name(), word(definition, parameter, argument));
            } else if (parameter.takesWords() && !parameter.takesNumbers()) {
                throw notWord(definition, parameter, argument);
            }
        }
        for (Parameter parameter : definition.parameters()) {
            Argument argument = given.get(parameter.name());
            if (parameter.isInput() || parameter.takesWords() && isWordOrAbsent(argument, parameter)) {
                continue;
            }
            arguments.number(parameter.name(), number(definition, parameter, argument, arguments, scope));
        }
        return arguments;
    }

    private static boolean isWordOrAbsent(Argument argument, Parameter parameter) {
        return argument == null || ArgumentMatcher.isWord(argument, parameter);
    }

    private static String word(Definition definition, Parameter parameter, Argument argument) {
        if (argument == null) {
            return parameter.fallback();
        }
        String word = ArgumentMatcher.word(argument);
        if (!parameter.words().contains(word)) {
            throw notWord(definition, parameter, argument);
        }
        return word;
    }

    private static LanguageException notWord(Definition definition, Parameter parameter, Argument argument) {
        String found = argument.bare() ? ": found " + ArgumentMatcher.word(argument) : "";
        return new LanguageException(
                argument.value().at(),
                "'" + parameter.name() + "' of " + definition.name() + " must be one of the words "
                        + String.join(" ", parameter.words()) + found);
    }

    private double number(
            Definition definition, Parameter parameter, Argument argument, KernelArguments arguments, Scope scope) {
        if (argument == null) {
            Parameter.Other other = parameter.other();
            boolean isOther = other != null && arguments.is(other.parameter(), other.word());
            return Double.parseDouble(isOther ? other.fallback() : parameter.fallback());
        } else if (parameter.kind() != Parameter.Kind.REAL) {
            return whole(definition, parameter, argument, scope);
        }
        Bound bound = binder.bind(argument.value(), scope);
        String place = "'" + parameter.name() + "' of " + definition.name();
        Types.requireNumber(bound, argument.value().at(), place);
        if (bound instanceof Bound.Constant constant) {
            return constant.value();
        }
        throw new LanguageException(
                argument.value().at(), place + " must be a constant: found a number that is known only at a bar");
    }

    private Kernel kernel(Definition definition, KernelArguments arguments, Expr.Call call) {
        try {
            return definition.maker().make(arguments);
        } catch (IllegalArgumentException e) {
            throw new LanguageException(call.at(), definition.name() + ": " + e.getMessage());
        }
    }

    private Bound series(Definition definition, Argument argument, Bound first, Scope scope) {
        if (argument == null) {
            return steps.series(Series.of(definition.input().fallback()), scope.timeframe());
        }
        Bound bound = first != null ? first : binder.bind(argument.value(), scope);
        int at = argument.value().at();
        Types.requireNumber(bound, at, "input of " + definition.name());
        binder.refuseContext(bound, at, "in " + definition.name());
        if (steps.step(steps.slot(bound)).isAcross()) {
            throw new LanguageException(
                    at,
                    "the input of an indicator may not hold '@': write " + definition.name() + "(..., of = x) @ T for "
                            + definition.name() + "(..., of = x @ T)");
        }
        return bound;
    }

    private boolean isDefault(Definition definition, int slot) {
        return steps.text(slot).equals(definition.input().fallback());
    }

    private static StepDraft draft(Definition definition, KernelArguments arguments, List<String> texts, Scope scope) {
        if (!arguments.text().isEmpty()) {
            texts.add(arguments.text());
        }
        String text = StepWriter.cut(definition.name() + "(" + String.join(", ", texts) + ")");
        return new StepDraft(definition.operation(), scope.timeframe(), text);
    }

    private static void describe(StepDraft draft, Definition definition, KernelArguments arguments, Kernel kernel) {
        int outputs = kernel.outputs();
        draft.constants(arguments.key());
        draft.semanticId = kernel.semanticId();
        draft.definition = definition;
        draft.outputNames = definition.outputs();
        draft.kernel = () -> definition.maker().make(arguments);
        draft.lookBack = new int[outputs];
        draft.settling = new int[outputs];
        for (int i = 0; i < outputs; i++) {
            draft.lookBack[i] = kernel.firstBar(i);
            draft.settling[i] = kernel.convergedBar(i);
        }
        draft.state(kernel.stateSize());
    }

    private static String unknown(String name) {
        String ours = ForeignWords.ofName(name);
        if (ours != null) {
            return "no such function: '" + name + "': write " + ours;
        } else if (Series.of(name) != null || Context.of(name) != null) {
            return "'" + name + "' takes no arguments: write " + name;
        }
        List<String> names = new ArrayList<>();
        Catalogue.all().forEach(each -> names.add(each.name()));
        return "no such function: '" + name + "'" + Nearest.hint(name, names);
    }
}
