package io.heliograph.server.store;

import io.heliograph.codec.output.OutcomeRecordedDecoder;
import io.heliograph.codec.output.SignalEndedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes rows of {@code outcomes} from the two kinds of records that say what became of a signal. */
final class OutcomeRows {
    private final SignalEndedDecoder ending = new SignalEndedDecoder();
    private final OutcomeRecordedDecoder outcome = new OutcomeRecordedDecoder();
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private final TimeframeText timeframes = new TimeframeText();
    private final byte[] id = new byte[SignalEndedDecoder.signalIdLength()];
    private final byte[] hash = new byte[SignalEndedDecoder.strategyHashLength()];

    static CopyBuffer buffer() {
        return new CopyBuffer(
                "heliograph.outcomes",
                "sequence",
                "kind",
                "cause",
                "receive_time",
                "receive_time_ns",
                "signal_sequence",
                "signal_bar_end",
                "signal_bar_end_ns",
                "bar_start",
                "bar_start_ns",
                "bar_end",
                "bar_end_ns",
                "bar_ordinal",
                "timeframe",
                "timeframe_kind",
                "timeframe_length",
                "confidence",
                "entry_price",
                "entry_next_open",
                "exit_price",
                "gross_return",
                "return_next_open",
                "max_favourable",
                "max_adverse",
                "return_1",
                "return_5",
                "return_20",
                "bars_held",
                "instrument",
                "signal_id",
                "strategy_hash",
                "side",
                "reason",
                "flags",
                "symbol",
                "strategy",
                "arm");
    }

    /** Appends the row of an ending; answers the cause. */
    long addEnding(CopyBuffer row, long sequence, DirectBuffer record, int offset, int blockLength, int version) {
        ending.wrap(record, offset, blockLength, version);
        row.putLong(sequence);
        row.putText("ENDED");
        row.putLong(ending.cause());
        row.putTime(ending.receiveTime());
        row.putLong(ending.signalSequence());
        row.putTime(ending.signalBarEnd());
        row.putTime(ending.barStart());
        row.putTime(ending.barEnd());
        row.putLong(ending.barOrdinal());
        timeframes.put(row, ending.kind(), ending.timeframe());
        row.putNull();
        row.putDouble(ending.entryPrice());
        row.putNull();
        row.putDouble(ending.exitPrice());
        row.putDouble(ending.grossReturn());
        row.putNull();
        row.putDouble(ending.maxFavourable());
        row.putDouble(ending.maxAdverse());
        row.putNull();
        row.putNull();
        row.putNull();
        row.putInt(ending.barsHeld());
        row.putInt(ending.instrument());
        ending.getSignalId(id, 0, id.length);
        row.putSignalId(id);
        ending.getStrategyHash(hash, 0, hash.length);
        row.putBytes(hash);
        row.putName(ending.side());
        row.putName(ending.reason());
        row.putShort(ending.flags().getRaw());
        ending.wrapSymbol(text);
        row.putBytes(text);
        ending.wrapStrategy(text);
        row.putBytes(text);
        ending.wrapArm(text);
        row.putBytes(text);
        return ending.cause();
    }

    /** Appends the row of an outcome; answers the cause. */
    long addOutcome(CopyBuffer row, long sequence, DirectBuffer record, int offset, int blockLength, int version) {
        outcome.wrap(record, offset, blockLength, version);
        row.putLong(sequence);
        row.putText("RECORDED");
        row.putLong(outcome.cause());
        row.putTime(outcome.receiveTime());
        row.putLong(outcome.signalSequence());
        row.putTime(outcome.signalBarEnd());
        row.putTime(outcome.barStart());
        row.putTime(outcome.barEnd());
        row.putLong(outcome.barOrdinal());
        timeframes.put(row, outcome.kind(), outcome.timeframe());
        row.putDouble(outcome.confidence());
        row.putDouble(outcome.entryPrice());
        row.putDouble(outcome.entryNextOpen());
        row.putDouble(outcome.exitPrice());
        row.putDouble(outcome.grossReturn());
        row.putDouble(outcome.returnNextOpen());
        row.putDouble(outcome.maxFavourable());
        row.putDouble(outcome.maxAdverse());
        row.putDouble(outcome.return1());
        row.putDouble(outcome.return5());
        row.putDouble(outcome.return20());
        row.putInt(outcome.barsHeld());
        row.putInt(outcome.instrument());
        outcome.getSignalId(id, 0, id.length);
        row.putSignalId(id);
        outcome.getStrategyHash(hash, 0, hash.length);
        row.putBytes(hash);
        row.putName(outcome.side());
        row.putName(outcome.reason());
        row.putShort(outcome.flags().getRaw());
        outcome.wrapSymbol(text);
        row.putBytes(text);
        outcome.wrapStrategy(text);
        row.putBytes(text);
        outcome.wrapArm(text);
        row.putBytes(text);
        return outcome.cause();
    }
}
