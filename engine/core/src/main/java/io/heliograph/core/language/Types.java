package io.heliograph.core.language;

/** Refuses what is of the wrong type, naming the place and what to write. */
final class Types {
    private Types() {}

    /** Refuses all but a number; {@code place} ends the message. */
    static void requireNumber(Bound bound, int at, String place) {
        requireOneOutput(bound, at, place);
        if (bound instanceof Bound.Condition) {
            throw new LanguageException(
                    at, "expected a number, found a condition: write if(c, 1, 0) to count it: " + place);
        }
    }

    /** Refuses all but a condition. */
    static void requireCondition(Bound bound, int at, String place) {
        requireOneOutput(bound, at, place);
        if (!(bound instanceof Bound.Condition)) {
            throw new LanguageException(
                    at, "expected a condition, found a number: write a comparison such as x != 0: " + place);
        }
    }

    /** Refuses a record. */
    static void requireOneOutput(Bound bound, int at, String place) {
        if (bound instanceof Bound.Outputs outputs) {
            throw new LanguageException(
                    at, "choose an output: " + outputs.definition().outputList() + ": " + place);
        }
    }

    static String name(Bound bound) {
        if (bound instanceof Bound.Condition) {
            return "a condition";
        }
        return bound instanceof Bound.Outputs ? "a record" : "a number";
    }
}
