package io.heliograph.server.store;

import io.heliograph.codec.output.BarClosedEncoder;
import io.heliograph.codec.output.FaultCode;
import io.heliograph.codec.output.FaultRecordedEncoder;
import io.heliograph.codec.output.MessageHeaderEncoder;
import io.heliograph.codec.output.Origin;
import io.heliograph.codec.output.OutcomeRecordedEncoder;
import io.heliograph.codec.output.Readiness;
import io.heliograph.codec.output.Reason;
import io.heliograph.codec.output.Side;
import io.heliograph.codec.output.SignalEmittedEncoder;
import io.heliograph.codec.output.SignalEndedEncoder;
import io.heliograph.codec.output.SignalState;
import io.heliograph.codec.output.TimeframeKind;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Makes of a row the record it was made of, every byte of it, without the code under test. One thread. */
final class RowRecords {
    private static final int ID_LENGTH = 10;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    /** The record of a row of a table; of a dead letter the one that was parked. */
    byte[] record(String table, ResultSet row) throws SQLException {
        return switch (table) {
            case "bars" -> bar(row);
            case "signals" -> signal(row);
            case "outcomes" -> row.getString("kind").equals("ENDED") ? ending(row) : outcome(row);
            case "faults" -> fault(row);
            case "dead_letters" -> row.getBytes("record");
            default -> throw new IllegalArgumentException("expected a table of outputs: table=" + table);
        };
    }

    private byte[] bar(ResultSet row) throws SQLException {
        BarClosedEncoder bar = new BarClosedEncoder().wrapAndApplyHeader(buffer, 0, header);
        bar.cause(row.getLong("cause")).start(row.getLong("bar_start_ns")).end(row.getLong("bar_end_ns"));
        bar.timeframe(row.getLong("timeframe_length")).ordinal(row.getLong("ordinal"));
        bar.openPrice(number(row, "open_price")).highPrice(number(row, "high_price"));
        bar.lowPrice(number(row, "low_price")).closePrice(number(row, "close_price"));
        bar.volume(number(row, "volume")).wap(number(row, "wap")).trades(row.getLong("trades"));
        bar.instrument(row.getInt("instrument")).kind(kind(row)).origin(Origin.valueOf(row.getString("origin")));
        putFlags(bar.flags().buffer(), bar.flags().offset(), row.getShort("flags"));
        bar.symbol(text(row, "symbol"));
        return record(bar.encodedLength());
    }

    private byte[] signal(ResultSet row) throws SQLException {
        SignalEmittedEncoder signal = new SignalEmittedEncoder().wrapAndApplyHeader(buffer, 0, header);
        signal.cause(row.getLong("cause")).receiveTime(row.getLong("receive_time_ns"));
        signal.eventTime(row.getLong("event_time_ns")).barStart(row.getLong("bar_start_ns"));
        signal.barEnd(row.getLong("bar_end_ns")).barOrdinal(row.getLong("bar_ordinal"));
        signal.timeframe(row.getLong("timeframe_length")).confidence(number(row, "confidence"));
        signal.referencePrice(number(row, "reference_price")).stop(number(row, "stop"));
        signal.target(number(row, "target")).expiryDuration(row.getLong("expiry_duration_ns"));
        signal.expiryBars(row.getInt("expiry_bars")).barsSeen(row.getInt("bars_seen"));
        signal.instrument(row.getInt("instrument")).putSignalId(id(row, "signal_id"), 0, ID_LENGTH);
        signal.putClosesId(id(row, "closes_id"), 0, ID_LENGTH);
        signal.putStrategyHash(row.getBytes("strategy_hash"), 0, SignalEmittedEncoder.strategyHashLength());
        signal.kind(kind(row)).side(side(row)).state(SignalState.valueOf(row.getString("state")));
        signal.reason(Reason.valueOf(row.getString("reason")));
        signal.readiness(Readiness.valueOf(row.getString("readiness")));
        Object[] names = array(row, "value_names");
        Object[] numbers = array(row, "value_numbers");
        Object[] flags = array(row, "value_flags");
        SignalEmittedEncoder.ValuesEncoder values = signal.valuesCount(names.length);
        for (int i = 0; i < names.length; i++) {
            values.next().value(numbers[i] == null ? Double.NaN : (Double) numbers[i]);
            putFlags(values.flags().buffer(), values.flags().offset(), ((Number) flags[i]).shortValue());
            values.name(names[i].toString());
        }
        signal.symbol(text(row, "symbol")).strategy(text(row, "strategy")).arm(text(row, "arm"));
        return record(signal.encodedLength());
    }

