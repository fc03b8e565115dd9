package io.heliograph.core.language;

import java.util.List;

/**
 * One parameter of a function or an indicator.
 *
 * @param name as the caller writes it
 * @param kind what it takes
 * @param fallback the value where it is not given: a number, a word, a series, or null where it must be given
 * @param other another fallback where another parameter has a certain word, or null
 * @param words the words it takes, empty for none
 * @param least smallest whole number, where it takes one
 * @param most largest whole number, where it takes one
 */
record Parameter(String name, Kind kind, String fallback, Other other, List<String> words, int least, int most) {
    static final int LONGEST = 5_000;

    /** Where {@code parameter} has the word, {@code fallback} is the default. */
    record Other(String parameter, String word, String fallback) {}

    enum Kind {
        /** A number at every bar. */
        NUMBER,
        /** A condition at every bar. */
        CONDITION,
        /** A number or a condition. */
        EITHER,
        /** A constant whole number. */
        WHOLE,
        /** A constant number. */
        REAL,
        /** One of its words. */
        WORD,
        /** One of its words, or a constant whole number. */
        WORD_OR_WHOLE
    }

    static Parameter number(String name) {
        return new Parameter(name, Kind.NUMBER, null, null, List.of(), 0, 0);
    }

    /** The input of an indicator. */
    static Parameter of(String series) {
        return new Parameter("of", Kind.NUMBER, series, null, List.of(), 0, 0);
    }

    static Parameter condition(String name) {
        return new Parameter(name, Kind.CONDITION, null, null, List.of(), 0, 0);
    }

    static Parameter either(String name) {
        return new Parameter(name, Kind.EITHER, null, null, List.of(), 0, 0);
    }

    static Parameter period(String name) {
        return whole(name, null, 1, LONGEST);
    }

    static Parameter period(String name, int fallback) {
        return whole(name, Integer.toString(fallback), 1, LONGEST);
    }

    static Parameter whole(String name, String fallback, int least, int most) {
        return new Parameter(name, Kind.WHOLE, fallback, null, List.of(), least, most);
    }

    static Parameter real(String name) {
        return new Parameter(name, Kind.REAL, null, null, List.of(), 0, 0);
    }

    static Parameter real(String name, String fallback) {
        return new Parameter(name, Kind.REAL, fallback, null, List.of(), 0, 0);
    }

    /** Takes one of the words; the first is the default. */
    static Parameter word(String name, String... words) {
        return new Parameter(name, Kind.WORD, words[0], null, List.of(words), 0, 0);
    }

    static Parameter wordOrPeriod(String name, String word) {
        return new Parameter(name, Kind.WORD_OR_WHOLE, word, null, List.of(word), 1, LONGEST);
    }

    /** The same, but with another default where {@code parameter} has the word. */
    Parameter but(String parameter, String word, String fallback) {
        return new Parameter(name, kind, this.fallback, new Other(parameter, word, fallback), words, least, most);
    }

    boolean takesWords() {
        return !words.isEmpty();
    }

    boolean takesNumbers() {
        return kind != Kind.WORD;
    }

    boolean isInput() {
        return name.equals("of");
    }

    /** {@code n}, {@code seed = sma}. */
    String text() {
        return fallback == null ? name : name + " = " + fallback;
    }
}
