package io.heliograph.server.backtest;

import io.heliograph.codec.output.BarClosedDecoder;
import io.heliograph.codec.output.MessageHeaderDecoder;
import io.heliograph.codec.output.TimeframeKind;
import io.heliograph.core.OutputHandler;
import io.heliograph.core.Timeframe;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.agrona.DirectBuffer;

/** Writes the bars of one timeframe while they close. Owned by one thread. */
final class BarsWriter implements OutputHandler {
    private final Timeframe timeframe;
    private final BarsForm form;
    private final Appendable out;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarClosedDecoder bar = new BarClosedDecoder();

    private long bars;

    BarsWriter(Timeframe timeframe, BarsForm form, Appendable out) {
        this.timeframe = timeframe;
        this.form = form;
        this.out = out;
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
        try {
            begin();
            bars++;
            form.bar(out, bar, timeframe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what stands above bars where there was none. */
    void end() throws IOException {
        begin();
    }

    /** Bars written. */
    long bars() {
        return bars;
    }

    /** Not before the first bar, so that nothing is written of files that cannot be read. */
    private void begin() throws IOException {
        if (bars == 0) {
            out.append(form.header());
        }
    }
}