    private byte[] ending(ResultSet row) throws SQLException {
        SignalEndedEncoder ending = new SignalEndedEncoder().wrapAndApplyHeader(buffer, 0, header);
        ending.cause(row.getLong("cause")).receiveTime(row.getLong("receive_time_ns"));
        ending.signalSequence(row.getLong("signal_sequence")).signalBarEnd(row.getLong("signal_bar_end_ns"));
        ending.barStart(row.getLong("bar_start_ns")).barEnd(row.getLong("bar_end_ns"));
        ending.barOrdinal(row.getLong("bar_ordinal")).timeframe(row.getLong("timeframe_length"));
        ending.entryPrice(number(row, "entry_price")).exitPrice(number(row, "exit_price"));
        ending.grossReturn(number(row, "gross_return")).maxFavourable(number(row, "max_favourable"));
        ending.maxAdverse(number(row, "max_adverse")).barsHeld(row.getInt("bars_held"));
        ending.instrument(row.getInt("instrument")).putSignalId(id(row, "signal_id"), 0, ID_LENGTH);
        ending.putStrategyHash(row.getBytes("strategy_hash"), 0, SignalEndedEncoder.strategyHashLength());
        ending.kind(kind(row)).side(side(row)).reason(Reason.valueOf(row.getString("reason")));
        putFlags(ending.flags().buffer(), ending.flags().offset(), row.getShort("flags"));
        ending.symbol(text(row, "symbol")).strategy(text(row, "strategy")).arm(text(row, "arm"));
        return record(ending.encodedLength());
    }

    private byte[] outcome(ResultSet row) throws SQLException {
        OutcomeRecordedEncoder outcome = new OutcomeRecordedEncoder().wrapAndApplyHeader(buffer, 0, header);
        outcome.cause(row.getLong("cause")).receiveTime(row.getLong("receive_time_ns"));
        outcome.signalSequence(row.getLong("signal_sequence")).signalBarEnd(row.getLong("signal_bar_end_ns"));
        outcome.barStart(row.getLong("bar_start_ns")).barEnd(row.getLong("bar_end_ns"));
        outcome.barOrdinal(row.getLong("bar_ordinal")).timeframe(row.getLong("timeframe_length"));
        outcome.confidence(number(row, "confidence")).entryPrice(number(row, "entry_price"));
        outcome.entryNextOpen(number(row, "entry_next_open")).exitPrice(number(row, "exit_price"));
        outcome.grossReturn(number(row, "gross_return")).returnNextOpen(number(row, "return_next_open"));
        outcome.maxFavourable(number(row, "max_favourable")).maxAdverse(number(row, "max_adverse"));
        outcome.return1(number(row, "return_1")).return5(number(row, "return_5"));
        outcome.return20(number(row, "return_20")).barsHeld(row.getInt("bars_held"));
        outcome.instrument(row.getInt("instrument")).putSignalId(id(row, "signal_id"), 0, ID_LENGTH);
        outcome.putStrategyHash(row.getBytes("strategy_hash"), 0, OutcomeRecordedEncoder.strategyHashLength());
        outcome.kind(kind(row)).side(side(row)).reason(Reason.valueOf(row.getString("reason")));
        putFlags(outcome.flags().buffer(), outcome.flags().offset(), row.getShort("flags"));
        outcome.symbol(text(row, "symbol")).strategy(text(row, "strategy")).arm(text(row, "arm"));
        return record(outcome.encodedLength());
    }

    private byte[] fault(ResultSet row) throws SQLException {
        FaultRecordedEncoder fault = new FaultRecordedEncoder().wrapAndApplyHeader(buffer, 0, header);
        fault.cause(row.getLong("cause")).receiveTime(row.getLong("receive_time_ns"));
        fault.barStart(row.getLong("bar_start_ns")).barEnd(row.getLong("bar_end_ns"));
        fault.barOrdinal(row.getLong("bar_ordinal")).timeframe(row.getLong("timeframe_length"));
        fault.instrument(row.getInt("instrument"));
        fault.putStrategyHash(row.getBytes("strategy_hash"), 0, FaultRecordedEncoder.strategyHashLength());
        fault.kind(kind(row)).side(side(row)).code(FaultCode.valueOf(row.getString("code")));
        fault.symbol(text(row, "symbol")).strategy(text(row, "strategy")).arm(text(row, "arm"));
        fault.detail(text(row, "detail"));
        return record(fault.encodedLength());
    }

    private byte[] record(int length) {
        byte[] record = new byte[MessageHeaderEncoder.ENCODED_LENGTH + length];
        buffer.getBytes(0, record);
        return record;
    }

    private static void putFlags(MutableDirectBuffer to, int offset, short raw) {
        to.putByte(offset, (byte) raw);
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? Double.NaN : number;
    }

    private static Object[] array(ResultSet row, String column) throws SQLException {
        return (Object[]) row.getArray(column).getArray();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static TimeframeKind kind(ResultSet row) throws SQLException {
        return TimeframeKind.get(row.getShort("timeframe_kind"));
    }

    private static Side side(ResultSet row) throws SQLException {
        String side = row.getString("side");
        return side == null ? Side.NULL_VAL : Side.valueOf(side);
    }

    /** Sixteen characters of base 32 are a number of 80 bits; none are zeros. */
    private static byte[] id(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        byte[] id = new byte[ID_LENGTH];
        if (text == null) {
            return id;
        }
        StringBuilder digits = new StringBuilder();
        for (char c : text.toCharArray()) {
            digits.append(Character.forDigit(c >= 'a' ? c - 'a' : c - '2' + 26, 32));
        }
        byte[] number = new BigInteger(digits.toString(), 32).toByteArray();
        int from = Math.max(0, number.length - ID_LENGTH);
        byte[] low = Arrays.copyOfRange(number, from, number.length);
        System.arraycopy(low, 0, id, ID_LENGTH - low.length, low.length);
        return id;
    }
}
