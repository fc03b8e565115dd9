package io.heliograph.server.backtest;

import io.heliograph.codec.output.Readiness;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import io.heliograph.core.Timeframe;
import io.heliograph.core.signal.SignalId;
import java.util.Arrays;

/** Makes rows of the records of signals. */
final class SignalRows {
    private static final Timeframe.Kind[] KINDS = Timeframe.Kind.values();
    private static final byte[] NO_ID = new byte[SignalId.LENGTH];

    private SignalRows() {}

    /** A signal as it was emitted. */
    static SignalRow emitted(SignalEmittedDecoder signal) {
        byte[] id = new byte[SignalId.LENGTH];
        signal.getSignalId(id, 0, id.length);
        byte[] closes = new byte[SignalId.LENGTH];
        signal.getClosesId(closes, 0, closes.length);
        // The texts stand behind the values and must be read in their order.
        for (SignalEmittedDecoder.ValuesDecoder value : signal.values()) {
            value.skipName();
        }
        String symbol = signal.symbol();
        String strategy = signal.strategy();
        String arm = signal.arm();
        boolean isEntry = signal.side() != Side.HOLD && signal.reason() != Reason.UNCHANGED;
        return new SignalRow(
                symbol,
                new Timeframe(KINDS[signal.kind().value()], signal.timeframe()),
                strategy,
                arm,
                signal.barStart(),
                signal.barEnd(),
                signal.barOrdinal(),
                signal.side(),
                signal.reason(),
                signal.confidence(),
                signal.referencePrice(),
                signal.stop(),
                signal.target(),
                signal.expiryBars(),
                signal.expiryDuration(),
                SignalId.text(id),
                Arrays.equals(closes, NO_ID) ? "" : SignalId.text(closes),
                isEntry ? SignalRow.OPEN : "",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                false,
                false,
                signal.readiness() == Readiness.CONVERGED);
    }

    /** The same with what ended it. */
    static SignalRow ended(SignalRow row, SignalEndedDecoder ending) {
        return new SignalRow(
                row.symbol(),
                row.timeframe(),
                row.strategy(),
                row.arm(),
                row.barStartNs(),
                row.barEndNs(),
                row.barOrdinal(),
                row.side(),
                row.reason(),
                row.confidence(),
                row.referencePrice(),
                row.stop(),
                row.target(),
                row.expiryBars(),
                row.expiryNs(),
                row.signalId(),
                row.closes(),
                ending.reason().name(),
                ending.exitPrice(),
                ending.grossReturn(),
                ending.maxFavourable(),
                ending.maxAdverse(),
                ending.flags().scored(),
                ending.flags().win(),
                row.isConverged());
    }
}
