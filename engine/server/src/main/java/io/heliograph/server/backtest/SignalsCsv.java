package io.heliograph.server.backtest;

import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import java.io.IOException;
import java.util.List;

/**
 * Signals as CSV: shortest exact decimals, times in UTC, what is not there empty.
 *
 * <p>No text in it can hold a comma or a quote.
 */
public final class SignalsCsv {
    /** The first line. */
    public static final String HEADER = "symbol,timeframe,strategy,bar_end,side,reason,confidence,reference_price,stop,"
            + "target,expiry_bars,signal_id,closes,status,exit_price,return,mfe,mae";

    private SignalsCsv() {}

    /** Writes the header and a line for each signal. */
    public static void write(List<SignalRow> signals, Appendable out) throws IOException {
        out.append(HEADER).append('\n');
        for (SignalRow signal : signals) {
            out.append(line(signal)).append('\n');
        }
    }

    private static String line(SignalRow signal) {
        return String.join(
                ",",
                signal.symbol(),
                signal.timeframe().toString(),
                signal.strategy(),
                TimeText.of(signal.barEndNs()),
                signal.side().name(),
                signal.reason().name(),
                NumberText.of(signal.confidence()),
                NumberText.of(signal.referencePrice()),
                NumberText.of(signal.stop()),
                NumberText.of(signal.target()),
                signal.expiryBars() == 0 ? "" : Integer.toString(signal.expiryBars()),
                signal.signalId(),
                signal.closes(),
                signal.status(),
                NumberText.of(signal.exitPrice()),
                NumberText.of(signal.grossReturn()),
                NumberText.of(signal.mfe()),
                NumberText.of(signal.mae()));
    }
}
