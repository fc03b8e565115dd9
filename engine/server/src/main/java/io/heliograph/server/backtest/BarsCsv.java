package io.heliograph.server.backtest;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.Timeframe;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.agrona.DirectBuffer;

/**
 * Writes the bars of one timeframe as CSV while they close: the columns of bar files, then trades and vwap.
 *
 * <p>Shortest exact decimals, times in UTC, empty where a bar does not say. Owned by one thread.
 */
final class BarsCsv implements OutputHandler {
    static final String HEADER = "symbol,timeframe,open_time,open,high,low,close,volume,trades,vwap";

    private final Timeframe timeframe;
    private final Appendable out;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarClosedDecoder bar = new BarClosedDecoder();

    private long bars;

    BarsCsv(Timeframe timeframe, Appendable out) {
        this.timeframe = timeframe;
        this.out = out;
    }

    /** Writes the first line. */
    void begin() throws IOException {
        out.append(HEADER).append('\n');
    }

    /** @throws UncheckedIOException where the line cannot be written */
    @Override
    public void onOutput(long sequence, DirectBuffer buffer, int offset, int length) {
        if (header.wrap(buffer, offset).templateId() != BarClosedDecoder.TEMPLATE_ID) {
            return;
        }
        bar.wrapAndApplyHeader(buffer, offset, header);
        TimeframeKind kind = bar.kind();
        if (kind.value() != timeframe.kind().ordinal() || bar.timeframe() != timeframe.length()) {
            return;
        }
        bars++;
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bars written. */
    long bars() {
        return bars;
    }

    private void write() throws IOException {
        out.append(bar.symbol())
                .append(',')
                .append(timeframe.toString())
                .append(',')
                .append(TimeText.of(bar.start()));
        number(bar.openPrice());
        number(bar.highPrice());
        number(bar.lowPrice());
        number(bar.closePrice());
        number(bar.volume());
        out.append(',').append(bar.trades() < 0 ? "" : Long.toString(bar.trades()));
        number(bar.wap());
        out.append('\n');
    }

    private void number(double x) throws IOException {
        out.append(',').append(NumberText.of(x));
    }
}
