package io.heliograph.benchmarks;

import io.heliograph.testkit.AllocationMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Row 3: bytes that the sequencer allocates for one trade, from the ring through the journal and the core to the outputs,
 * once it is warm.
 *
 * <p>Measured in parts and judged by their median, as every other row: newly mapped blocks and the compilers' own bookkeeping
 * fall into some parts, and p90 shows them.
 */
final class AllocationRows {
    private static final int PARTS = 15;

    private final int warmBatches;
    private final int batches;

    AllocationRows(int warmBatches, int batches) {
        this.warmBatches = warmBatches;
        this.batches = batches;
    }

    List<Row> rows() {
        try {
            Path folder = Files.createTempDirectory("heliograph-bench");
            try (SequencerPath path = new SequencerPath(folder)) {
                return List.of(row(path));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use a scratch folder", e);
        }
    }

    private Row row(SequencerPath path) {
        long sent = 0;
        for (int i = 0; i < warmBatches; i++) {
            sent += path.publish();
            path.turn();
        }
        double[] each = new double[PARTS];
        for (int part = 0; part < PARTS; part++) {
            long bytes = 0;
            long events = 0;
            for (int i = 0; i < batches; i++) {
                events += path.publish();
                long before = AllocationMeter.allocatedBytes();
                path.drain();
                bytes += AllocationMeter.allocatedBytes() - before;
                path.turn();
            }
            sent += events;
            each[part] = (double) bytes / events;
        }
        if (path.applied() != sent || path.bars() == 0) {
            throw new IllegalStateException("expected every trade to be applied and bars to close: sent=" + sent
                    + " applied=" + path.applied() + " bars=" + path.bars());
        }
        Spread spread = Spread.of(each);
        return new Row(
                "3",
                "bytes per trade, ring to outputs, five strategies",
                "0",
                "bytes (median of " + PARTS + " parts)",
                spread.median(),
                0.0,
                0.0,
                spread,
                1.0,
                0.01,
                true,
                1);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
