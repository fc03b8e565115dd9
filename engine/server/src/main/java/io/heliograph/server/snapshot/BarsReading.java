package io.heliograph.server.snapshot;

import io.heliograph.core.Timeframe;
import io.heliograph.core.bar.BarSeries;
import io.heliograph.core.bar.ClosedBar;
import io.heliograph.core.instrument.Instrument;

/**
 * The next closed bars of one instrument and timeframe that somebody has not seen: some at a time, in order.
 *
 * <p>Filled on the sequencer's thread, which allocates nothing for it; otherwise its owner's.
 */
final class BarsReading {
    /** Bars read at once, at most. */
    static final int MOST = 16;

    private final Timeframe timeframe;
    private final ClosedBar[] bars = new ClosedBar[MOST];

    private long next;
    private int count;
    private boolean begins;
    private boolean hasMore;

    BarsReading(Timeframe timeframe) {
        this.timeframe = timeframe;
        for (int i = 0; i < MOST; i++) {
            bars[i] = new ClosedBar();
        }
    }

    /** Reads on; on the sequencer's thread. */
    void read(Instrument instrument) {
        BarSeries series = instrument.bars().history().series(timeframe);
        count = 0;
        begins = false;
        hasMore = false;
        if (series == null || series.size() == 0) {
            return;
        }
        long oldest = series.count() - series.size();
        // What was missed, or began anew, is begun again with the oldest bar kept.
        begins = next == 0 || next < oldest || next > series.count();
        next = begins ? oldest : next;
        count = (int) Math.min(MOST, series.count() - next);
        for (int i = 0; i < count; i++) {
            series.read((int) (next - oldest) + i, bars[i]);
        }
        next += count;
        hasMore = next < series.count();
    }

    int count() {
        return count;
    }

    ClosedBar bar(int index) {
        return bars[index];
    }

    /** Whether the first bar read is the first to be seen: what was made of those before is void. */
    boolean begins() {
        return begins;
    }

    /** Whether more bars are there already. */
    boolean hasMore() {
        return hasMore;
    }
}
