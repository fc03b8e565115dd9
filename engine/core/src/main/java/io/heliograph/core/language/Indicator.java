package io.heliograph.core.language;

import java.util.List;

/**
 * One indicator of the language, as people and programs read about it.
 *
 * @param name as an expression calls it
 * @param signature parameters with their defaults, {@code ema(n, seed = sma, of = close)}
 * @param parameters in order
 * @param outputs names of the outputs; {@code value} alone where an expression names none
 * @param first the first bar with a value, counted from 0, in terms of the parameters
 * @param flat the neutral value where the formula divides zero by zero; empty where it never does
 * @param definition formula and seeding
 * @param source whose formula it is
 * @param variants a typical call first, then one for each other semantic id
 */
public record Indicator(
        String name,
        String signature,
        List<Argument> parameters,
        List<String> outputs,
        String first,
        String flat,
        String definition,
        String source,
        List<Variant> variants) {

    /** What a parameter takes. */
    public enum Kind {
        /** A constant whole number. */
        WHOLE,
        /** A constant number. */
        REAL,
        /** One of its words. */
        WORD,
        /** One of its words, or a constant whole number. */
        WORD_OR_WHOLE,
        /** The input: a number at every bar. */
        SERIES
    }

    /**
     * A parameter.
     *
     * @param name as a caller writes it
     * @param kind what it takes
     * @param fallback the default as written; empty where it must be given
     * @param words the words it takes; empty where it takes none
     * @param least smallest whole number, where it takes one
     * @param most largest whole number, where it takes one
     */
    public record Argument(String name, Kind kind, String fallback, List<String> words, int least, int most) {}

    /**
     * One way to compute it.
     *
     * @param call an expression that asks for it
     * @param semanticId name, variant and version of its arithmetic; changes when any answer's bits change
     * @param outputs how long each output takes, in the order of the indicator's outputs
     */
    public record Variant(String call, String semanticId, List<Output> outputs) {}

    /**
     * How long an output of a call takes.
     *
     * @param name of the output
     * @param firstBar the first bar with a value, counted from 0
     * @param convergedBar the bar from which everything before weighs less than 1e-6; -1 where there is none
     */
    public record Output(String name, int firstBar, int convergedBar) {}
}
