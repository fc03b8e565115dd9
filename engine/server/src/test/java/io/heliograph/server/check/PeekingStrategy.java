package io.heliograph.server.check;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarHistory;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.language.CompiledStrategy;
import io.heliograph.core.pipeline.InstrumentNodes;
import io.heliograph.core.pipeline.Pipeline;
import io.heliograph.core.strategy.StrategyView;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import io.heliograph.server.file.FileFormat;
import io.heliograph.server.file.MarketFiles;
import io.heliograph.server.file.MarketRow;
import io.heliograph.server.file.RowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A strategy that is a class and cheats: it reads the files of its run, and buys where the price so many nanoseconds after
 * the bar is higher.
 *
 * <p>The document of its name lends it everything else.
 */
final class PeekingStrategy implements InstrumentNodes {
    private final RunFiles files;
    private final long aheadNs;
    private final Pipeline pipeline = new Pipeline();

    private NavigableMap<Long, Double> prices;
    private long nowNs;
    private double close;

    PeekingStrategy(RunFiles files, long aheadNs) {
        this.files = files;
        this.aheadNs = aheadNs;
    }

    @Override
    public StrategyView add(CompiledStrategy strategy, BarHistory history) {
        return new Peek(pipeline.add(strategy, history));
    }

    @Override
    public void remove(CompiledStrategy strategy) {
        pipeline.remove(strategy);
    }

    @Override
    public void onBar(Timeframe timeframe, ClosedBar bar) {
        pipeline.onBar(timeframe, bar);
        nowNs = bar.end();
        close = bar.close();
    }

    @Override
    public void save(StateSink sink) {
        sink.putLong(nowNs);
        sink.putDouble(close);
        pipeline.save(sink);
    }

    @Override
    public void restore(StateSource source) {
        nowNs = source.getLong();
        close = source.getDouble();
        pipeline.restore(source);
    }

    private boolean willRise() {
        if (prices == null) {
            prices = read();
        }
        var later = prices.floorEntry(nowNs + aheadNs);
        return later != null && later.getValue() > close;
    }

    private NavigableMap<Long, Double> read() {
        NavigableMap<Long, Double> read = new TreeMap<>();
        try {
            List<String> paths = files.paths().stream().map(Path::toString).toList();
            try (MarketFiles rows = MarketFiles.open(paths, FileFormat.PLAIN, (file, row) -> {
                throw new AssertionError(row);
            })) {
                for (MarketRow row = rows.next(); row != null; row = rows.next()) {
                    read.put(row.eventNs(), row.numbers()[row.numbers().length > 4 ? 3 : 0]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RowException e) {
            throw new AssertionError(e);
        }
        return read;
    }

    /** Says what the document says, but for its entries. */
    private final class Peek implements StrategyView {
        private final StrategyView document;

        Peek(StrategyView document) {
            this.document = document;
        }

        @Override
        public int condition(Condition condition, double entry, double barsHeld) {
            return switch (condition) {
                case BUY -> willRise() ? TRUE : FALSE;
                case SELL -> willRise() ? FALSE : TRUE;
                case EXIT_BUY, EXIT_SELL -> document.condition(condition, entry, barsHeld);
            };
        }

        @Override
        public boolean isReady() {
            return document.isReady();
        }

        @Override
        public boolean isConverged() {
            return document.isConverged();
        }

        @Override
        public int barsSeen() {
            return document.barsSeen();
        }

        @Override
        public boolean declares(Level level) {
            return document.declares(level);
        }

        @Override
        public double level(Level level, int side) {
            return document.level(level, side);
        }

        @Override
        public int valueCount() {
            return document.valueCount();
        }

        @Override
        public String valueName(int index) {
            return document.valueName(index);
        }

        @Override
        public double value(int index) {
            return document.value(index);
        }

        @Override
        public boolean isValueFlat(int index) {
            return document.isValueFlat(index);
        }

        @Override
        public boolean isValueCondition(int index) {
            return document.isValueCondition(index);
        }

        @Override
        public String describe(Level level) {
            return document.describe(level);
        }
    }
}
