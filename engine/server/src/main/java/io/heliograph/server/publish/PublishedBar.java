package io.heliograph.server.publish;

import io.heliograph.v1.Bar;
import io.heliograph.v1.SignalView;

/** A closed bar on its way out; it has one view. */
final class PublishedBar implements PublishedOutput {
    private final Bar bar;
    private final Key key;
    private final EventTimes times;

    private byte[] entry;

    /** An instrument's bars of one timeframe. */
    private record Key(String symbol, String timeframe) {}

    PublishedBar(Bar bar, EventTimes times) {
        this.bar = bar;
        this.times = times;
        this.key = new Key(bar.getSymbol(), bar.getTimeframe());
    }

    Bar bar() {
        return bar;
    }

    @Override
    public OutputKind kind() {
        return OutputKind.BAR;
    }

    @Override
    public long sequence() {
        return bar.getSequence();
    }

    @Override
    public long cause() {
        return bar.getCause();
    }

    @Override
    public Object key() {
        return key;
    }

    /** Asks the log of events, and so is not for every bar. */
    @Override
    public long receiveTimeNs() {
        return times.receiveTime(cause());
    }

    @Override
    public byte[] entry(SignalView view) {
        if (entry == null) {
            entry = PublishedOutput.encode(bar);
        }
        return entry;
    }
}
