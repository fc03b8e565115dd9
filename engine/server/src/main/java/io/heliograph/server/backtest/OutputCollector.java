package io.heliograph.server.backtest;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.Timeframe;
import io.heliograph.core.digest.ContentDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Keeps signals as rows, bars too where it is to, and the digest of all. Bars are what takes room: there are some for
 * each minute of each symbol. Owned by one thread.
 */
public final class OutputCollector implements OutputHandler {
    private static final Timeframe.Kind[] KINDS = Timeframe.Kind.values();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarClosedDecoder bar = new BarClosedDecoder();
    private final SignalEmittedDecoder signal = new SignalEmittedDecoder();
    private final SignalEndedDecoder ending = new SignalEndedDecoder();
    private final ContentDigest digest = new ContentDigest();
    private final boolean keepsBars;
    private final WatchedBars watched;
    private final SignalRange range;

    private final BarCounts counts = new BarCounts();
    private final List<BarRow> bars = new ArrayList<>();
    private final Map<Long, SignalRow> signals = new LinkedHashMap<>();

    private long event;

    /** Keeps everything. */
    public OutputCollector() {
        this(true);
    }

    OutputCollector(boolean keepsBars) {
        this(keepsBars, WatchedBars.none(), SignalRange.ALL);
    }

    OutputCollector(boolean keepsBars, WatchedBars watched, SignalRange range) {
        this.keepsBars = keepsBars;
        this.watched = watched;
        this.range = range;
    }

    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        digest.onOutput(sequence, buffer, offset, length);
        switch (header.wrap(buffer, offset).templateId()) {
            case BarClosedDecoder.TEMPLATE_ID -> add(row(bar.wrapAndApplyHeader(buffer, offset, header)));
            case SignalEmittedDecoder.TEMPLATE_ID -> emit(sequence, signal.wrapAndApplyHeader(buffer, offset, header));
            case SignalEndedDecoder.TEMPLATE_ID -> end(ending.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                // Outcomes tell later what endings told before, and faults withhold a signal; both are in the digest.
            }
        }
    }

    /** In order of closing; none where they were not to be kept. */
    public List<BarRow> bars() {
        return List.copyOf(bars);
    }

    /** How many bars there were, kept or not. */
    BarCounts counts() {
        return counts;
    }

    /** In order of emission, each with what became of it so far. */
    public List<SignalRow> signals() {
        return List.copyOf(signals.values());
    }

    /** How many of those there are so far. */
    int signalCount() {
        return signals.size();
    }

    /** From now on outputs are caused by this event of a journal. */
    void atEvent(long sequence) {
        event = sequence;
    }

    /** The content digest so far, 64 hex digits. */
    public String contentDigest() {
        return digest.hex();
    }

    private void add(BarRow row) {
        counts.add(row);
        watched.add(row);
        if (keepsBars) {
            bars.add(row);
        }
    }

    private void emit(long sequence, SignalEmittedDecoder emitted) {
        if (range.takes(event, emitted.barEnd())) {
            signals.put(sequence, SignalRows.emitted(emitted));
        }
    }

    private void end(SignalEndedDecoder ended) {
        signals.computeIfPresent(ended.signalSequence(), (sequence, row) -> SignalRows.ended(row, ended));
    }

    private static BarRow row(BarClosedDecoder bar) {
        return new BarRow(
                bar.symbol(),
                new Timeframe(KINDS[bar.kind().value()], bar.timeframe()),
                bar.start(),
                bar.end(),
                bar.ordinal(),
                bar.openPrice(),
                bar.highPrice(),
                bar.lowPrice(),
                bar.closePrice(),
                bar.volume(),
                bar.wap(),
                bar.trades(),
                bar.flags().getRaw());
    }
}
