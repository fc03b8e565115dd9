package io.heliograph.kernels;

import io.heliograph.testkit.Csv;
import io.heliograph.testkit.RandomMarket.BarRow;
import java.time.Instant;
import java.util.List;

/** Feeds bars to kernels of either kind; a series kernel takes the close unless told otherwise. */
final class Feed {
    static final long DAY_NS = 86_400_000_000_000L;

    private Feed() {}

    static void update(Kernel kernel, Bar bar) {
        if (kernel instanceof SeriesKernel series) {
            series.update(input(kernel, bar), false);
        } else if (kernel instanceof WeightedKernel weighted) {
            weighted.update(bar.close(), bar.volume(), false);
        } else {
            ((BarKernel) kernel).update(bar);
        }
    }

    /** The language's default input. */
    private static double input(Kernel kernel, Bar bar) {
        if (kernel instanceof Highest) {
            return bar.high();
        }
        return kernel instanceof Lowest ? bar.low() : bar.close();
    }

    static Bar bar(BarRow row) {
        return new Bar()
                .set(
                        row.open(),
                        row.high(),
                        row.low(),
                        row.close(),
                        row.volume(),
                        row.startNs(),
                        Math.floorDiv(row.startNs(), DAY_NS));
    }

    static List<Bar> bars(List<BarRow> rows) {
        return rows.stream().map(Feed::bar).toList();
    }

    /** The bar at this row of a bar file; an empty volume is 0. */
    static Bar bar(Csv csv, int row) {
        long startNs = Instant.parse(csv.get(row, "open_time")).getEpochSecond() * 1_000_000_000L;
        String volume = csv.get(row, "volume");
        return new Bar()
                .set(
                        csv.number(row, "open"),
                        csv.number(row, "high"),
                        csv.number(row, "low"),
                        csv.number(row, "close"),
                        volume.isEmpty() ? 0.0 : Double.parseDouble(volume),
                        startNs,
                        Math.floorDiv(startNs, DAY_NS));
    }
}
