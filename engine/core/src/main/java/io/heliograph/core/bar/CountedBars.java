package io.heliograph.core.bar;

import io.heliograph.codec.output.Origin;
import io.heliograph.core.Timeframe;
import io.heliograph.kernels.StateSink;
import io.heliograph.kernels.StateSource;
import java.util.Arrays;
import java.util.SortedSet;

/**
 * The tick and volume bars of one instrument, by timeframe, built beside its base.
 *
 * <p>Belongs to the core's thread.
 */
final class CountedBars {
    private final BarGrid grid;
    private final BarHistory history;

    private CountedBar[] bars = new CountedBar[0];
    private BarSeries[] series = new BarSeries[0];
    private boolean isDue;

    CountedBars(BarGrid grid, BarHistory history) {
        this.grid = grid;
        this.history = history;
    }

    int count() {
        return bars.length;
    }

    boolean has(Timeframe timeframe) {
        return Arrays.stream(bars).anyMatch(bar -> bar.timeframe().equals(timeframe));
    }

    /** Makes bars of a timeframe out of the trades to come. */
    void add(Timeframe timeframe) {
        CountedBar[] more = Arrays.copyOf(bars, bars.length + 1);
        more[bars.length] = new CountedBar(timeframe, grid);
        Arrays.sort(more, (one, other) -> one.timeframe().compareTo(other.timeframe()));
        use(more);
    }

    /** Stops making bars that nobody wants any more, and forgets those that were made. */
    void keepOnly(SortedSet<Timeframe> wanted) {
        for (CountedBar bar : bars) {
            if (!wanted.contains(bar.timeframe())) {
                history.removeSeries(bar.timeframe());
            }
        }
        use(Arrays.stream(bars).filter(bar -> wanted.contains(bar.timeframe())).toArray(CountedBar[]::new));
    }

    /** Takes a trade; what it closes is due. */
    void onTrade(long time, double price, double size) {
        for (CountedBar bar : bars) {
            isDue |= bar.onTrade(time, price, size);
        }
    }

    /** Whether the last trade closed a bar that was not handed over yet. */
    boolean isDue() {
        return isDue;
    }

    /** Closes what is due, at the time of the trade. */
    void close(Closings closings, long firstEvent) {
        long end = Long.MIN_VALUE;
        closings.begin(end);
        for (int i = 0; i < bars.length; i++) {
            if (bars[i].isFull()) {
                ClosedBar closed = closings.add(bars[i].timeframe(), Origin.BUILT);
                bars[i].close(closed, series[i].count(), firstEvent);
                series[i].add(closed);
                end = Math.max(end, closed.end());
            }
        }
        closings.reach(end);
        isDue = false;
    }

    /** Trades that were late for one of the timeframes, counted for each of them. */
    long late() {
        return Arrays.stream(bars).mapToLong(CountedBar::late).sum();
    }

    void save(StateSink sink) {
        sink.putLong(bars.length);
        for (CountedBar bar : bars) {
            sink.putLong(bar.timeframe().kind().ordinal());
            sink.putLong(bar.timeframe().length());
            bar.save(sink);
        }
    }

    void restore(StateSource source) {
        CountedBar[] saved = new CountedBar[source.getCount(1)];
        for (int i = 0; i < saved.length; i++) {
            saved[i] = new CountedBar(
                    new Timeframe(Timeframe.Kind.values()[(int) source.getLong()], source.getLong()), grid);
            saved[i].restore(source);
        }
        use(saved);
    }

    private void use(CountedBar[] next) {
        bars = next;
        series = new BarSeries[bars.length];
        for (int i = 0; i < series.length; i++) {
            series[i] = history.addSeries(bars[i].timeframe());
        }
    }
}
