package io.heliograph.core.language;

import io.heliograph.core.bar.ClosedBar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Indicators worked out anew from the whole series of their input, and the engine's answers held against them. */
final class NaiveAgreement {
    private long compared;
    private long unsure;

    /** How many answers of indicators were held against the engine's. */
    long compared() {
        return compared;
    }

    /** How many could not be, because rounding decides. */
    long unsure() {
        return unsure;
    }

    /**
     * Works an indicator out anew and holds the engine's answers against it.
     *
     * @param what the call, for the message
     * @param input its input over the same bars; null: the bars themselves
     * @param answers gives the engine's answers to outputs by name
     * @return the engine's answers
     */
    Map<String, NaiveColumn> check(
            String what,
            String indicator,
            NaiveArguments arguments,
            List<ClosedBar> all,
            NaiveColumn input,
            Function<List<String>, Map<String, NaiveColumn>> answers) {
        List<ClosedBar> fed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (input == null || input.isDefined(i)) {
                fed.add(all.get(i));
                places.add(i);
            }
        }
        NaiveLine x = input == null ? null : new NaiveLine(fed.size());
        for (int j = 0; x != null && j < fed.size(); j++) {
            x.set(j, input.values[places.get(j)], input.flags[places.get(j)] == 1, 0.0);
        }
        Map<String, NaiveLine> expected = NaiveIndicators.of(indicator, fed, x, arguments);
        Map<String, NaiveColumn> found = answers.apply(List.copyOf(expected.keySet()));
        expected.forEach((output, line) -> compare(what + "." + output, line, places, found.get(output)));
        return found;
    }

    private void compare(String what, NaiveLine expected, List<Integer> places, NaiveColumn found) {
        int j = 0;
        for (int i = 0; i < found.values.length; i++) {
            boolean isFed = j < places.size() && places.get(j) == i;
            double value = isFed ? expected.x[j] : Double.NaN;
            boolean flat = isFed && expected.flat[j];
            double slack = isFed ? expected.slack[j] : 0.0;
            j += isFed ? 1 : 0;
            compared++;
            if (Double.isInfinite(slack) || Double.isNaN(slack)) {
                unsure++;
                continue;
            }
            double actual = found.values[i];
            boolean isSame =
                    Double.isNaN(value) ? Double.isNaN(actual) : value == actual || Math.abs(value - actual) <= slack;
            if (!isSame || flat != (found.flags[i] == 1)) {
                throw new AssertionError(what + " bar=" + i + " expected=" + value + (flat ? "*" : "") + " found="
                        + actual + (found.flags[i] == 1 ? "*" : "") + " slack=" + slack);
            }
        }
    }
}
