package io.heliograph.server.cli.signal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.heliograph.server.text.NumberText;
import io.heliograph.server.text.TimeText;
import io.heliograph.v1.Signal;
import io.heliograph.v1.SignalReason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** One signal on one line, for people or as JSON. */
public final class SignalLine {
    private static final JsonFormat.Printer JSON = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final long NANOS = 1_000_000_000L;

    private SignalLine() {}

    /** Bar end, symbol, timeframe, side, strategy, and what the side needs; id and sequence last. */
    public static String text(Signal signal) {
        StringBuilder line = new StringBuilder(160);
        line.append(String.format(
                Locale.ROOT,
                "%s  %-8s %-4s %-4s %-28s",
                TimeText.of(nanos(signal.getBarEndTime())),
                signal.getSymbol(),
                signal.getTimeframe(),
                brief(signal.getSide().name()),
                signal.getStrategyId()));
        line.append(" at ").append(NumberText.of(signal.getReferencePrice()));
        if (signal.hasConfidence()) {
            line.append(String.format(Locale.ROOT, " conf %.3f", signal.getConfidence()));
        }
        if (signal.hasStop()) {
            line.append(" stop ").append(rounded(signal.getStop()));
        }
        if (signal.hasTarget()) {
            line.append(" target ").append(rounded(signal.getTarget()));
        }
        if (signal.getReason() != SignalReason.SIGNAL_REASON_BUY
                && signal.getReason() != SignalReason.SIGNAL_REASON_SELL) {
            line.append(' ').append(brief(signal.getReason().name()));
        }
        if (!signal.getCloses().isEmpty()) {
            line.append(" closes ").append(signal.getCloses());
        }
        return line.append("  ")
                .append(signal.getSignalId())
                .append(" #")
                .append(signal.getSequence())
                .toString();
    }

    /** The message in protobuf's JSON form. */
    public static String json(Signal signal) {
        try {
            return JSON.print(signal);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a signal holds no Any and prints always", e);
        }
    }

    /** A level is a computed number; six significant digits are what a person reads. */
    private static String rounded(double level) {
        return new BigDecimal(level)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String brief(String enumName) {
        return enumName.substring(enumName.lastIndexOf('_') + 1);
    }

    private static long nanos(Timestamp time) {
        return time.getSeconds() * NANOS + time.getNanos();
    }
}
