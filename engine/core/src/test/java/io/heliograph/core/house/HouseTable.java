package io.heliograph.core.house;

import java.util.List;

/** The published table of what the house strategies do over {@link HouseSeries}, as an independent evaluation gave it. */
public final class HouseTable {
    /**
     * @param name the strategy's id
     * @param readyBar the bar of the first evaluation
     * @param fewest entries per 1,000 bars of the series that has the fewest
     * @param most entries per 1,000 bars of the series that has the most
     * @param counted as {@link HouseTally#row()} has it
     */
    public record Row(String name, int readyBar, int fewest, int most, String counted) {
        @Override
        public String toString() {
            return name;
        }
    }

    private HouseTable() {}

    public static List<Row> rows() {
        return List.of(
                new Row(
                        "momentum",
                        49,
                        11,
                        18,
                        "853 | 440 / 413 / 823 | stop 461, target 287, expired 51, exit 46, opposite 5 | 0.385"
                                + " | .31 .39 .41 .43 .52 | 0.239 (0.237)"),
                new Row(
                        "mean-reversion",
                        27,
                        12,
                        20,
                        "877 | 420 / 457 / 876 | stop 385, exit 261, target 230 | 0.531"
                                + " | .38 .42 .43 .45 .54 | 0.258 (0.249)"),
                new Row(
                        "trend-following",
                        49,
                        12,
                        17,
                        "772 | 378 / 394 / 612 | stop 412, exit 357 | 0.241 | .11 .19 .22 .25 .34 | 0.183 (0.183)"),
                new Row(
                        "stochrsi-dynamic-bands",
                        34,
                        72,
                        85,
                        "4248 | 2123 / 2125 / 2622 | stop 1539, opposite 1489, target 1019, expired 198 | 0.433"
                                + " | .25 .41 .46 .50 .55 | 0.249 (0.245)"),
                new Row(
                        "stochrsi-dynamic-bands-seed",
                        34,
                        49,
                        65,
                        "2991 | 2120 / 871 / 2223 | stop 1197, target 787, opposite 693, expired 311 | 0.447"
                                + " | .26 .36 .40 .45 .51 | 0.251 (0.247)"));
    }
}
