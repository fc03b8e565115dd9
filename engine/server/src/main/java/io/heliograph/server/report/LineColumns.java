package io.heliograph.server.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of all lines, equal ones once: every house strategy computes {@code atr(14)}.
 *
 * <p>Up to {@link #KEPT_EXACT} values stand in the report as they are. Beyond that those that are no short decimals are
 * rounded, to a step that no screen shows, and the report says to which: exact ones would take eleven bytes each.
 */
final class LineColumns {
    static final long KEPT_EXACT = 2_000_000;

    /** Prices lie close together far from 0, so they need more. */
    private static final int DIGITS_OF_A_PRICE = 6;

    private static final int DIGITS = 4;

    private final Map<Values, Integer> places = new HashMap<>();
    private final List<ChartLines.Line> kept = new ArrayList<>();

    private long values;

    /** Takes a line; answers the place of its column. */
    int add(ChartLines.Line line) {
        return places.computeIfAbsent(new Values(line.isOverlay(), line.values()), unseen -> {
            kept.add(line);
            values += line.values().length;
            return kept.size() - 1;
        });
    }

    boolean isRounded() {
        return values > KEPT_EXACT;
    }

    int count() {
        return kept.size();
    }

    Column column(int place) {
        ChartLines.Line line = kept.get(place);
        return isRounded()
                ? Column.rounded(line.values(), line.isOverlay() ? DIGITS_OF_A_PRICE : DIGITS)
                : Column.of(line.values());
    }

    /** Compared by its content. */
    private record Values(boolean isOverlay, double[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Values that && isOverlay == that.isOverlay && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(values) + Boolean.hashCode(isOverlay);
        }
    }
}
